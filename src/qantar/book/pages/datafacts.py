"""What the data page and data/README.md say of a table: size, range, terms."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

import pandas as pd
from markupsafe import Markup

from qantar import data
from qantar.common.dates import day
from qantar.common.language import SOURCE
from qantar.common.paths import CHAPTERS
from qantar.common.text import N_, _, clauses, listed, ngettext
from qantar.data.description import is_map
from qantar.report.sentences import number

_GROUPS = {"top1": _("richest 1 %"), "top10": _("richest 10 %")}


# What each licence of the package allows, by its name there.
LICENCES = {
    "CC-BY-4.0": _("Any use, also commercial, with credit to the publisher."),
    "CC-BY-SA-4.0": _("Any use with credit; what is made of it carries the same licence."),
    "CC-BY-NC-4.0": _("Any use with credit that is not commercial."),
    "BSD-2-Clause": _("Any use, with the licence's text kept beside copies."),
    "PDDL-1.0": _("Any use, without condition."),
    "public-domain": _("Any use, without condition."),
    "cited-facts": _(
        "Single facts cited from texts: any use that names the text cited in the row."
    ),
    "none-stated": _(
        "No licence was found. Single facts may be quoted with their source; ask before copying."
    ),
}
# What the three values of ``redistribution`` mean.
REDISTRIBUTION = {
    N_("yes"): _("The table may be passed on under its licence."),
    N_("facts only"): _(
        "Facts quoted with their source; the table holds only what this book's charts need."
    ),
    N_("unclear"): _(
        "Nobody states terms; the table holds only what this book's charts need. Ask the publisher."
    ),
}
TYPES = (
    *(N_("string"), N_("integer"), N_("year"), N_("number")),
    *(N_("boolean"), N_("date"), N_("datetime")),
)
_NO_DAYS = (N_("none expected"), N_("daily"))
_CHAPTERS = (
    *(N_("timeline"), N_("wealth"), N_("energy"), N_("mining")),
    *(N_("relocation"), N_("network"), N_("claims")),
)

frame = cache(data.load)  # each table is read once for the page


def rows(entry: dict[str, Any]) -> str:
    """How many rows a table, or areas a map, holds."""
    if is_map(entry):
        count = len(data.load_map(entry["name"])["features"])
        return ngettext("{count} area", "{count} areas", count).format(count=count)
    return number(len(frame(entry["name"])))


def _span(column: pd.Series, kind: str) -> str:
    first, last = column.min(), column.max()
    if kind == "year":
        return _("{low}–{high}").format(low=first, high=last) if first != last else f"{first}"
    return _("{first} – {last}").format(
        first=day(f"{first:%Y-%m-%d}"), last=day(f"{last:%Y-%m-%d}")
    )


def _dated(entry: dict[str, Any]) -> tuple[pd.Series, str] | None:
    """The first column of years or dates of a table, and its type; a column ``release`` is none."""
    for field in [] if is_map(entry) else entry["schema"]["fields"]:
        if field["type"] in ("year", "date", "datetime") and field["name"] != "release":
            return frame(entry["name"])[field["name"]].dropna(), field["type"]
    return None


def years(entry: dict[str, Any]) -> str:
    """The first and last year of a table; empty where it has no dates."""
    dated = _dated(entry)
    if dated is None:
        return ""
    column, kind = dated
    return _span(column if kind == "year" else column.dt.year, "year")


def covers(entry: dict[str, Any]) -> str:
    """The range of a table's first column of dates or years, and how many countries it names."""
    dated = _dated(entry)
    found = [_span(*dated)] if dated else []
    if not is_map(entry) and "iso3" in frame(entry["name"]):
        count = frame(entry["name"])["iso3"].nunique()
        found += [_("{count} countries and groups").format(count=count)] if count > 1 else []
    return clauses(found)


@cache
def _tables_of(chapter: str) -> frozenset[str]:
    model = import_module(f"qantar.chapters.{chapter}.figures")
    return frozenset((*model.TABLES, *getattr(model, "MAPS", ())))


def used_in(name: str) -> list[str]:
    """The chapters whose model reads the table; the claims read what the others read."""
    found = [chapter for chapter in CHAPTERS if name in _tables_of(chapter)]
    return [_(chapter) for chapter in found if chapter != "claims"] or [*map(_, found)]


def next_update(entry: dict[str, Any]) -> str:
    """When the publisher will release it anew, as far as known."""
    when = entry["next_update"]
    return _(when) if when in _NO_DAYS else day(when)


def vintage(entry: dict[str, Any]) -> str:
    """When the publisher released it, when we took it, and through whom."""
    known = entry["vintage"]
    days = {"released": day(known["released"]), "taken": day(known["taken"])}
    if "copy" in known:
        told = _("released {released}, taken {taken}; our copy: {copy}")
        return told.format(copy=known["copy"], **days)
    return _("released {released}, taken {taken}").format(**days)


def _limit(value: float | str) -> str:
    return day(value) if isinstance(value, str) else number(value, "g")


def limits(field: dict[str, Any]) -> Markup:
    """The constraints of a column in words, the values that it may hold as they are written."""
    constraints = field.get("constraints", {})
    parts = []
    if "enum" in constraints:
        values = listed(map(as_written, constraints["enum"]))
        parts.append(_("one of {values}").format(values=values))
    if "minimum" in constraints:
        parts.append(_("at least {value}").format(value=_limit(constraints["minimum"])))
    if "maximum" in constraints:
        parts.append(_("at most {value}").format(value=_limit(constraints["maximum"])))
    if constraints.get("required"):
        parts.append(_("never empty"))
    return Markup(clauses(parts))


def as_written(value: str | int) -> Markup:
    """A value as it stands in a file, in whatever language."""
    return Markup('<bdi lang="{}">{}</bdi>').format(SOURCE, value)


def _released(entry: dict[str, Any]) -> pd.DataFrame:
    """A table of releases, with the rows of `newest` under the newest release's name."""
    table = frame(entry["name"]).assign(release=lambda known: known["release"].astype("str"))
    if "newest" not in entry:
        return table
    newest = frame(entry["newest"]).assign(
        release=data.resource(entry["newest"])["vintage"]["released"]
    )
    return pd.concat([table, newest[newest["group"].isin(table["group"])]])


def revisions(country: str, year: int) -> Iterator[tuple[str, str, str, str]]:
    """What each release said about one country and year: (table, column with unit, release, value).

    Tables without a column ``release`` give nothing.
    """
    for entry in data.package()["resources"]:
        fields = [] if is_map(entry) else entry["schema"]["fields"]
        if not {"release", "iso3", "year"} <= {field["name"] for field in fields}:
            continue
        table = _released(entry)
        kept = table[(table["iso3"] == country) & (table["year"] == year)]
        by = ["group", "release"] if "group" in kept else ["release"]
        for field in fields:
            if field["type"] != "number":
                continue
            for row in kept.dropna(subset=[field["name"]]).sort_values(by).to_dict("records"):
                group = [_GROUPS[row["group"]]] if "group" in row else []
                title = listed([field["title"], *group])
                value = number(row[field["name"]], ",.4g")
                yield entry["name"], f"{title} [{field['unit']}]", row["release"], value
