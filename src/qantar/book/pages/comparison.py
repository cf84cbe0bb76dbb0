"""The page that compares the editions, one row a country, from each edition's figures.json."""

from pathlib import Path
from typing import Any

from qantar import data
from qantar.book.pages.whatif import changed
from qantar.book.references.template import render
from qantar.chapters.energy import emissions as mining_emissions
from qantar.chapters.shared import mining_map
from qantar.common.errors import naming
from qantar.common.paths import BUILD
from qantar.common.text import N_, _, clauses
from qantar.flow import editions
from qantar.report import figures
from qantar.report.figures import Figure
from qantar.report.sentences import number

SHARE, CARBON = "mining.share_2021_08", "energy.carbon_intensity"
# figure id, format of its value, heading
COLUMNS = (
    (SHARE, ".1%", N_("Share of bitcoin mining, August 2021")),
    ("energy.coal_share", ".0%", N_("Coal in electricity, 2021")),
    (CARBON, ",.0f", N_("Carbon intensity of electricity 2021, gCO2e/kWh")),
    ("wealth.top1", ".0%", N_("Wealth share of the richest 1 %, 2021")),
    ("wealth.gini", ".2f", N_("Gini of wealth, 2021")),
    (
        "mining.breakeven_new_2022_01",
        ".3f",
        N_("Break-even price of a new machine, January 2022, USD/kWh"),
    ),
)


def _cell(figure: Figure | None, spec: str, note: str = "") -> dict[str, str] | None:
    """What a cell says; None where the tables do not hold the figure."""
    if figure is None or figure.value is None:
        return None
    return {"text": number(figure.value, spec), "note": note}


def _doubted(known: dict[str, Figure], iso3: str) -> set[str]:
    """The ids of figures to take with caution: a share that the map's publisher doubts, a carbon
    intensity far above that of its fuels."""
    ratio = known.get("energy.carbon_intensity_ratio")
    doubts = {
        SHARE: mining_map.doubt(data.load("mining_share"), iso3),
        CARBON: mining_emissions.doubt(ratio.value if ratio else None),
    }
    return {figure for figure, words in doubts.items() if words}


def _row(name: str, country: str) -> dict[str, Any]:
    edition = editions.of_build(name)
    known = figures.read(BUILD / name / "figures.json")
    doubted = _doubted(known, edition.country)
    cells = [
        _cell(known.get(figure), spec, _("doubtful") if figure in doubted else "")
        for figure, spec, _heading in COLUMNS
    ]
    other = clauses(changed(edition, None))
    words = _("Other parameters: {changes}").format(changes=other) if other else ""
    return {"name": name, "country": country, "other": words, "cells": cells}


def _rows(names: list[str]) -> list[dict[str, Any]]:
    """One row an edition, by country."""
    table = data.load("countries").set_index("iso3")["name"]
    countries = {name: str(table[editions.of_build(name).country]) for name in names}
    return [
        _row(name, countries[name])
        for name in sorted(names, key=lambda name: (countries[name], name))
    ]


def write_index(names: list[str]) -> Path:
    """Write ``build/index.html`` over the built editions `names`; returns its path."""
    page = render(
        "comparison.html",
        title=_("Editions compared"),
        words=_(
            "Every edition is made from the same tables with the same formulas. The "
            "break-even price is what a machine could pay for its power; the network sets it, "
            "so it is the same everywhere unless an edition assumes other overheads. Wealth "
            "shares and Ginis are imputed for most countries; each edition says so. A share "
            "of mining is marked doubtful where the map's publisher doubts it, a carbon "
            "intensity where it is far above what the country's fuels emit by general factors."
        ),
        heads=[_("Country"), *(_(heading) for _id, _spec, heading in COLUMNS)],
        rows=_rows(names),
    )
    target = BUILD / "index.html"
    part = target.with_suffix(".part")
    with naming(target):
        part.write_text(page, encoding="utf-8")
        part.replace(target)
    return target
