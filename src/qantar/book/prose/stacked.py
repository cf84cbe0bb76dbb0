"""Wide tables of words, which become lists on a phone: each cell knows its column's name."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from docutils import nodes

CLASS, LABEL = "q-stacked", "q-label"
FEWEST_COLUMNS = 3
# What a line of a table holds on a phone, and what a column of phrases needs of it [characters].
_LINE, _PHRASE = 47, 14


def too_wide(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a phone is too narrow for the table; a table without names of columns stays one.

    A column needs its longest word, and room for a phrase where its longest cell is one.
    """
    if len(heads) < FEWEST_COLUMNS or not all(heads[1:]):
        return False
    return sum(map(_narrowest, heads, zip(*rows, strict=True))) + len(heads) - 1 >= _LINE


def _narrowest(head: str, cells: Sequence[str]) -> int:
    words = chain.from_iterable(cell.split() for cell in (head, *cells))
    return max(max(map(len, words), default=0), min(_PHRASE, max(map(len, cells), default=0)))


def name_cells(app: Any, doctree: nodes.document) -> None:
    """Write into each cell but a row's first the head of its column, which wide screens hide."""
    for table in doctree.findall(nodes.table):
        head = next(table.findall(nodes.thead), None)
        if head is None:
            continue
        names = [entry.astext().strip() for entry in head.findall(nodes.entry)]
        rows = [row.children for row in next(table.findall(nodes.tbody)).findall(nodes.row)]
        if not too_wide(names, [[entry.astext() for entry in row] for row in rows]):
            continue
        table["classes"].append(CLASS)
        for row in rows:
            for name, entry in list(zip(names, row, strict=True))[1:]:
                first = entry.next_node(nodes.paragraph)
                if first is not None and first.astext():
                    first.insert(0, nodes.inline("", f"{name}: ", classes=[LABEL]))
