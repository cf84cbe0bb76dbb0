"""Names, titles and citations that stay in the source's language on other pages, marked as such.

A reader hears them in their own language, and they do not turn the words around them. `language`
tells them by their letters.
"""

import re
from typing import Any

from docutils import nodes

from qantar.common import language
from qantar.common.language import SOURCE

CLASS = f"language-{SOURCE}"  # docutils writes the attribute `lang` for it


def attributes() -> dict[str, str]:
    """The attributes of an element whose whole text stays as it is; none in the source's book."""
    return {} if language.current().code == SOURCE else {"lang": SOURCE, "dir": "ltr"}


def as_node(text: str) -> nodes.Node:
    """A node of such a text."""
    return (
        nodes.inline("", text, classes=[CLASS])
        if language.is_untranslated(text)
        else nodes.Text(text)
    )


def mark_links(app: Any, doctree: nodes.document, docname: str) -> None:
    """Mark the links out of the book that are named as their sources are."""
    for link in doctree.findall(nodes.reference):
        if not link.get("internal") and language.is_untranslated(link.astext()):
            link["classes"].append(CLASS)


def mark_citations(
    app: Any, page: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Mark a page's citations; drop a deprecated role, and a list role without list items, which
    accessibility checks refuse.
    """
    marked = "".join(f' {name}="{text}"' for name, text in attributes().items())
    place = '<span class="bibtex-citation"'
    body = context.get("body", "").replace(place, place + marked)
    if 'class="citation' in body:
        body = re.sub(r'(<div class="citation"[^>]*) role="doc-biblioentry"', rf"\1{marked}", body)
        body = body.replace('<div role="list" class="citation-list"', '<div class="citation-list"')
    if body:
        context["body"] = body


def setup(app: Any) -> None:
    """Register the steps; links are marked after the steps that fill tables in."""
    app.connect("doctree-resolved", mark_links, priority=900)
    app.connect("html-page-context", mark_citations)
