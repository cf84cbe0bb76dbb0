"""Pieces of pages from ``templates/``, with every value escaped unless it is markup already."""

import json
from pathlib import Path
from typing import Any

from qantar.report.template import environment

TEMPLATES = Path(__file__).parents[1] / "templates"


def text_of(name: str) -> str:
    """The file `name` of ``templates/`` as it is."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def render(name: str, /, **values: Any) -> str:
    """The template `name` filled with `values`; raises jinja2.UndefinedError for a missing one."""
    return environment("qantar.book").get_template(name).render(**values)


def json_element(value: Any, **attributes: str) -> str:
    """A script element that holds `value` as JSON; no "<" inside lets a text end it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    marks = "".join(f' {name}="{word}"' for name, word in attributes.items())
    return f"\n<script{marks}>{text}</script>\n"
