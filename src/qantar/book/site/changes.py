"""CHANGELOG.md as a page, as an Atom feed, and as the date of what is built."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from qantar.book.references import untranslated
from qantar.book.references.template import render
from qantar.common import language
from qantar.common.errors import BuildError
from qantar.common.language import SOURCE
from qantar.common.paths import ROOT
from qantar.common.text import _

PAGE = "changes"
FEED = "changes.xml"
# Ids of the feed and its entries stay the same wherever the book lies: made from this and a date.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_OID, "qantar changes of data and method")
_HEADING = re.compile(r"^## +(.+?) *$", re.MULTILINE)


@cache
def _html(text: str) -> str:
    markdown = MarkdownIt("commonmark", {"typographer": True}).enable("smartquotes")
    return markdown.render(text)


@dataclass(frozen=True)
class Change:
    """What changed on one day; `text` is Markdown."""

    day: date
    text: str

    @property
    def html(self) -> str:
        """The text as HTML."""
        return _html(self.text)

    @property
    def title(self) -> str:
        """The first sentence of the text, without marks."""
        words = re.sub(r"[`*_]", "", re.sub(r"\s+", " ", self.text.strip().lstrip("-* ")))
        return re.split(r"(?<=[.:;])\s|\s-\s", words)[0].rstrip(".:;")


def read(path: Path = ROOT / "CHANGELOG.md") -> list[Change]:
    """The changes in the file, newest first; raises BuildError for a heading that is no date."""
    try:
        parts = _HEADING.split(path.read_text(encoding="utf-8"))[1:]
    except OSError as error:
        raise BuildError(f"{path.name}: {error.strerror}") from None
    changes = []
    for heading, text in zip(parts[::2], parts[1::2], strict=True):
        try:
            changes.append(Change(date.fromisoformat(heading), text.strip()))
        except ValueError:
            raise BuildError(
                f"{path.name}: '## {heading}' is no date; write ## YYYY-MM-DD"
            ) from None
    days = [change.day for change in changes]
    if not days or days != sorted(set(days), reverse=True):
        raise BuildError(f"{path.name}: dates must be there, each once, newest first")
    return changes


def _identity(name: str) -> str:
    return uuid.uuid5(_NAMESPACE, name).urn


def feed(changes: list[Change], title: str, author: str, address: str) -> str:
    """An Atom feed of `changes`; links are relative where the book has no `address`."""
    entries = [
        {"id": _identity(f"{one.day}"), "day": one.day, "title": one.title, "html": one.html}
        for one in changes
    ]
    code = language.current().code
    own, spoken, marks = "feed", {}, {}
    if code != SOURCE:
        own, spoken, marks = f"feed {code}", {"xml:lang": code}, {"xml:lang": SOURCE}
    values = {"id": _identity(own), "title": title, "author": author, "entries": entries}
    marked = {"spoken": spoken, "marks": marks}
    return render("changes.xml", **values, **marked, address=address, page=PAGE, feed=FEED) + "\n"


def page(app: Any) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page of changes: name, context and template, for Sphinx to write beside the documents."""
    title = _("Changes of data and method")
    marks = untranslated.attributes()
    body = render("changes.html", title=title, feed=FEED, changes=read(), marks=marks)
    yield PAGE, {"title": title, "body": body}, "page.html"
