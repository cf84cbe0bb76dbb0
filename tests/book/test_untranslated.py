"""What stays in English on pages in another language is marked, told by its letters."""

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document

from qantar.book.references import untranslated
from qantar.common import language


@pytest.fixture(params=["العربية", "English"])
def marks(request, monkeypatch):
    """Whether the language that the pages are in can be told from English."""
    spoken = SimpleNamespace(code="xx", name=request.param)
    monkeypatch.setattr(language, "current", lambda: spoken)
    return request.param != "English"


@pytest.mark.parametrize(
    ("text", "is_english"),
    [("The Diplomat", True), ("بلومبرغ", False), ("BTC.com وحدها", False), ("2022", False)],
)
def test_a_name_in_latin_letters_is_marked_among_others(marks, text, is_english):
    assert language.is_untranslated(text) == (marks and is_english)
    marked = language.marked(text) == f'<bdi lang="en">{text}</bdi>'
    assert marked == (marks and is_english)


def test_latin_words_in_a_translated_name_turn_nothing_around_it(marks):
    name = "مجلة The Diplomat"
    assert language.marked(name) == (f"<bdi>{name}</bdi>" if marks else name)
    assert language.marked("بلومبرغ") == "بلومبرغ"


def test_a_link_out_of_the_book_is_marked_and_one_within_is_not(marks):
    page = new_document("page")
    page += nodes.reference("", "The Diplomat", refuri="https://example.org")
    page += nodes.reference("", "Method", refuri="method.html", internal=True)
    untranslated.mark_links(None, page, "page")
    outer, inner = page.findall(nodes.reference)
    assert outer["classes"] == ([untranslated.CLASS] if marks else [])
    assert inner["classes"] == []
