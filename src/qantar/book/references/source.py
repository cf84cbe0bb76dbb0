"""Where a chart's data come from, in words: from the data package, with links and without."""

from collections.abc import Collection
from functools import cache
from typing import Any

from markupsafe import Markup

from qantar import data
from qantar.book.references.links import anchor
from qantar.common import language
from qantar.common.dates import day
from qantar.common.text import N_, _, clauses, listed, named
from qantar.flow.editions import of_build

# More publishers than these do not fit a line.
_FEW = 3
_UNNAMED = {N_("various"), N_("The Qantar contributors")}
_NO_LICENCES = {
    "none-stated": _("no licence stated"),
    "cited-facts": _("cited facts"),
    "public-domain": _("public domain"),
}


def _link(text: str, address: str | None) -> str:
    words = language.marked(text)
    return Markup('<a href="{}">{}</a>').format(address, words) if address else words


def _table(words: str, name: str) -> str:
    """Words that lead to a table on the data page."""
    return _link(words, f"{{data-page}}#{anchor(f'table:{name}')}")


def _licence(item: dict[str, Any]) -> str:
    """Short name of a licence, linked: ``CC BY 4.0``; what is no licence in words."""
    name = item["name"]
    if name in _NO_LICENCES:
        return _link(_NO_LICENCES[name], item.get("path"))
    kind, *terms, version = name.split("-")
    words = [kind, "-".join(terms), version] if name.startswith("CC") else [name]
    return _link(" ".join(filter(None, words)), item.get("path"))


def _sources(table: str, publishers: Collection[str]) -> list[dict[str, Any]]:
    """The sources of a table: those of these publishers, or all where it has none of them."""
    sources = data.resource(table)["sources"]
    return [item for item in sources if item["publisher"] in publishers] or sources


def _credit(name: str, publishers: Collection[str]) -> tuple[str, str]:
    """Publishers of a table, and its vintage and licence."""
    resource = data.resource(name)
    makers = {item["publisher"]: item.get("path") for item in _sources(name, publishers)}
    if not _UNNAMED.isdisjoint(makers):
        makers = {_("cited reports"): None}
    licences = dict.fromkeys(_licence(item) for item in resource["licenses"])
    about = listed([day(resource["vintage"]["released"]), *licences])
    return listed(_link(*maker) for maker in makers.items()), about


def credits_line(tables: list[str], publishers: Collection[str] = ()) -> str:
    """HTML of all credits: publishers, and in brackets their tables, vintage and licence, linked.

    publishers: as in `qantar.charting.chart.Origin`, here and below.
    ``{data-page}`` in it stands for the address of the book's data page.
    """
    credits: dict[tuple[str, str], list[str]] = {}
    for name in tables:
        credits.setdefault(_credit(name, publishers), []).append(
            _table(data.resource(name)["title"], name)
        )
    told = [f"{makers} ({listed([*links, about])})" for (makers, about), links in credits.items()]
    return _("Source: {sources}.").format(sources=clauses(told))


def _by_many(makers: set[str]) -> bool:
    return len(makers) > _FEW or not makers.isdisjoint(_UNNAMED)


def short_sources(tables: list[str], publishers: Collection[str] = ()) -> list[tuple[str, str]]:
    """Publisher with years, and its first table: ``("Ember (2024, 2026)", "electricity")``.

    A table that many wrote stands for them with its title; two or more of such, and one whose
    writers are not named there, are cited reports.
    "Ember and the Energy Institute" is left out beside "Ember".
    """
    makers_of = {
        name: {item["publisher"] for item in _sources(name, publishers)} for name in tables
    }
    cited = [name for name, makers in makers_of.items() if _by_many(makers)]
    found: dict[str, list[str]] = {}
    for name in tables:
        if name not in cited:
            makers = sorted(makers_of[name])
        else:
            unnamed = len(cited) > 1 or not makers_of[name].isdisjoint(_UNNAMED)
            makers = [_("cited reports") if unnamed else data.resource(name)["title"]]
        for maker in makers:
            found.setdefault(maker, []).append(name)
    return [
        (_with_years(maker, own), own[0])
        for maker, own in found.items()
        if not any(maker.startswith(f"{other} and ") for other in found)
    ]


def _with_years(maker: str, tables: list[str]) -> str:
    years = {data.resource(name)["vintage"]["released"][:4] for name in tables}
    return f"{maker} ({listed(sorted(years))})"


def source_line(tables: list[str], publishers: Collection[str] = ()) -> str:
    """HTML of the short source line; each publisher leads to its table on the data page."""
    links = listed(_table(words, table) for words, table in short_sources(tables, publishers))
    return _("Source: {sources}.").format(sources=links)


def plain_source_line(tables: list[str], publishers: Collection[str] = ()) -> str:
    """The short source line as plain text, for pictures."""
    words = listed(words for words, _table in short_sources(tables, publishers))
    return _("Source: {sources}.").format(sources=words)


def _maker(source: dict[str, Any]) -> str:
    return listed([named(source["publisher"]), f"{source['title']} <{source.get('path', '')}>"])


def source_text(tables: list[str], publishers: Collection[str] = ()) -> list[str]:
    """The same as plain lines, one a table, for the head of a CSV file."""
    lines = []
    for name in tables:
        resource = data.resource(name)
        makers = clauses(_maker(item) for item in _sources(name, publishers))
        licences = listed(item["name"] for item in resource["licenses"])
        vintage = _("released {released}, copy of {taken}").format(**resource["vintage"])
        parts = [makers, vintage, _("licence {licence}").format(licence=licences)]
        terms = resource["redistribution"]
        if terms != "yes":
            parts.append(_("redistribution: {terms}").format(terms=named(terms)))
        lines.append(_("Source of {table}: {words}").format(table=name, words=listed(parts)))
    return lines


@cache
def parameter_lines(edition: str, chapter: str) -> list[str]:
    """The parameters behind a chapter's charts, as plain lines ``name = value``."""
    values = of_build(edition).checked(chapter).model_dump()
    return [
        _("Parameter {name} = {value}").format(name=name, value=value)
        for name, value in values.items()
    ]
