"""How outputs of notebooks that carry words look in the book: sentences and the list of claims."""

from dataclasses import replace
from typing import Any

from docutils import nodes

from qantar.book.prose.claims_list import claims_nodes
from qantar.chapters.claims import listing
from qantar.report import sentences as say

MIMES = (say.MIME, listing.MIME)


def render_say(renderer: Any, data: Any) -> list[nodes.Element]:
    """A sentence as a paragraph of the book's Markdown, roles and all."""
    text = replace(data, mime_type="text/markdown", content=data.content["markdown"])
    return renderer._render_markdown_base(text, fmt="myst", inline=False)


def render(renderer: Any, data: Any) -> list[nodes.Element]:
    """The nodes of an output of one of the types MIMES."""
    return (
        render_say(renderer, data) if data.mime_type == say.MIME else claims_nodes(renderer, data)
    )
