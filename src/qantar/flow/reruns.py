"""The guided reruns: a question, what to change, the key figure, the direction."""

import json
import shlex
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from qantar.common import safeyaml
from qantar.common.paths import ROOT
from qantar.flow.editions import ChapterName

FILE = ROOT / "book" / "reruns.yml"


class Rerun(BaseModel):
    """One guided rerun; `figure` is compared with `against`, its id under the defaults."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    question: str = Field(min_length=1)
    chapter: ChapterName
    parameters: dict[str, Any] = Field(min_length=1)
    figure: str
    against: str | None = None
    attribute: Literal["value", "low", "high"] = "value"
    direction: Literal["rises", "falls"]
    look_for: str = Field(min_length=1)


def command(chapter: str, values: Mapping[str, Any]) -> str:
    """The shell command that runs `chapter` with `values`."""
    words = ["python", "-m", "qantar", "run"]
    words += [f"notebooks/{chapter}.ipynb", f"{chapter}-rerun.ipynb"]
    for name, value in values.items():
        words += ["-p", name, value if isinstance(value, str) else json.dumps(value)]
    return shlex.join(words)


def load() -> list[Rerun]:
    """The guided reruns in the order of the page."""
    rows = safeyaml.parse(FILE.read_bytes())
    return [Rerun.model_validate(row) for row in rows]
