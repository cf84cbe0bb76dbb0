"""A stored notebook run in this process, without kernel: what its cells show, with the package
as it is.
"""

import ast
from collections.abc import Iterator
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from typing import Any

import nbformat
from nbformat import NotebookNode

from qantar.common.paths import NOTEBOOKS


@cache
def stored(chapter: str) -> NotebookNode:
    """The stored notebook of `chapter`."""
    return nbformat.read(NOTEBOOKS / f"{chapter}.ipynb", as_version=4)


def _bundle(value: Any) -> dict[str, str]:
    """What a notebook shows of a value: its own bundle, or plain text and HTML."""
    if hasattr(value, "_repr_mimebundle_"):
        return value._repr_mimebundle_()
    page = getattr(value, "_repr_html_", lambda: None)()
    return {"text/plain": repr(value), **({"text/html": page} if page else {})}


def _shown(source: str, names: dict[str, Any]) -> dict[str, str]:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    with redirect_stdout(StringIO()) as printed:
        exec(compile(tree, "cell", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None
    bundle = {} if value is None else _bundle(value)
    return {**bundle, **({"stdout": printed.getvalue()} if printed.getvalue() else {})}


def _stored(cell: NotebookNode) -> dict[str, str]:
    found = {}
    for output in cell.outputs:
        found |= output.get("data", {"stdout": output.get("text", "")})
    return found


def changed(chapter: str) -> Iterator[str]:
    """The ids of the cells that do not show what is stored, as the notebook runs; an error ends
    the run.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in stored(chapter).cells:
        if (
            cell.cell_type == "code"
            and cell.source.strip()
            and _shown(cell.source, names) != _stored(cell)
        ):
            yield cell.id
