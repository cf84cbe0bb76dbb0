"""What a page is about, in one or two sentences: its first takeaway, else its own first words."""

import re
from typing import Any

from docutils import nodes

LIMIT = 200
_ENOUGH = 60
_TEXT_PLACES = (nodes.section, nodes.container, nodes.document)


def _words(node: nodes.Node) -> str:
    return re.sub(r"\s+", " ", node.astext()).strip()


def _paragraphs(doctree: nodes.document) -> list[str]:
    """The points of the page's takeaways, else the paragraphs that stand in its text: not in
    notes, tables, captions or lists.
    """
    for box in doctree.findall(nodes.container):
        if "q-takeaways" in box["classes"]:
            return [_words(point) for point in box.findall(nodes.list_item)]
    found = doctree.findall(nodes.paragraph)
    return [_words(one) for one in found if isinstance(one.parent, _TEXT_PLACES)]


def shorten(text: str) -> str:
    """At most LIMIT characters of `text`: whole sentences, else words and an ellipsis."""
    if len(text) <= LIMIT:
        return text
    sentences = [end.end() for end in re.finditer(r"[.?!](?=\s)", text[: LIMIT + 1])]
    if sentences and sentences[-1] >= _ENOUGH:
        return text[: sentences[-1]]
    return f"{text[: LIMIT - 1].rsplit(' ', 1)[0].rstrip(',;:،؛')}…"


def summary(doctree: Any) -> str:
    """The description of a page with that doctree; empty where it has none or no text."""
    if doctree is None:
        return ""
    text = ""
    for paragraph in _paragraphs(doctree):
        text = f"{text} {paragraph}".strip()
        if len(text) >= _ENOUGH:
            break
    return shorten(text)
