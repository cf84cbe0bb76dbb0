"""The charts of a chapter as its stored notebook makes them, in this process and without kernel."""

import ast
from typing import Any

import nbformat

from qantar.charting.chart import Chart
from qantar.common.paths import NOTEBOOKS


def charts_of(chapter: str) -> list[Chart]:
    """The charts that the chapter's notebook shows at its defaults, in order."""
    names: dict[str, Any] = {}
    found = []
    for cell in nbformat.read(NOTEBOOKS / f"{chapter}.ipynb", as_version=4).cells:
        if cell.cell_type != "code":
            continue
        body = ast.parse(cell.source).body
        last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), cell.id, "exec"), names)
        shown = eval(compile(ast.Expression(last.value), cell.id, "eval"), names) if last else None
        found += [shown] if isinstance(shown, Chart) else []
    return found
