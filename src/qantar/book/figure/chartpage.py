"""What the Sphinx extension does for charts: figures, their files, source pages."""

from functools import partial
from typing import Any

from qantar.book.figure import chartfiles, listing
from qantar.book.figure.figure import (
    chart_about,
    chart_figure,
    chart_measure,
    chart_view,
    depart_figure,
    visit_about,
    visit_figure,
    visit_measure,
    visit_view,
)
from qantar.book.references import code
from qantar.book.site.beside import Beside


def setup(app: Any) -> None:
    """Register nodes, files and events."""
    app.add_enumerable_node(chart_figure, "figure", html=(visit_figure, depart_figure))
    for node, visit in (
        (chart_measure, visit_measure),
        (chart_view, visit_view),
        (chart_about, visit_about),
    ):
        app.add_node(node, html=(visit, None))
    for turn in range(chartfiles.PAINTERS):
        paint = partial(chartfiles.paint, turn)
        Beside(paint, "the PNG files of the charts were not made").connect(app)
    app.connect("doctree-read", listing.move_cells)
    app.connect("html-collect-pages", code.pages)
