"""What a page may quote in the edition being built: key figures, facts and parameter values."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from qantar import data
from qantar.chapters.claims.confirmed import assessed
from qantar.common.errors import FigureError
from qantar.common.paths import BUILD, CHAPTERS
from qantar.common.text import _, clauses, counted, listed, unit
from qantar.flow import editions
from qantar.report import figures
from qantar.report.figures import Figure
from qantar.report.parameters import ChapterParameters, declared, model_for
from qantar.report.sentences import shown

WEAK = ("low",)
# Units that only say what kind of number it is.
PLAIN_NUMBERS = ("0 to 1", "exponent", "fraction", "log return", "probability", "rank correlation",
                 "ratio", "Theil T", "V-Dem score")  # fmt: skip
# Numbers that a table writes in per cent.
PER_CENT = ("share", "share of time", "fraction a year")
RANGES = {
    "exact95": _("exact 95 per cent interval"),
    "vdem68": _("68 per cent interval of V-Dem's measurement model"),
    "model_extremes": _("best and worst case of the model, not an interval"),
    "vintages": _("range over releases of the source"),
    "methods": _("range over methods or counts"),
    "simulation95": _("95 per cent interval of the simulation alone"),
    "market_range": _("spread of prices or reports"),
}


@cache
def key_figures(app: Any) -> dict[str, Figure]:
    """The edition's figures by id."""
    told = app.config.qantar_figures
    return figures.read(Path(told or BUILD / app.config.qantar_edition / figures.MERGED))


def chapter_figures(app: Any, chapter: str) -> list[Figure]:
    """The figures that one chapter computed, sorted by id."""
    path = BUILD / app.config.qantar_edition / "figures" / f"{chapter}.json"
    return list(figures.read(path).values())


@cache
def facts() -> pd.DataFrame:
    """The table of cited facts, by id; empty where nothing is said."""
    return data.load("facts").set_index("id").fillna("")


def fact_number(row: Any) -> float | None:
    """The value of a cited fact where it is a number."""
    return float(row["value"]) if re.fullmatch(r"-?\d+(\.\d+)?", row["value"]) else None


def fact_value(row: Any, attribute: str, spec: str) -> str:
    """An attribute of a cited fact as `spec` has it: ``date``, or a number's format."""
    if spec == "date":
        return shown(row[attribute], spec)
    value = fact_number(row) if spec and attribute == "value" else None
    return row[attribute] if value is None else shown(value, spec)


@cache
def parameters(app: Any) -> dict[str, ChapterParameters]:
    """The checked parameters of each chapter of the edition, by chapter."""
    edition = editions.of_build(app.config.qantar_edition)
    return {
        chapter: edition.checked(chapter) for chapter in CHAPTERS if chapter in edition.chapters
    }


@cache
def claims(app: Any) -> pd.DataFrame:
    """Every claim with its verdict (assessment.assess), from the edition's figures."""
    return assessed(key_figures(app))


def range_text(figure: Figure, spec: str = "") -> str:
    """``low to high (kind)`` in words; empty where the figure has no range."""
    if figure.range_kind is None:
        return ""
    kind = RANGES[figure.range_kind]
    low, high = (number_text(figure, end, spec) for end in (figure.low, figure.high))
    if low == high:
        return _("{value} ({kind})").format(value=low, kind=kind)
    if figure.low is None:
        return _("at most {high} ({kind})").format(high=high, kind=kind)
    if figure.high is None:
        return _("at least {low} ({kind})").format(low=low, kind=kind)
    return _("{low} to {high} ({kind})").format(low=low, high=high, kind=kind)


def number_text(figure: Figure, value: float | None, spec: str) -> str:
    """A value of the figure, or an end of its range, as it stands alone in a table.

    A rank is "No. 12", a rate "8.0 % a year"; a share of time that no clock can show is none.
    """
    if figure.unit == "share of time" and value is not None and not 0 <= value <= 1:
        if value < 0:
            return _("none (below 0)")
        return _("none (above {most})").format(most=shown(1.0, ".0%"))
    text = shown(value, spec)
    if figure.unit == "rank" and text:
        return _("No. {rank}").format(rank=text)
    if figure.unit == "fraction a year" and text:
        return _("{rate} a year").format(rate=text)
    return text


def unit_text(figure: Figure) -> str:
    """The unit behind a value, with its space; in brackets what says only the kind of number."""
    if figure.unit in (*PER_CENT, "year", "rank"):
        return ""
    words = counted(figure.unit, figure.value)
    return f" ({words})" if figure.unit in PLAIN_NUMBERS else f" {words}"


def default_spec(figure: Figure) -> str:
    """The format where nobody chose one: per cent, counts whole, else 4 digits."""
    if figure.unit in PER_CENT:
        return ".1%"
    if figure.unit == "year":
        return "d"
    if isinstance(figure.value, int) or figure.unit == "rank":
        return ",d"
    return ",.4g" if figure.value is None or abs(figure.value) < 1000 else ",.0f"


def figure_title(figure: Figure) -> str:
    """What hovering a number says: definition, unit, date, range and its kind."""
    spec = default_spec(figure)
    measured = listed([unit(figure.unit), shown(figure.as_of, "date")])
    parts = [f"{figure.definition} ({measured})", range_text(figure, spec)]
    return clauses(part for part in parts if part)


def parameter_title(parameter: str) -> str:
    """What hovering a parameter, such as ``energy.country``, says: meaning and unit."""
    chapter, __, name = parameter.partition(".")
    fields = model_for(chapter).model_fields
    if name not in fields:
        raise FigureError(f"{chapter} has no parameter {name!r}")
    field = fields[name]
    measure = declared(field)["unit"]
    return f"{field.description} ({measure})" if measure else str(field.description)
