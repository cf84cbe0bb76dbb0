"""Pieces of pages from ``templates/``, with every value escaped unless it is markup already."""

from functools import cache
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


def render(name: str, /, **values: Any) -> str:
    """The template `name` filled with `values`; raises jinja2.UndefinedError for a missing one."""
    return _environment().get_template(name).render(**values)
