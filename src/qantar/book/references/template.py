"""Pieces of pages from ``templates/``, with every value escaped unless it is markup already."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from qantar.common.text import _


@cache
def _environment() -> Environment:
    loader = PackageLoader("qantar.book", "templates")
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["_"] = _
    return made


def text_of(name: str) -> str:
    """The file `name` of ``templates/`` as it is."""
    return (Path(__file__).parents[1] / "templates" / name).read_text(encoding="utf-8")


def render(name: str, /, **values: Any) -> str:
    """The template `name` filled with `values`; raises jinja2.UndefinedError for a missing one."""
    return _environment().get_template(name).render(**values)
