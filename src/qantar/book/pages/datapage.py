"""The book's data page, generated from the data package, and the tables as downloads."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from qantar import data
from qantar.book.pages import datafacts as facts
from qantar.book.prose.stacked import too_wide
from qantar.book.references.links import anchor
from qantar.book.references.source import source_text
from qantar.book.references.template import render
from qantar.common.paths import DATA
from qantar.common.text import N_, _, clauses, listed, named
from qantar.data.description import is_map
from qantar.report.sentences import number

FOLDER = "_data"
COUNTRY, YEAR = "KAZ", 2021
HEADINGS = (
    *(N_("All tables"), N_("What each licence allows")),
    *(N_("Revisions kept visible"), N_("Table by table")),
)
_JOINED = "\u2060"  # no line breaks beside it


def _plain(text: str) -> Markup:
    """Text whose punctuation means nothing to Markdown."""
    line = re.sub("[ \n]+", " ", text.strip())
    return Markup(re.sub(r"([\\`*_{}\[\]<>|$~#^&!])", r"\\\1", line))


def _link(text: str, address: str | None) -> str:
    return f"[{_plain(text)}](<{address}>)" if address else _plain(text)


def _table(label: str, heads: Sequence[str], body: Sequence[Sequence[str | Markup]]) -> Markup:
    """A table as HTML that screen readers can name; cells that are no Markup are escaped."""
    texts = [[Markup(cell).striptags() for cell in row] for row in body]
    table = render(
        "data_table.html", label=label, heads=heads, rows=body, stacked=too_wide(heads, texts)
    )
    return Markup(f"```{{raw}} html\n{table}\n```\n")


def _place(entry: dict[str, Any]) -> str:
    return anchor(f"table:{entry['name']}")


def _anchored(entry: dict[str, Any], words: str) -> Markup:
    return Markup('<a href="#{}">{}</a>').format(_place(entry), words)


def _code(text: str) -> Markup:
    return Markup("<code>{}</code>").format(text)


def _overview(entries: Sequence[dict[str, Any]]) -> Markup:
    heads = [_("Table"), _("Rows"), _("Years"), _("May be passed on")]
    body = [
        [
            _anchored(entry, entry["title"]),
            facts.rows(entry),
            facts.years(entry).replace("–", f"{_JOINED}–{_JOINED}"),
            named(entry["redistribution"]),
        ]
        for entry in entries
    ]
    return _table(_("All tables"), heads, body)


def _codebook(entry: dict[str, Any]) -> Markup:
    if is_map(entry):
        body = [
            [_code(item["name"]), f"{item['title']}. {item.get('description', '')}"]
            for item in entry["properties"]
        ]
        label = _("Properties of {table}").format(table=entry["title"])
        return _table(label, [_("Property"), _("Meaning")], body)
    body = []
    for field in entry["schema"]["fields"]:
        kind, texts = field["type"], (field.get("title"), field.get("description"))
        meaning = ": ".join(filter(None, texts))
        cells = [_(kind), field.get("unit", ""), meaning, facts.limits(field)]
        body.append([_code(field["name"]), *cells])
    heads = [_("Column"), _("Type"), _("Unit"), _("Meaning"), _("Limits")]
    return _table(_("Columns of {table}").format(table=entry["title"]), heads, body)


def _terms(entry: dict[str, Any]) -> dict[str, Markup]:
    """Sources, licence, redistribution, vintage, next update, size and use of a table, in words."""
    sources = clauses(
        _link(listed([named(source["publisher"]), source["title"]]), source.get("path"))
        for source in entry["sources"]
    )
    licences = clauses(_link(one["title"], one.get("path")) for one in entry["licenses"])
    terms = entry["redistribution"]
    told = {
        _("Redistribution"): f"{named(terms)}. {facts.REDISTRIBUTION[terms]}",
        _("Vintage"): facts.vintage(entry),
        _("Next update"): facts.next_update(entry),
        _("Rows"): clauses(filter(None, (facts.rows(entry), facts.covers(entry)))),
        _("Used in"): listed(facts.used_in(entry["name"])) or _("no chapter's figures"),
    }
    linked = {_("Source"): Markup(sources), _("Licence"): Markup(licences)}
    return linked | {word: _plain(text) for word, text in told.items()}


def _section(entry: dict[str, Any]) -> dict[str, Any]:
    """What the page says of one table or map."""
    path = DATA / entry["path"]
    download = _("Download {file} ({kind}, {size} kB)").format(
        file=path.name,
        kind="GeoJSON" if is_map(entry) else "CSV",
        size=number(max(1, round(path.stat().st_size / 1000))),
    )
    return {
        "anchor": _place(entry),
        "name": entry["name"],
        "title": _plain(entry["title"]),
        "description": _plain(entry["description"]),
        "terms": _terms(entry),
        "address": f"../{FOLDER}/{path.name}",
        "download": download,
        "caveats": map(_plain, entry["caveats"]),
        "codebook": _codebook(entry),
    }


def _revisions() -> Markup:
    body = [
        [_anchored(data.resource(name), _code(name)), *cells]
        for name, *cells in facts.revisions(COUNTRY, YEAR)
    ]
    return _table(_("Revisions"), [_("Table"), _("Figure"), _("Release"), _("Value")], body)


def _licences(entries: Sequence[dict[str, Any]]) -> Markup:
    names = sorted({licence["name"] for entry in entries for licence in entry["licenses"]})
    body = [[_code(name), facts.LICENCES[name]] for name in names]
    return _table(_("Licences"), [_("Licence"), _("Allows")], body)


def data_page() -> str:
    """The data page in MyST Markdown, without title: overview, licences, revisions, tables."""
    entries = data.package()["resources"]
    tables = [entry for entry in entries if not is_map(entry)]
    total = sum(len(facts.frame(entry["name"])) for entry in tables)
    return render(
        "data_page.md",
        headings=HEADINGS,
        counted=_("{tables} tables with {rows} rows in all, and {maps} maps.").format(
            tables=len(tables), rows=number(total), maps=len(entries) - len(tables)
        ),
        overview=_overview(entries),
        licences=_licences(entries),
        revisions=_revisions(),
        year=YEAR,
        tables=map(_section, entries),
    )


def write_downloads(folder: Path) -> None:
    """Put every table and map into `folder`; a CSV starts with lines (#) on source and terms."""
    folder.mkdir(parents=True, exist_ok=True)
    for entry in data.package()["resources"]:
        raw = (DATA / entry["path"]).read_bytes()
        if not is_map(entry):
            lines = [entry["title"], *source_text([entry["name"]]), *entry["caveats"]]
            raw = "".join(f"# {' '.join(line.split())}\n" for line in lines).encode() + raw
        (folder / Path(entry["path"]).name).write_bytes(raw)
