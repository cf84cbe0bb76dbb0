"""What the Sphinx extension does for charts: figures, their files, source pages."""

from functools import partial
from typing import Any

from qantar.book.figure import chartfiles, figure, listing
from qantar.book.references import code
from qantar.book.site.beside import Beside


def setup(app: Any) -> None:
    """Register nodes, files and events."""
    whole = (figure.visit_figure, figure.depart_figure)
    app.add_enumerable_node(figure.chart_figure, "figure", html=whole)
    app.add_node(figure.chart_measure, html=(figure.visit_measure, None))
    app.add_node(figure.chart_view, html=(figure.visit_view, None))
    app.add_node(figure.chart_about, html=(figure.visit_about, None))
    for turn in range(chartfiles.PAINTERS):
        paint = partial(chartfiles.paint, turn)
        Beside(paint, "the PNG files of the charts were not made").connect(app)
    app.connect("doctree-read", listing.move_cells)
    app.connect("doctree-read", listing.move_lists)
    app.connect("html-collect-pages", code.pages)
