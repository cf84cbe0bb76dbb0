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
from qantar.common.text import clauses, listed, unit
from qantar.flow import editions
from qantar.report import figures
from qantar.report.figure_list import default_spec, range_text
from qantar.report.figures import Figure
from qantar.report.parameters import ChapterParameters, declared, model_for
from qantar.report.sentences import shown

WEAK = ("low",)


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
