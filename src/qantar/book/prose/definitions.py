"""What defines the numbers that prose quotes: key figures, cited facts and parameters."""

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.util.docutils import SphinxDirective

from qantar import data
from qantar.book.pages import datapage
from qantar.book.references import editiondata, untranslated
from qantar.book.references.code import MODULES, source_of
from qantar.book.references.links import anchor, note, noted, number_markup
from qantar.book.references.nodetable import Cell, code, filled, link, paragraph, table
from qantar.book.references.template import render
from qantar.book.site.reading import files_beside
from qantar.common import language
from qantar.common.text import NC_, _, counted, pgettext
from qantar.flow.editions import HOME, of_build
from qantar.report import figures
from qantar.report.figure_list import default_spec, number_text, range_text, unit_text
from qantar.report.figures import Figure
from qantar.report.parameters import ChapterParameters, declared
from qantar.report.sentences import shown

# What a key figure is about, by the first part of its id, in the order of the chapters.
GROUPS = {
    "timeline": _("The timeline"),
    "internet": _("The internet"),
    "toll": _("The dead"),
    "outcomes": _("What came of January 2022"),
    "politics": _("Government"),
    "gas": _("The price of gas"),
    "region": _("Regions"),
    "living": _("Wages, incomes, prices and debt"),
    "protests": _("Protests and strikes"),
    "unrest": _("Inequality and unrest"),
    "wealth": _("Wealth"),
    "income": _("Income and consumption"),
    "macro": _("The economy"),
    "country": _("The country"),
    "energy": _("Energy"),
    "mining": _("Mining"),
    "relocation": _("Stay, leave or sell"),
    "network": _("The network in January 2022"),
    "market": _("The price of bitcoin"),
    "claims": _("The claims"),
    "replication": _("Replication"),
}
CONFIDENCE = (NC_("confidence", "high"), NC_("confidence", "medium"), NC_("confidence", "low"))
FACTS = "qantar_facts"  # the kind of what pages refer to that the list of facts holds


# A table of key figures is HTML: as nodes, a third of the book's, Sphinx walks it forty times.
Lines = list[str | Markup]


def _table(
    heads: tuple[str, ...], widths: tuple[int, ...], rows: list[tuple[str, list[Lines]]], kind: str
) -> nodes.raw:
    """A table of class `kind`; a row has an id, or none, and cells of lines."""
    made = render("key_figures.html", heads=heads, widths=widths, rows=rows, kind=kind)
    return nodes.raw("", made, format="html")


def _numbers(figure: Figure) -> Lines:
    """Value with its unit, and the range below it."""
    spec = default_spec(figure)
    value = number_text(figure, figure.value, spec) or _("not available")
    numbers: Lines = [Markup("<strong>{}</strong>{}").format(value, unit_text(figure))]
    return numbers + ([range_text(figure, spec)] if figure.range_kind else [])


def _figure_row(env: Any, figure: Figure) -> list[Lines]:
    origin: Lines = [shown(figure.as_of, "date")]
    if figure.tables:
        tables = Markup(language.current().semicolon).join(
            number_markup(env, data.resource(name)["title"], f"table:{name}", name)
            for name in figure.tables
        )
        origin.append(Markup.escape(_("Tables: {tables}")).format(tables=tables))
    if figure.made_by:
        link = Markup('<a class="reference internal" href="../{}"><code>{}</code></a>').format(
            source_of(figure.made_by), figure.made_by.rpartition(":")[2]
        )
        origin.append(Markup.escape(_("Computed by: {function}")).format(function=link))
    name = Markup("<code>{}</code>").format(figure.id)
    return [[name, figure.definition], _numbers(figure), origin]


def _downloads(env: Any, found: list[Figure]) -> nodes.paragraph:
    """Write all key figures, with definitions, as CSV and JSON; a line that leads to both."""
    folder = files_beside(env) / datapage.FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    # Spreadsheets take a CSV file for UTF-8 where it begins with a byte order mark.
    (folder / "key-figures.csv").write_text(figures.to_csv(found), encoding="utf-8-sig")
    (folder / "key-figures.json").write_text(figures.to_json(found), encoding="utf-8")
    links = [
        nodes.raw(
            "",
            f'<a href="../{datapage.FOLDER}/key-figures.{kind}" download>{kind.upper()}</a>',
            format="html",
        )
        for kind in ("csv", "json")
    ]
    words = _("All of them with their definitions, to download: {csv}, {json}.")
    return paragraph(*filled(words, csv=links[:1], json=links[1:]))


def _listed(app: Any, found: Iterable[Figure]) -> list[Figure]:
    """The figures that pages list, by id: in another country's edition those with a value."""
    whole = of_build(app.config.qantar_edition).country == HOME
    kept = [figure for figure in found if whole or figure.value is not None]
    return sorted(kept, key=lambda figure: figure.id)


class FiguresTable(SphinxDirective):
    """``{key-figures}``: every key figure of the edition, grouped by what it is about."""

    def run(self) -> list[nodes.Node]:
        """One section a group, one row a figure."""
        found = _listed(self.env.app, editiondata.key_figures(self.env.app).values())
        made = (figure.made_by.partition(":")[0] for figure in found if figure.made_by)
        note(self.env, MODULES, *made)
        sections: list[nodes.Node] = [_downloads(self.env, found)]
        groups: dict[str, list[Figure]] = {prefix: [] for prefix in GROUPS}
        for figure in found:
            groups.setdefault(figure.id.partition(".")[0], []).append(figure)
        for prefix, own in groups.items():
            if not own:
                continue
            title = nodes.title("", GROUPS.get(prefix, prefix.capitalize()))
            section = nodes.section("", title, ids=[f"figures-{prefix}"], names=[])
            section += _table(
                (_("Figure and definition"), _("Value and range"), _("As of, tables, code")),
                (48, 18, 34),
                [(anchor(f"figure:{figure.id}"), _figure_row(self.env, figure)) for figure in own],
                "",
            )
            sections.append(section)
        return sections


class FactsPlace(nodes.General, nodes.Element):
    """Where the list of quoted facts goes once every page is read."""


class FactsTable(SphinxDirective):
    """``{cited-facts}``: the facts of data/facts.csv that some page quotes."""

    def run(self) -> list[nodes.Node]:
        """A place that is filled when all pages are known."""
        return [FactsPlace()]


def _fact_row(name: str, row: Any) -> list[Cell]:
    value = editiondata.fact_value(row, "value", "" if row["unit"] == "year" else ",.10g")
    source = link(row["source_title"], row["source_url"])
    publisher = untranslated.as_node(row["source_publisher"])
    first = [paragraph(code(name)), paragraph(row["statement"])]
    confidence = row["confidence"]
    origin = [
        paragraph(source, language.current().comma, publisher),
        paragraph(pgettext("confidence", confidence)),
    ]
    when = editiondata.fact_value(row, "date", "date")
    behind = counted(row["unit"], editiondata.fact_number(row))
    return [first, f"{f'{value} {behind}'.strip()} ({when})", origin]


def fill_facts(app: Any, doctree: nodes.document, docname: str) -> None:
    """Put the table of quoted facts in its place."""
    for place in list(doctree.findall(FactsPlace)):
        names, facts = noted(app.env, FACTS), editiondata.facts()
        head = (_("Fact"), _("Value"), _("Source and confidence"))
        rows = [_fact_row(name, facts.loc[name]) for name in names]
        filled = table(head, rows, (50, 20, 30), [anchor(f"fact:{name}") for name in names])
        place.replace_self(filled if names else paragraph(_("No page of this edition quotes one.")))


def _parameter_row(name: str, values: ChapterParameters) -> list[Cell]:
    field = type(values).model_fields[name]
    said = declared(field)
    value, default = getattr(values, name), field.default
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    cell = [paragraph(code(text), f" {said['unit']}")]
    source = said["source"]
    if value != default:  # the declared source is the default's
        words = _("differs from the default, {value}")
        cell.append(paragraph(*filled(words, value=[code(str(default))])))
        source = _("given for this run")
    return [[paragraph(code(name)), paragraph(str(field.description))], cell, source]


def parameters_table(app: Any, chapter: str) -> nodes.table | None:
    """The parameters of a chapter with this edition's values; None where it has none."""
    values = editiondata.parameters(app)[chapter]
    names = [name for name in type(values).model_fields if name != "chapters"]
    if not names:
        return None
    head = (_("Parameter and meaning"), _("Value here"), _("Source"))
    ids = [anchor(f"param:{chapter}.{name}") for name in names]
    return table(head, [_parameter_row(name, values) for name in names], (50, 25, 25), ids)


def key_figures_table(app: Any, chapter: str) -> nodes.raw:
    """The key figures of a chapter: id, linked to its definition, value with range, date."""
    rows: list[tuple[str, list[Lines]]] = []
    for figure in _listed(app, editiondata.chapter_figures(app, chapter)):
        title = editiondata.figure_title(figure)
        link = number_markup(app.env, figure.id, f"figure:{figure.id}", title)
        rows.append(("", [[link], _numbers(figure), [shown(figure.as_of, "date")]]))
    heads = (_("Key figure"), _("Value and range"), _("As of"))
    return _table(heads, (45, 35, 20), rows, "qantar-key-figures")
