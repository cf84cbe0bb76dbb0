"""The extension's part for words: numbers that link, definitions, glossary, claims, replication."""

from typing import Any

from qantar.book.prose import claims_list, glossary, stacked, unbroken
from qantar.book.prose.claims_list import Corrections
from qantar.book.prose.data_table import DataTable
from qantar.book.prose.definitions import FactsPlace, FactsTable, FiguresTable, fill_facts
from qantar.book.prose.replication_table import ReplicationTable
from qantar.book.prose.roles import ROLES, NumberRole
from qantar.book.prose.takeaways import Takeaways
from qantar.book.references import links

DIRECTIVES = {
    "cited-facts": FactsTable,
    "corrections": Corrections,
    "data-table": DataTable,
    "key-figures": FiguresTable,
    "replication-table": ReplicationTable,
    "takeaways": Takeaways,
}
# What is done to each page: at an event of Sphinx, in this order.
_STEPS = (
    ("doctree-read", glossary.sort_terms),
    ("doctree-read", stacked.name_cells),
    ("doctree-read", unbroken.join_words),
    ("doctree-resolved", links.resolve),
    ("doctree-resolved", fill_facts),
    ("doctree-resolved", glossary.explain_terms),
    ("html-page-context", claims_list.add_files),
)


def setup(app: Any) -> None:
    """Register nodes, directives, roles and steps."""
    app.add_config_value("qantar_figures", "", "env", types=[str])
    for node in (links.NumberLink, FactsPlace):
        app.add_node(node)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    for name, make in ROLES.items():
        app.add_role(name, NumberRole(make))
    for event, step in _STEPS:
        app.connect(event, step)
    app.add_css_file("story.css")
