"""Wide tables of words, which become lists on a phone: each cell knows its column's name."""

from typing import Any

from docutils import nodes

FEWEST_COLUMNS = 4


def _mend(app: Any, doctree: nodes.document) -> None:
    """Write into each cell but a row's first the head of its column, which wide screens hide."""
    for table in doctree.findall(nodes.table):
        head = next(table.findall(nodes.thead), None)
        if head is None:
            continue
        names = [entry.astext().strip() for entry in head.findall(nodes.entry)]
        if len(names) < FEWEST_COLUMNS or not all(names):
            continue
        table["classes"].append("q-stacked")
        for row in next(table.findall(nodes.tbody)).findall(nodes.row):
            for name, entry in list(zip(names, row.children, strict=True))[1:]:
                first = entry.next_node(nodes.paragraph)
                if first is not None and first.astext():
                    first.insert(0, nodes.inline("", f"{name}: ", classes=["q-label"]))


def setup(app: Any) -> None:
    """Register the event."""
    app.connect("doctree-read", _mend)
