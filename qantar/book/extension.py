"""The Sphinx extension: puts charts, numbers, data pages and provenance on the book's pages."""

from importlib import import_module
from typing import Any

_NAMES = ("chartpage", "reprint", "prose", "pages", "country", "site")
_PARTS = tuple(f"qantar.book.{name}" for name in _NAMES)


def setup(app: Any) -> dict[str, bool]:
    """Set up every part of the extension."""
    app.add_config_value("qantar_edition", "kazakhstan", "env", types=[str])
    for part in _PARTS:
        import_module(part).setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
