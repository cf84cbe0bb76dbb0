"""The extension's part for words: numbers that link, definitions, glossary, claims, replication."""

from pathlib import Path
from typing import Any

from qantar.book.prose import (
    citations,
    claims_list,
    corrections,
    data_table,
    definitions,
    glossary,
    replication_table,
    roles,
    takeaways,
    unbroken,
)
from qantar.book.references import links

STATIC = Path(__file__).parents[1] / "static"


def _add_static(app: Any) -> None:
    if str(STATIC) not in app.config.html_static_path:
        app.config.html_static_path.append(str(STATIC))


def setup(app: Any) -> None:
    """Set up every part."""
    app.add_config_value("qantar_figures", "", "env", types=[str])
    parts = (links, roles, definitions, glossary, citations, claims_list, corrections)
    for part in (*parts, replication_table, data_table, takeaways, unbroken):
        part.setup(app)
    app.connect("builder-inited", _add_static)
    app.add_css_file("prose.css")
    app.add_css_file("story.css")
