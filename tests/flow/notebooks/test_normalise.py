"""Cells about one country alone, or about all others, in the notebooks that a book shows."""

import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from qantar.flow.notebooks.normalise import keep_own

CELLS = {"all": [], "home": ["only-KAZ"], "elsewhere": ["not-KAZ"], "china": ["only-CHN"]}


@pytest.mark.parametrize(
    ("country", "kept"),
    [
        ("KAZ", ["all", "home"]),
        ("CHN", ["all", "elsewhere", "china"]),
        ("NOR", ["all", "elsewhere"]),
        (None, ["all", "elsewhere"]),
    ],
)
def test_a_country_keeps_its_own_cells(country, kept):
    cells = [new_markdown_cell(name, metadata={"tags": tags}) for name, tags in CELLS.items()]
    notebook = keep_own(new_notebook(cells=cells), country)
    assert [cell.source for cell in notebook.cells] == kept
