"""Glossary terms: sorted on their page; in prose, hovering or focusing one shows its definition."""

from functools import cache
from typing import Any

from docutils import nodes
from sphinx import addnodes

from qantar.common import language

GLOSSARY_PAGE = "book/glossary"


@cache
def definitions(app: Any) -> dict[str, str]:
    """Definition of each term by the id of its entry, first paragraph; {} without a glossary."""
    if GLOSSARY_PAGE not in app.env.found_docs:
        return {}
    known: dict[str, str] = {}
    for item in app.env.get_doctree(GLOSSARY_PAGE).findall(nodes.definition_list_item):
        text = next(item.findall(nodes.definition)).children[0].astext().replace("\n", " ")
        known |= {name: text for term in item.findall(nodes.term) for name in term["ids"]}
    return known


def explain_terms(app: Any, doctree: nodes.document, docname: str) -> None:
    """Give every link to a glossary entry the entry's text as its title."""
    for reference in doctree.findall(nodes.reference):
        __, __, term = reference.get("refuri", "").rpartition("#")
        if reference.get("internal") and term.startswith("term-") and term in definitions(app):
            reference["reftitle"] = definitions(app)[term]
            reference["classes"].append("qantar-term")


def sort_terms(app: Any, doctree: nodes.document) -> None:
    """Put the entries of each glossary in the order of their translated terms."""
    if language.current().code == language.SOURCE:
        return
    for glossary in doctree.findall(addnodes.glossary):
        for entries in glossary.findall(nodes.definition_list):
            terms = {entry: next(entry.findall(nodes.term)).astext() for entry in entries}
            entries[:] = sorted(entries, key=lambda entry: language.sorting_key(terms[entry]))
