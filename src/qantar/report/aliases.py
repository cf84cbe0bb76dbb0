"""Key figures and parameters that changed their names: old id -> new in ``docs/*_aliases.csv``."""

import csv
from collections.abc import Iterable
from functools import cache

from qantar.common.errors import FigureError
from qantar.common.mistakes import closest_match
from qantar.common.paths import ROOT


def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "docs" / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text, strict=True))


@cache
def read() -> dict[str, str]:
    """New id by old id; empty where the figure was dropped."""
    return {row["old"]: row["new"] for row in _rows("figure_aliases.csv")}


def of_parameters(chapter: str) -> dict[str, str]:
    """What became of a chapter's parameters of before: "is now other_name", "is gone: why"."""
    rows = _rows("parameter_aliases.csv")
    return {row["old"]: row["became"] for row in rows if row["chapter"] == chapter}


def explain(name: str, known: Iterable[str]) -> str:
    """What to append to an error about an unknown id: its new name, or the nearest known id."""
    if name in read():
        return f"; renamed to {read()[name]}" if read()[name] else "; dropped, see CHANGELOG.md"
    guess = closest_match(name, sorted(known))
    return f"; {guess}" if guess else ""


def refuse_renamed(names: Iterable[str], where: str) -> None:
    """Raise FigureError where one of `names`, written at `where`, is an id of before."""
    for name in names:
        if name in read():
            raise FigureError(f"{where}: no key figure {name}{explain(name, ())}")
