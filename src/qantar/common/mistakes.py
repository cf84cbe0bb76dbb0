"""Mistakes in what a person wrote, in one line, with the word that was probably meant."""

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from qantar.common.errors import one_line

NEAR = 0.7  # ratio of difflib


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


def describe_errors(error: ValidationError, where: str, known: Iterable[str], noun: str) -> str:
    """The problems of `error` in one line, each beginning with `where`.

    `known` are the names that stand at the top of what was checked, `noun` what one of them is
    called.
    """
    names = list(known)
    lines = [f"{where}: {_line(problem, names, noun)}" for problem in error.errors()]
    return one_line(" | ".join(lines))
