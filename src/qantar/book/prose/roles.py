"""The roles of prose: ``{figure}``, ``{fact}``, ``{param}``, ``{verdict}``, ``{shown}``: links."""

from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from qantar.book.prose.definitions import FACTS
from qantar.book.references import editiondata
from qantar.book.references.links import note, number_link
from qantar.chapters.claims.rules import WORDS
from qantar.common.errors import FigureError, QantarError
from qantar.common.text import _
from qantar.report.sentences import fill, shown

logger = logging.getLogger(__name__)
FACT_ATTRIBUTES = ("value", "unit", "date")


def figure_node(app: Any, text: str) -> nodes.Node:
    """``energy.coal_share_2021.low:.0%`` as a linked number; FigureError for an unknown id."""
    figures = editiondata.key_figures(app)
    field = text.partition(":")[0]
    name = field if field in figures else field.rpartition(".")[0]
    sentence = fill(f"{{{text}}}", figures, {}, otherwise=_("not available"))
    return number_link(sentence.text, f"figure:{name}", editiondata.figure_title(figures[name]))


def fact_node(app: Any, text: str) -> nodes.Node:
    """``EN003:.0f``, linked to the cited fact; weak ones say so; raises QantarError if unknown."""
    field, __, spec = text.partition(":")
    name, __, attribute = field.partition(".")
    table = editiondata.facts()
    if name not in table.index or (attribute or "value") not in FACT_ATTRIBUTES:
        raise QantarError(f"unknown fact {field!r}; the ids are in data/facts.csv")
    row = table.loc[name]
    shown_text = editiondata.fact_value(row, attribute or "value", spec)
    if row["confidence"] in editiondata.WEAK:
        shown_text = _("{value} (unconfirmed)").format(value=shown_text)
    note(app.env, FACTS, name)
    title = f"{row['statement']} ({row['source_publisher']})"
    return number_link(shown_text, f"fact:{name}", title)


def parameter_node(app: Any, text: str) -> nodes.Node:
    """``relocation.horizon_months:d`` as the edition's value, linked; raises QantarError."""
    field, __, spec = text.partition(":")
    chapter, __, name = field.partition(".")
    values = editiondata.parameters(app)
    if chapter not in values or not hasattr(values[chapter], name):
        raise QantarError(f"unknown parameter {field!r}; write chapter.parameter")
    title = editiondata.parameter_title(field)
    return number_link(shown(getattr(values[chapter], name), spec), f"param:{field}", title)


def verdict_node(app: Any, text: str) -> nodes.Node:
    """``c70`` as the verdict on that claim, linked to it; raises QantarError if unknown."""
    verdicts = editiondata.claims(app).set_index("claim_id")["verdict"]
    if text not in verdicts:
        raise QantarError(f"unknown claim {text!r}; the ids are in data/claims.csv")
    title = _("claim {id} and its evidence").format(id=text)
    return number_link(WORDS[verdicts[text]].lower(), f"claim:{text}", title)


def shown_node(app: Any, text: str) -> nodes.Node:
    """``67 % <figure:energy.coal_share_2021>``, written by a sentence: the text, linked."""
    shown_text, target = text.removesuffix(">").rsplit(" <", 1)
    kind, __, name = target.partition(":")
    if kind == "param":
        title = editiondata.parameter_title(name)
    elif name in editiondata.key_figures(app):
        title = editiondata.figure_title(editiondata.key_figures(app)[name])
    else:
        raise FigureError(
            f"a sentence quotes {name}, which is not in the edition's figures; run make book"
        )
    return number_link(shown_text, target, title)


class NumberRole(SphinxRole):
    """A role whose text names a number; an unknown name is a warning, which fails the build."""

    def __init__(self, make: Callable[[Any, str], nodes.Node]) -> None:
        super().__init__()
        self.make = make

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The linked number, or a warning and the role's text."""
        try:
            return [self.make(self.env.app, self.text)], []
        except QantarError as error:
            logger.warning("%s", error, location=self.get_location(), type="qantar")
            return [nodes.literal(self.rawtext, self.text)], []


ROLES = {
    "figure": figure_node,
    "fact": fact_node,
    "param": parameter_node,
    "verdict": verdict_node,
    "shown": shown_node,
}
