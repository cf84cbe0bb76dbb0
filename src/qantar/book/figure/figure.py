"""A chart on the page: numbered figure, static pictures first, and below it source, data, table
and code.
"""

import json
from typing import Any

from docutils import nodes
from sphinx.util.osutil import relative_uri

from qantar.book.figure import chartfiles
from qantar.book.figure.table import table_html
from qantar.book.references.code import note
from qantar.book.references.source import source_line
from qantar.charting import render
from qantar.charting.style import NARROW_COLUMN
from qantar.common.text import _

_BRUSH_HELP = (
    "Chart with a selected span: arrow keys move it, with Shift they resize it, Escape clears it"
)


class chart_view(nodes.General, nodes.Element):
    """The pictures of a chart and the place where the live one is drawn; attributes: the
    payload's words.
    """


class chart_about(nodes.General, nodes.Element):
    """What stands below a chart: source line, downloads, table."""


def _placed(
    document: nodes.document, env: Any, payload: dict[str, Any]
) -> tuple[nodes.figure, str]:
    """An empty figure that pages can refer to, and its label; a repeated chart on a page is
    counted on.
    """
    drawn = env.metadata[env.docname].setdefault("qantar_charts", [])
    label = payload["label"]
    if label in drawn:
        label = f"{label}-{drawn.count(label) + 1}"
    drawn.append(payload["label"])
    made = nodes.figure(ids=[label], names=[label], classes=["q-figure"])
    document.note_explicit_target(made)
    return made, label


def figure(document: nodes.document, env: Any, payload: dict[str, Any]) -> nodes.figure:
    """The figure of a chart; writes its pictures, data and live specification beside the pages."""
    made, label = _placed(document, env, payload)
    chartfiles.write(env, label, payload)
    sizes = {name: render.size(payload[name]) for name in ("wide", "narrow")}
    made += chart_view(
        label=label,
        description=payload["description"],
        sizes=sizes,
        controls=_controls(payload["vega"]),
    )
    made += nodes.caption("", payload["title"])
    made += chart_about(
        label=label,
        source=source_line(payload["tables"]),
        table=table_html(payload, f"{label}.csv"),
        code=f"_code/{payload['module']}",
        line=payload["line"],
    )
    note(env, payload["module"])
    return made


def note_figure(document: nodes.document, env: Any, payload: dict[str, Any]) -> nodes.figure:
    """A figure that says why it holds no chart, so that its number and references stay."""
    made, _label = _placed(document, env, payload)
    made += nodes.caption("", payload["note"])
    return made


def _controls(specification: str) -> int:
    """How many sliders and lists the live chart will show, to keep room for them."""
    return sum("bind" in signal for signal in json.loads(specification).get("signals", ()))


def _picture(node: chart_view, folder: str, kind: str, ending: str, lazy: str, alt: str) -> str:
    (wide, tall), (narrow, taller) = node["sizes"]["wide"], node["sizes"]["narrow"]
    base = f"{folder}/{node['label']}"
    return (
        f'<picture class="q-static q-{kind}"><source media="(max-width: {NARROW_COLUMN}px)" '
        f'srcset="{base}-narrow{ending}.svg" width="{narrow}" height="{taller}">'
        f'<img src="{base}-wide{ending}.svg" width="{wide}" height="{tall}"{lazy} decoding="async" '
        f'alt="{alt}"></picture>'
    )


def visit_view(self: Any, node: chart_view) -> None:
    """Write the pictures (wide and narrow, light and dark) and the empty place of the live chart.

    Where the page becomes paper (singlehtml) there is the light picture alone.
    """
    folder, alt = _uri(self, "_charts"), self.attval(node["description"])
    if self.builder.name != "html":
        self.body.append(
            f'<div class="q-chart">{_picture(node, folder, "light", "", "", alt)}</div>'
        )
        raise nodes.SkipNode
    lazy = ' loading="lazy"'
    heights = f"--q-wide:{node['sizes']['wide'][1]}px;--q-narrow:{node['sizes']['narrow'][1]}px"
    self.body.append(
        f'<div class="q-chart" data-label="{node["label"]}" data-src="{folder}/{node["label"]}.js" '
        f'style="{heights};--q-controls:{node["controls"]}">'
        f'<div class="q-stage">{_picture(node, folder, "light", "", lazy, alt)}'
        f"{_picture(node, folder, 'dark', '-dark', lazy, alt)}"
        f'<div class="q-live" data-brush-help="{self.attval(_(_BRUSH_HELP))}"></div></div>'
        '<div class="q-controls"></div></div>'
    )
    raise nodes.SkipNode


def visit_about(self: Any, node: chart_about) -> None:
    """Write the source line, the links and the folded table."""
    data, code = _uri(self, "_charts"), _uri(self, node["code"])
    links = "".join(
        f'<a href="{href}"{more}>{self.encode(word)}</a>'
        for word, href, more in (
            (_("data"), f"{data}/{node['label']}.csv", " download"),
            (_("code"), f"{code}.html#L{node['line']}", ""),
            (_("SVG"), f"{data}/{node['label']}.svg", " download"),
        )
    )
    label = self.attval(_("About this figure"))
    source = node["source"].replace("{data-page}", _uri(self, "book/data.html"))
    table = node["table"].replace("{charts}", data)
    self.body.append(
        f'<div class="q-about"><p class="q-source">{source}</p>'
        f'<div class="q-links" role="group" aria-label="{label}">{links}</div>{table}</div>'
    )
    raise nodes.SkipNode


def skip(self: Any, node: nodes.Element) -> None:
    """Builders without pages (gettext, text) show the caption alone."""
    raise nodes.SkipNode


def _uri(visitor: Any, target: str) -> str:
    builder = visitor.builder
    if builder.name != "html":
        return target
    return relative_uri(builder.get_target_uri(builder.current_docname), target)
