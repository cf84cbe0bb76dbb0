"""Headings of sections that code writes: their anchors are the same in every language."""

from typing import Any

from docutils import nodes

from qantar.book.pages.datapage import HEADINGS
from qantar.common.text import _
from qantar.flow import reruns


def anchor_sections(app: Any, doctree: nodes.document) -> None:
    """Give each such section the id of its heading before that was translated."""
    written = [*HEADINGS, *(rerun.question for rerun in reruns.load())]
    known = {_(heading): heading for heading in written}
    for section in doctree.findall(nodes.section):
        heading = known.get(section[0].astext())
        if heading:
            section["ids"] = [nodes.make_id(heading)]


def setup(app: Any) -> None:
    """Register the step, before the page's contents are collected."""
    app.connect("doctree-read", anchor_sections, priority=100)
