"""Runs away from the defaults: refused in one line, or without anything to object to."""

from collections.abc import Iterable
from typing import Any

from chapter_run import run, values_text
from reading import faults

from qantar.common.errors import ParameterError, QantarError

Case = tuple[str, dict[str, Any]]


def objections(chapter: str, values: dict[str, Any]) -> list[str]:
    """What a reader objects to; nothing where the values are refused in one line."""
    try:
        return faults(run(chapter, **values))
    except QantarError as refusal:
        of_the_user = type(refusal) in (ParameterError, QantarError)
        return [] if of_the_user and "\n" not in str(refusal) else [repr(refusal)]


def all_objections(cases: Iterable[Case]) -> dict[str, list[str]]:
    """The objections to each (chapter, values), by the values in one line."""
    found = {f"{name}: {values_text(values)}": objections(name, values) for name, values in cases}
    return {case: faults for case, faults in found.items() if faults}
