"""The glossary of a translated book stands in the order of its own words."""

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes

from qantar.book.prose.glossary import sort_terms
from qantar.common import language

AS_WRITTEN = ["المجمّع", "تعدين", "أستانا", "بيتكوين", "اتصال"]


@pytest.mark.parametrize(
    ("code", "shown"),
    [("ar", ["اتصال", "أستانا", "بيتكوين", "تعدين", "المجمّع"]), ("en", AS_WRITTEN)],
)
def test_terms_are_sorted_without_article_and_marks(monkeypatch, code, shown):
    monkeypatch.setattr(language, "current", lambda: language.named(code))
    page = new_document("glossary")
    entries = [nodes.definition_list_item("", nodes.term("", term)) for term in AS_WRITTEN]
    page += addnodes.glossary("", nodes.definition_list("", *entries))
    sort_terms(None, page)
    assert [term.astext() for term in page.findall(nodes.term)] == shown
