"""The extension's part for words: numbers that link, definitions, glossary, claims, replication."""

from typing import Any

from qantar.book.prose import (
    citations,
    claims_list,
    data_table,
    definitions,
    glossary,
    replication_table,
    roles,
    stacked,
    takeaways,
    unbroken,
)
from qantar.book.references import links


def setup(app: Any) -> None:
    """Set up every part."""
    app.add_config_value("qantar_figures", "", "env", types=[str])
    parts = (links, roles, definitions, glossary, citations, claims_list)
    for part in (*parts, replication_table, data_table, takeaways, stacked, unbroken):
        part.setup(app)
    app.add_css_file("prose.css")
    app.add_css_file("story.css")
