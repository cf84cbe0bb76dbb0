"""Mistakes in what a person wrote, in one line, with the word that was probably meant."""

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from qantar.common.errors import QantarError, one_line

NEAR = 0.7  # ratio of difflib
Model = TypeVar("Model", bound=BaseModel)


def closest_match(word: object, known: Iterable[str]) -> str:
    """``did you mean country?``; empty where no word is near."""
    near = difflib.get_close_matches(str(word), list(known), n=1, cutoff=NEAR)
    return f"did you mean {near[0]}?" if near else ""


def hint(word: object, known: Iterable[str]) -> str:
    """``did you mean country?``, or the words there are where none is near."""
    words = list(known)
    return closest_match(word, words) or f"there are: {', '.join(words)}"


def _line(problem: Mapping[str, Any], known: Iterable[str], noun: str) -> str:
    place = [str(part) for part in problem["loc"] if part != "[key]"]
    name = f"{noun} {'.'.join(place)}"
    if problem["type"] == "extra_forbidden":
        return f"unknown {name}; {hint(place[-1], known)}"
    if problem["type"] == "missing":
        return f"{name} is missing"
    message = problem["msg"].removeprefix("Value error, ")
    if not place:
        return message
    if problem["type"] == "literal_error":
        choices = re.findall(r"'([^']*)'", problem["ctx"]["expected"])
        guess = closest_match(problem["input"], choices)
        message = f"{message}; {guess}" if guess else message
    return f"{name} = {problem['input']!r}: {message}"


def validated(
    model: type[Model],
    values: Any,
    wrong: type[QantarError],
    where: str,
    noun: str,
    hidden: str = "",
) -> Model:
    """`values` as a checked `model`; raises `wrong`, one line, each problem beginning with `where`.

    `noun` is what one of the values is called; the field `hidden` is not one to write.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        known = [name for name in model.model_fields if name != hidden]
        lines = [f"{where}: {_line(problem, known, noun)}" for problem in error.errors()]
        raise wrong(one_line(" | ".join(lines))) from None
