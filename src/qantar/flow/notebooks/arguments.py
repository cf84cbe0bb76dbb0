"""Parameters as they are written on the command line and in files of parameters."""

import json
from collections.abc import Iterable
from pathlib import Path

from qantar.common.errors import ParameterError, one_line
from qantar.common.numbers import number


def value(text: str) -> object:
    """A parameter's value as written after ``-p``; raises ValueError for almost a value.

    A number is written as in Python (5e-2), a list as JSON, truth as true or false; all else is a
    word.
    """
    if text.startswith(("[", "{")):
        try:
            return json.loads(text, parse_float=number, parse_int=number, parse_constant=number)
        except (ValueError, RecursionError) as error:
            example = "a list is written as JSON, such as '[\"KAZ\", 0.5]'"
            raise ValueError(f"{text[:60]}: {error}; {example}") from None
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    found = number(text)
    return text if found is None else found


def given(pairs: Iterable[tuple[str, str]]) -> dict[str, object]:
    """The parameters of ``-p NAME VALUE``; raises ParameterError naming the wrong one."""
    values = {}
    for name, text in pairs:
        try:
            values[name] = value(text)
        except ValueError as error:
            raise ParameterError(one_line(f"parameter {name}: {error}")) from None
    return values


def values_of(path: Path | None) -> dict[str, object]:
    """The parameters in a JSON file, none without one; raises ParameterError."""
    if path is None:
        return {}
    try:
        values = json.loads(path.read_bytes())
    except OSError as error:
        raise ParameterError(f"{path}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise ParameterError(f"{path}: not JSON: {error}") from None
    if not isinstance(values, dict):
        raise ParameterError(f"{path}: expected a JSON object, name: value")
    return values
