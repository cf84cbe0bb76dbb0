"""Names and titles that stay in the source's language on pages in another one, marked as such.

A reader hears them in their own language, and they do not turn the words around them. They are told
by their letters, so nothing is marked in a language that has the same.
"""

import re
from typing import Any

from docutils import nodes
from markupsafe import Markup, escape

from qantar.common import language
from qantar.common.language import SOURCE

CLASS = f"language-{SOURCE}"  # docutils writes the attribute `lang` for it
_WORD = re.compile("[A-Za-z]{2}")
_OTHER_LETTER = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f]")


def attributes() -> dict[str, str]:
    """The attributes of an element whose whole text stays as it is; none in the source's book."""
    return {} if language.current().code == SOURCE else {"lang": SOURCE, "dir": "ltr"}


def is_untranslated(text: str) -> bool:
    """Whether a text on a page in another language is in the source's."""
    has_own_letters = _OTHER_LETTER.search(language.current().name)
    return bool(has_own_letters and _WORD.search(text) and not _OTHER_LETTER.search(text))


def as_html(text: str) -> Markup:
    """HTML of such a text."""
    if is_untranslated(text):
        return Markup('<bdi lang="{}">{}</bdi>').format(SOURCE, text)
    return escape(text)


def as_node(text: str) -> nodes.Node:
    """A node of such a text."""
    return nodes.inline("", text, classes=[CLASS]) if is_untranslated(text) else nodes.Text(text)


def mark_links(app: Any, doctree: nodes.document, docname: str) -> None:
    """Mark the links out of the book that are named as their sources are."""
    for link in doctree.findall(nodes.reference):
        if not link.get("internal") and is_untranslated(link.astext()):
            link["classes"].append(CLASS)


def setup(app: Any) -> None:
    """Register the step, after those that fill tables in."""
    app.connect("doctree-resolved", mark_links, priority=900)
