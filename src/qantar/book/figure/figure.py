"""A chart on the page: number, finding, measure, pictures; below them source, data and code."""

import json
import re
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.util.osutil import relative_uri

from qantar.book.figure import chartfiles, listing
from qantar.book.figure.table import table_html
from qantar.book.prose.unbroken import unbroken
from qantar.book.references.code import MODULES
from qantar.book.references.links import note
from qantar.book.references.source import credits_line, source_line
from qantar.book.references.template import render as render_template
from qantar.book.site import changes, site
from qantar.charting import render
from qantar.charting.style import NARROW_COLUMN


class chart_figure(nodes.figure):
    """A numbered figure whose caption stands above what it shows."""


class chart_measure(nodes.General, nodes.Element):
    """What a chart measures, the second line of its caption; attribute: ``words``."""


class chart_view(nodes.General, nodes.Element):
    """The pictures of a chart and the place of the live one; attributes: the payload's words."""


class chart_about(nodes.General, nodes.Element):
    """What stands below a chart; attributes: ``label``, ``payload`` (its words), and
    ``cell`` and ``function``, the code that made it, as HTML.
    """


def _placed(
    document: nodes.document, env: Any, payload: dict[str, Any], title: str, measure: str
) -> tuple[chart_figure, str]:
    """A figure with its caption, and its label; a repeated chart on a page is counted on."""
    drawn = env.metadata[env.docname].setdefault("qantar_charts", [])
    label = payload["label"]
    if label in drawn:
        label = f"{label}-{drawn.count(label) + 1}"
    drawn.append(payload["label"])
    made = chart_figure(ids=[label], names=[label], classes=["q-figure"])
    document.note_explicit_target(made)
    made += [nodes.caption("", title), chart_measure(words=unbroken(measure))]
    return made, label


def figure(document: nodes.document, env: Any, payload: dict[str, Any]) -> chart_figure:
    """The figure of a chart; writes its pictures, data and live specification beside the pages."""
    made, label = _placed(document, env, payload, payload["title"], payload["measure"])
    chartfiles.write(env, label, payload)
    sizes = {name: render.size(payload[name]) for name in ("wide", "narrow")}
    made += chart_view(
        "",
        nodes.inline("", _sought(payload)),
        label=label,
        version=chartfiles.version(payload),
        map='"projections":' in payload["vega"],
        description=payload["description"],
        sizes=sizes,
        controls=_controls(payload["vega"]),
    )
    named = ("title", "description", "tables", "publishers", "module", "line")
    made += chart_about(
        label=label,
        payload={name: payload[name] for name in named},
        table=table_html(payload, f"{label}.csv"),
        address=chartfiles.page_address(env, label),
        cell="",
        function=listing.highlighted(listing.function(payload["module"], payload["function"])),
    )
    note(env, MODULES, payload["module"])
    return made


def _sought(payload: dict[str, Any]) -> str:
    """What the search finds a chart by beside its title: its description, the names in its data."""
    values = {value for row in payload["rows"] for value in row if isinstance(value, str)}
    names = sorted(name for name in values if re.search("[^\\W\\d]{3}", name) and "://" not in name)
    return " ".join([payload["description"], *names])


def note_figure(document: nodes.document, env: Any, payload: dict[str, Any]) -> chart_figure:
    """A figure that says why it holds no chart, so that its number and references stay."""
    return _placed(document, env, payload, payload["note"], "")[0]


def _controls(specification: str) -> int:
    """How many sliders and lists the live chart will show, to keep room for them."""
    return sum("bind" in signal for signal in json.loads(specification).get("signals", ()))


def visit_view(self: Any, node: chart_view) -> None:
    """Write the pictures (wide, narrow, light, dark) and the empty place of the live chart."""
    known = ("label", "version", "map", "controls", "description")
    self.body.append(
        render_template(
            "chart_view.html",
            **{name: node[name] for name in known},
            **node["sizes"],
            folder=_uri(self, "_charts"),
            narrow_column=NARROW_COLUMN,
        )
    )
    raise nodes.SkipNode


def visit_figure(self: Any, node: chart_figure) -> None:
    """Open the figure."""
    self.body.append(self.starttag(node, "figure"))


def depart_figure(self: Any, node: chart_figure) -> None:
    """Close the figure; its caption is closed already."""
    self.body.append("</figure>\n")


def visit_measure(self: Any, node: chart_measure) -> None:
    """Write what is measured, and close the caption."""
    words = f'<p class="q-measure">{self.encode(node["words"])}</p>' if node["words"] else ""
    self.body.append(f"{words}</figcaption>\n")
    raise nodes.SkipNode


def visit_about(self: Any, node: chart_about) -> None:
    """Write the source line and what can be opened below it."""
    payload, label = node["payload"], node["label"]
    drawn = payload["tables"], payload["publishers"]
    files, data_page = f"{_uri(self, chartfiles.FOLDER)}/{label}", _uri(self, "book/data.html")
    self.body.append(
        render_template(
            "chart_about.html",
            label=label,
            files=files,
            source=_markup(source_line(*drawn), data_page),
            credits=_markup(credits_line(*drawn), data_page),
            table=Markup(node["table"].replace("{charts}", _uri(self, chartfiles.FOLDER))),
            cell=node["cell"],
            function=node["function"],
            code=_uri(self, f"_code/{payload['module']}.html") + f"#L{payload['line']}",
            citation=listing.citation(
                payload["title"], changes.read()[0].day.isoformat(), node["address"]
            ),
            embed=listing.embedding(
                label,
                payload["description"],
                site.address_of(self.builder.app),
                node["address"],
            ),
        )
    )
    raise nodes.SkipNode


def _markup(text: str, data_page: str) -> Markup:
    return Markup(text.replace("{data-page}", data_page))


def _uri(visitor: Any, target: str) -> str:
    builder = visitor.builder
    return relative_uri(builder.get_target_uri(builder.current_docname), target)
