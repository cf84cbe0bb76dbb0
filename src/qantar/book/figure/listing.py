"""What a reader takes from a chart: the code that draws it, how to cite it and how to show it."""

import ast
from functools import cache
from html import escape
from typing import Any

from docutils import nodes
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from qantar.book.figure.chartfiles import FOLDER
from qantar.book.figure.figure import chart_about
from qantar.charting.style import WIDE
from qantar.common.errors import FigureError
from qantar.common.paths import PACKAGE
from qantar.common.text import _


def highlighted(source: str) -> Markup:
    """Python source as HTML in the colours of the page; empty for empty source."""
    if not source:
        return Markup()
    return Markup(highlight(source, PythonLexer(), HtmlFormatter(cssclass="highlight")))


@cache
def _source(module: str) -> str:
    path = PACKAGE.parent.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def function(module: str, name: str) -> str:
    """The source of a function of the package, decorators and all; raises FigureError.

    The module is read, not imported: pages are put together without Altair.
    """
    source = _source(module)
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            return "\n".join(source.splitlines()[first - 1 : node.end_lineno])
    raise FigureError(f"the code holds no {module}:{name}, which drew a chart; run make book")


def citation(title: str, address: str) -> str:
    """How to cite a chart: maker, finding, book, address."""
    return _("The Qantar contributors, “{title}”, Qantar, {address}").format(
        title=title.rstrip("."), address=address
    )


def embedding(label: str, description: str, address: str) -> str:
    """HTML that shows the chart's picture on another page, linked to its place in the book.

    Where the book has no address yet, both lie beside that page.
    """
    site = address.partition("notebooks/")[0].partition("book/")[0]
    return (
        f'<a href="{escape(address)}"><img src="{escape(site)}{FOLDER}/{label}.png" '
        f'width="{WIDE}" style="max-width: 100%" alt="{escape(description)}"></a>'
    )


def move_cells(app: Any, doctree: nodes.document) -> None:
    """Put the code of a cell that draws a chart behind *Code* below the chart."""
    for about in doctree.findall(chart_about):
        cell = _cell_of(about)
        if cell is None:
            continue
        elements = [one for one in cell.children if isinstance(one, nodes.Element)]
        for part in [one for one in elements if "cell_input" in one["classes"]]:
            about["cell"] = part.astext()
            cell.remove(part)
        cell.attributes.pop("hide_mode", None)


def _cell_of(node: nodes.Element) -> nodes.Element | None:
    while node is not None and "cell" not in node["classes"]:
        node = node.parent
    return node
