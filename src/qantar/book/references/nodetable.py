"""Small builders of docutils nodes: paragraphs, links and tables whose rows can be linked to."""

from collections.abc import Iterable, Sequence
from string import Formatter

from docutils import nodes

from qantar.common import language

Cell = str | Sequence[nodes.Node]


def paragraph(*parts: str | nodes.Node, classes: Sequence[str] = ()) -> nodes.paragraph:
    """A paragraph of texts and inline nodes."""
    inline = [nodes.Text(part) if isinstance(part, str) else part for part in parts]
    return nodes.paragraph("", "", *inline, classes=list(classes))


def link(text: str, uri: str) -> nodes.Node:
    """A link to another site; the text alone where there is no address."""
    return nodes.reference("", text, refuri=uri) if uri else nodes.Text(text)


def filled(template: str, **parts: Iterable[str | nodes.Node]) -> list[str | nodes.Node]:
    """The texts and nodes of a sentence whose fields stand for `parts`, for `paragraph`."""
    made: list[str | nodes.Node] = []
    for text, name, _spec, _conversion in Formatter().parse(template):
        made += [text] if text else []
        made += parts[name] if name else []
    return made


def joined(
    parts: Iterable[Sequence[str | nodes.Node]], between: str = ""
) -> list[str | nodes.Node]:
    """The parts, each some texts and nodes, one after the other: by semicolons if not told else."""
    between = between or language.current().semicolon
    made: list[str | nodes.Node] = []
    for part in parts:
        made += [between, *part] if made else part
    return made


def code(text: str) -> nodes.literal:
    """An identifier in code type."""
    return nodes.literal("", text)


def _entry(cell: Cell) -> nodes.entry:
    content = [paragraph(cell)] if isinstance(cell, str) else list(cell)
    return nodes.entry("", *content)


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[int],
    ids: Iterable[str] = (),
    classes: Sequence[str] = (),
) -> nodes.table:
    """A table with one head row; `ids` (one a row, may be empty) make its rows targets of links."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(widths))
    group += nodes.thead("", nodes.row("", *(_entry(cell) for cell in head)))
    body = nodes.tbody()
    anchors = list(ids)
    for index, cells in enumerate(rows):
        first, *others = (_entry(cell) for cell in cells)
        place = first.next_node(nodes.Element)
        if place is not None and anchors and anchors[index]:
            place["ids"].append(anchors[index])
        body += nodes.row("", first, *others)
    group += body
    return nodes.table("", group, classes=["qantar-table", "colwidths-given", *classes])
