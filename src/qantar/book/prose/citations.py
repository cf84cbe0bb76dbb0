"""Citations and the bibliography, marked as English on pages in another language, without the roles
that docutils gives and accessibility checks refuse.
"""

import re
from typing import Any

from qantar.book.references import untranslated


def plain_entries(
    app: Any, page: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Mark a page's citations; drop a deprecated role, and a list role without list items."""
    marked = "".join(f' {name}="{text}"' for name, text in untranslated.attributes().items())
    place = '<span class="bibtex-citation"'
    body = context.get("body", "").replace(place, place + marked)
    if 'class="citation' in body:
        body = re.sub(r'(<div class="citation"[^>]*) role="doc-biblioentry"', rf"\1{marked}", body)
        body = body.replace('<div role="list" class="citation-list"', '<div class="citation-list"')
    if body:
        context["body"] = body
