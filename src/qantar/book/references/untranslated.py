"""Names and titles that stay in the source's language on pages in another one, marked as such.

A reader hears them in their own language, and they do not turn the words around them. `language`
tells them by their letters.
"""

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


def setup(app: Any) -> None:
    """Register the step, after those that fill tables in."""
    app.connect("doctree-resolved", mark_links, priority=900)
