"""What the extension does for charts: figures, their files and scripts, policy, source pages."""

from typing import Any

from qantar.book.figure import listing
from qantar.book.figure.figure import (
    chart_about,
    chart_figure,
    chart_measure,
    chart_view,
    depart_figure,
    skip,
    visit_about,
    visit_figure,
    visit_measure,
    visit_view,
)
from qantar.book.references import code
from qantar.book.site import policy


def _scripts(app: Any, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """The page script on every page; on pages with charts it knows where the chart script lies."""
    attributes = {}
    if app.env.metadata.get(page, {}).get("qantar_charts"):
        address = context["pathto"]("_static/charts/charts.js", 1)
        attributes["data-charts"] = address
        hint = f'<link rel="preload" as="script" fetchpriority="low" href="{address}">'
        context["metatags"] = context.get("metatags", "") + hint
    app.add_js_file("charts/page.js", loading_method="async", **attributes)
    app.add_css_file("charts/charts.css")


def setup(app: Any) -> None:
    """Register nodes, files and events."""
    none = (skip, None)
    app.add_enumerable_node(chart_figure, "figure", html=(visit_figure, depart_figure))
    for node, visit in (
        (chart_measure, visit_measure),
        (chart_view, visit_view),
        (chart_about, visit_about),
    ):
        app.add_node(node, html=(visit, None), latex=none, text=none, man=none, texinfo=none)
    app.connect("doctree-read", listing.move_cells)
    app.connect("html-page-context", _scripts)
    app.connect("html-page-context", policy.drop_scripts, priority=950)
    app.connect("html-collect-pages", code.pages)
    app.connect("build-finished", policy.write_policies)
