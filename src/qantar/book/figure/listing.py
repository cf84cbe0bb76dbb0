"""What a reader takes from a chart: the code that draws it, how to cite it and how to show it."""

import ast
from functools import lru_cache
from typing import Any

from docutils import nodes
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from qantar.book.figure.chartfiles import FOLDER
from qantar.book.references.code import file_of
from qantar.book.references.template import render
from qantar.charting.style import WIDE
from qantar.common.dates import day
from qantar.common.errors import FigureError
from qantar.common.text import _

# The box at the chapter's end shows these.
BOXED = {"tag_imports", "tag_parameters", "tag_injected-parameters"}


@lru_cache(maxsize=1024)  # a preview reads the same page again and again
def highlighted(source: str) -> Markup:
    """Python source as HTML in the colours of the page; empty for empty source."""
    if not source:
        return Markup()
    return Markup(highlight(source, PythonLexer(), HtmlFormatter(cssclass="highlight")))


def function(module: str, name: str) -> str:
    """The source of a function of the package, decorators and all; raises FigureError.

    The module is not run: to import what draws charts takes half a second.
    """
    path = file_of(module)
    source = path.read_text(encoding="utf-8") if path else ""
    try:
        parsed = ast.parse(source)
    except SyntaxError as error:
        raise FigureError(f"{path}: line {error.lineno}: {error.msg}") from None
    for found in parsed.body:
        if isinstance(found, ast.FunctionDef) and found.name == name:
            begin = min([found.lineno, *(one.lineno for one in found.decorator_list)])
            return "\n".join(source.split("\n")[begin - 1 : found.end_lineno])
    raise FigureError(f"the code holds no {module}:{name}, which drew a chart; run make book")


def citation(title: str, edition: str, address: str) -> str:
    """How to cite a chart: maker, finding, book, the day of its edition, address."""
    return _("The Qantar contributors, “{title}”, Qantar, edition of {day}, {address}").format(
        title=title.rstrip("."), day=day(edition, whole=True), address=address
    )


def embedding(label: str, description: str, site: str, address: str) -> str:
    """HTML that shows the chart's picture on another page, linked to its place in the book.

    site: where the book is published, ending in a slash; without it there is nothing to show.
    """
    if not site:
        return ""
    picture = f"{site}{FOLDER}/{label}.png"
    return render(
        "embedding.html", address=address, picture=picture, width=WIDE, description=description
    )


def move_cells(app: Any, doctree: nodes.document) -> None:
    """Put the code of a cell that draws a chart behind *Code* below the chart.

    Code that shows nothing itself goes with the next code that does.
    """
    waiting: list[nodes.Element] = []
    for cell in [one for one in doctree.findall(nodes.container) if _is(one, "cell")]:
        parts = [one for one in cell.children if isinstance(one, nodes.Element)]
        code = next((one for one in parts if _is(one, "cell_input")), None)
        inside = cell.findall(nodes.Element)
        about = next((one for one in inside if one.tagname == "chart_about"), None)
        if about is not None:
            about["cell"] = highlighted(_joined(waiting, code))
            cell.attributes.pop("hide_mode", None)
            if code is not None:
                cell.remove(code)
        elif code is None or not BOXED.isdisjoint(cell["classes"]):
            continue
        elif any(_is(one, "cell_output") for one in parts):
            _write(code, _joined(waiting, code))
        else:
            waiting.append(cell)


def move_lists(app: Any, doctree: nodes.document) -> None:
    """Put a list that a phone shows in a chart's place into the figure before it, above its source.

    The list alone makes up the output of the cell after the chart's; that cell leaves the page.
    """
    about = None
    for cell in [one for one in doctree.findall(nodes.container) if _is(one, "cell")]:
        inside = list(cell.findall(nodes.Element))
        raw = (one for one in inside if isinstance(one, nodes.raw))
        listed = next((one for one in raw if "qantar-phone" in one.astext()), None)
        if about is not None and listed is not None:
            about.parent.insert(about.parent.index(about), listed)
            cell.parent.remove(cell)
        about = next((one for one in inside if one.tagname == "chart_about"), None)


def _is(node: nodes.Node, css_class: str) -> bool:
    return css_class in getattr(node, "attributes", {}).get("classes", ())


def _joined(waiting: list[nodes.Element], code: nodes.Element | None) -> str:
    """The code of the `waiting` cells, which leave the page, and then `code`."""
    parts = [*waiting, code]
    for cell in waiting:
        cell.parent.remove(cell)
    waiting.clear()
    return "\n\n".join(part.astext() for part in parts if part is not None)


def _write(code: nodes.Element, text: str) -> None:
    for block in code.findall(nodes.literal_block):
        block.rawsource, block.children = text, []
        block += nodes.Text(text)
