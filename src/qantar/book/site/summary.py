"""What a page is about, in one or two sentences: its own first words."""

import re
from typing import Any

from docutils import nodes

LIMIT = 200
_ENOUGH = 60
_TEXT_PLACES = (nodes.section, nodes.container, nodes.document)


def _paragraphs(doctree: nodes.document) -> list[str]:
    """The page's paragraphs that stand in its text: not in notes, tables, captions or lists."""
    return [
        re.sub(r"\s+", " ", paragraph.astext()).strip()
        for paragraph in doctree.findall(nodes.paragraph)
        if isinstance(paragraph.parent, _TEXT_PLACES)
    ]


def shorten(text: str, limit: int = LIMIT) -> str:
    """At most `limit` characters of `text`: whole sentences, else words and an ellipsis."""
    if len(text) <= limit:
        return text
    sentences = [end.end() for end in re.finditer(r"[.?!](?=\s)", text[: limit + 1])]
    if sentences and sentences[-1] >= _ENOUGH:
        return text[: sentences[-1]]
    return f"{text[: limit - 1].rsplit(' ', 1)[0].rstrip(',;:')}…"


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
