"""What an edition is called and where its file lies: known at once, before anything is checked."""

import re
from pathlib import Path
from typing import Any

from qantar.common import language, safeyaml
from qantar.common.errors import ParameterError
from qantar.common.paths import EDITIONS

EDITION = r"^[a-z0-9][a-z0-9-]*$"


def names() -> list[str]:
    """The editions there are, by name."""
    return sorted(path.stem for path in EDITIONS.glob("*.yml"))


def named_for(name: str, code: str) -> str:
    """The name of an edition in a language, which the build's folder bears: ``kazakhstan-ar``."""
    end = f"-{code}"
    return name if code == language.SOURCE else f"{name.removesuffix(end)}{end}"


def file_of(name: str) -> Path:
    """The file of the edition `name` (or `name` itself, if it ends in .yml); raises ParameterError
    where there is none.
    """
    path = Path(name) if name.endswith((".yml", ".yaml")) else EDITIONS / f"{name}.yml"
    if not path.is_file():
        from qantar.common.mistakes import hint

        raise ParameterError(f"no edition {name!r}; {hint(path.stem, names())}")
    return path


def read_yaml(path: Path) -> Any:
    """What the YAML file at `path` says; raises ParameterError, one line."""
    try:
        return safeyaml.parse(path.read_bytes())
    except OSError as error:
        raise ParameterError(f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise ParameterError(f"{path.name}: not YAML in UTF-8: {error}") from None


def of(name: str, code: str | None) -> tuple[str, str]:
    """Name and language of an edition, as `editions.load` would have them; where it would refuse
    one of them, it does.
    """
    path = file_of(name)
    values = read_yaml(path)
    spoken = code or (isinstance(values, dict) and values.get("language", language.SOURCE))
    if spoken not in language.codes() or not re.fullmatch(EDITION, path.stem):
        from qantar.flow.editions import load

        edition = load(name, code)
        return edition.name, edition.language
    return named_for(path.stem, spoken), spoken
