"""The page that compares the editions, one row a country, from each edition's figures.json."""

from pathlib import Path
from typing import Any

from qantar.book.pages.country import doubts, plain_name
from qantar.book.pages.decorate import changed
from qantar.book.references.template import render
from qantar.common.errors import replacing
from qantar.common.paths import BUILD
from qantar.common.text import N_, _, clauses
from qantar.flow import editions
from qantar.flow.editions import Edition
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


def _cell(figure: Figure | None, spec: str, note: str) -> dict[str, str] | None:
    """What a cell says; None where the tables do not hold the figure."""
    if figure is None or figure.value is None:
        return None
    return {"text": number(figure.value, spec), "note": note}


def _row(edition: Edition) -> dict[str, Any]:
    known = figures.read(BUILD / edition.name / figures.MERGED)
    doubted = doubts(edition.country, known)
    notes = {
        figure: _("doubtful")
        for figure, chapter in ((SHARE, "mining"), (CARBON, "energy"))
        if doubted[chapter]
    }
    cells = [_cell(known.get(name), spec, notes.get(name, "")) for name, spec, _heading in COLUMNS]
    other = clauses(changed(edition, None))
    words = _("Other parameters: {changes}").format(changes=other) if other else ""
    return {"name": edition.name, "country": plain_name(edition), "other": words, "cells": cells}


def write_index(names: list[str]) -> Path:
    """Write ``build/index.html`` over the built editions `names`; returns its path."""
    rows = [_row(editions.of_build(name)) for name in names]
    page = render(
        "comparison.html",
        title=_("Editions compared"),
        heads=[_("Country"), *(_(heading) for _id, _spec, heading in COLUMNS)],
        rows=sorted(rows, key=lambda row: (row["country"], row["name"])),
    )
    target = BUILD / "index.html"
    with replacing(target) as part:
        part.write_text(page, encoding="utf-8")
    return target
