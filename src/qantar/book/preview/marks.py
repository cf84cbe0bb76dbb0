"""What marks a page as a preview: a line above it, and a script that shows it anew after a save."""

from typing import Any

from qantar.book.references.template import render
from qantar.common.text import _

BUILD_NUMBER = "preview.txt"


def _mark(app: Any, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    if app.config.qantar_preview and "body" in context:
        words = _("Preview of a page being written. Its figures are those of the last build.")
        context["body"] = f'<p class="q-preview" role="status">{words}</p>{context["body"]}'


def _add_script(app: Any, config: Any) -> None:
    if config.qantar_preview:
        app.add_js_file(None, body=render("preview.js", number=BUILD_NUMBER))


def setup(app: Any) -> None:
    """Mark the pages where the setting `qantar_preview` is true."""
    app.connect("config-inited", _add_script)
    app.connect("html-page-context", _mark)
