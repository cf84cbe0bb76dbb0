"""Which cells of a stored notebook show something else than is stored, with the package as it is,
run in this process without kernel.
"""

from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import pandas as pd
from chapter_run import cells_of
from nbformat import NotebookNode


def _bundle(value: Any) -> dict[str, str]:
    """What a notebook shows of a value: its own bundle, or plain text and HTML."""
    if hasattr(value, "_repr_mimebundle_"):
        return value._repr_mimebundle_()
    with pd.option_context("display.max_columns", 20):  # a kernel's; a terminal has another
        page = getattr(value, "_repr_html_", lambda: None)()
        return {"text/plain": repr(value), **({"text/html": page} if page else {})}


def _stored(cell: NotebookNode) -> dict[str, str]:
    found = {}
    for output in cell.outputs:
        found |= output.get("data", {"stdout": output.get("text", "")})
    return found


def changed(chapter: str) -> Iterator[str]:
    """The ids of the cells that do not show what is stored, as the notebook runs; an error ends
    the run.
    """
    cells = cells_of(chapter, {"__name__": "__main__"})
    while True:
        with redirect_stdout(StringIO()) as printed:
            cell, value = next(cells, (None, None))
        if cell is None:
            return
        shown = {} if value is None else _bundle(value)
        if printed.getvalue():
            shown["stdout"] = printed.getvalue()
        if shown != _stored(cell):
            yield cell.id
