"""What a page may quote in the edition being built: key figures, facts and parameter values."""

import re
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
from qantar.report.parameters import ChapterParameters, declared
from qantar.report.sentences import shown

WEAK = ("low",)
# Units that only say what kind of number it is.
PLAIN_NUMBERS = ("0 to 1", "exponent", "fraction", "log return", "probability", "rank correlation",
                 "ratio")  # fmt: skip
RANGES = {
    "exact95": _("exact 95 per cent interval"),
    "vdem68": _("68 per cent interval of V-Dem's measurement model"),
    "model_extremes": _("best and worst case of the model, not an interval"),
    "vintages": _("range over releases of the source"),
    "methods": _("range over methods or counts"),
    "simulation95": _("95 per cent interval of the simulation alone"),
    "market_range": _("low and high of the month"),
}


def folder(app: Any) -> Path:
    """The build folder of the edition."""
    return BUILD / app.config.qantar_edition


def key_figures(app: Any) -> dict[str, Figure]:
    """The edition's figures by id, read once."""
    if not hasattr(app, "qantar_figures"):
        path = Path(app.config.qantar_figures or folder(app) / "figures.json")
        app.qantar_figures = figures.read(path)
    return app.qantar_figures


def chapter_figures(app: Any, chapter: str) -> list[Figure]:
    """The figures that one chapter computed, sorted by id."""
    path = folder(app) / "figures" / f"{chapter}.json"
    return list(figures.read(path).values())


def facts(app: Any) -> pd.DataFrame:
    """The table of cited facts, by id."""
    if not hasattr(app, "qantar_facts_table"):
        app.qantar_facts_table = data.load("facts").set_index("id")
    return app.qantar_facts_table


def fact_value(row: Any, attribute: str, spec: str) -> str:
    """An attribute of a cited fact as `spec` has it: ``date``, or a number's format."""
    value = str(row[attribute])
    if spec == "date":
        return shown(value, spec)
    if not spec or attribute != "value" or not re.fullmatch(r"-?\d+(\.\d+)?", value):
        return value
    return shown(float(value), spec)


def parameters(app: Any) -> dict[str, ChapterParameters]:
    """The checked parameters of each chapter of the edition, by chapter."""
    if not hasattr(app, "qantar_parameters"):
        edition = editions.of_build(app.config.qantar_edition)
        app.qantar_parameters = {
            chapter: edition.checked(chapter) for chapter in CHAPTERS if chapter in edition.chapters
        }
    return app.qantar_parameters


def claims(app: Any) -> pd.DataFrame:
    """Every claim with its verdict (assessment.assess), from the edition's figures, made once."""
    if not hasattr(app, "qantar_claims"):
        app.qantar_claims = assessed(key_figures(app))
    return app.qantar_claims


def verdicts(app: Any) -> dict[str, str]:
    """The verdict on each claim, from the edition's figures."""
    return dict(zip(claims(app)["claim_id"], claims(app)["verdict"], strict=True))


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

    A rank is "No. 12"; a share of time that no clock can show is none.
    """
    if figure.unit == "share of time" and value is not None and not 0 <= value <= 1:
        if value < 0:
            return _("none (below 0)")
        return _("none (above {most})").format(most=shown(1.0, ".0%"))
    text = shown(value, spec)
    return _("No. {rank}").format(rank=text) if figure.unit == "rank" and text else text


def unit_text(figure: Figure) -> str:
    """The unit behind a value, with its space; in brackets what says only the kind of number."""
    if figure.unit in ("share", "share of time", "year", "rank"):
        return ""
    words = counted(figure.unit, figure.value)
    return f" ({words})" if figure.unit in PLAIN_NUMBERS else f" {words}"


def default_spec(figure: Figure) -> str:
    """The format where nobody chose one: shares as per cent, counts whole, else 4 digits."""
    if figure.unit in ("share", "share of time"):
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


def parameter_title(chapter: str, name: str, model: type[ChapterParameters]) -> str:
    """What hovering a parameter says: meaning and unit."""
    if name not in model.model_fields:
        raise FigureError(f"{chapter} has no parameter {name!r}")
    field = model.model_fields[name]
    measure = declared(field)["unit"]
    return f"{field.description} ({measure})" if measure else str(field.description)
