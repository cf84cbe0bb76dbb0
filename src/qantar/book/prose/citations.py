"""The bibliography without the roles that docutils gives it and accessibility checks refuse."""

import re
from typing import Any

from qantar.book.references import untranslated


def plain_entries(
    app: Any, page: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Drop from a page with citations a deprecated role, and a list role without list items."""
    body = context.get("body", "")
    if 'class="citation' in body:
        marked = "".join(f' {name}="{text}"' for name, text in untranslated.attributes().items())
        body = re.sub(r'(<div class="citation"[^>]*) role="doc-biblioentry"', rf"\1{marked}", body)
        context["body"] = body.replace(
            '<div role="list" class="citation-list">', '<div class="citation-list">'
        )


def setup(app: Any) -> None:
    """Register the step."""
    app.connect("html-page-context", plain_entries)
