"""The claims chapter's key figures: evidence of its own, counts of verdicts, replications."""

from functools import lru_cache
from importlib import import_module

import pandas as pd

from qantar.chapters.claims import evidence, replication
from qantar.chapters.claims.assessment import assess
from qantar.chapters.claims.frames import FACTS, GROUPS, REASONS, held
from qantar.chapters.claims.parameters import ClaimsParameters
from qantar.chapters.claims.rules import VERDICTS
from qantar.common.paths import CHAPTERS
from qantar.report import register
from qantar.report.chapter import Tables
from qantar.report.chapter import chapter_figures as of_chapter
from qantar.report.figures import Figure
from qantar.report.parameters import model_for, validate
from qantar.report.register import Computed

OTHERS = tuple(name for name in CHAPTERS if name != "claims")
TABLES = tuple(
    sorted(
        {*register.tables("claims"), *replication.TABLES}.union(
            *(import_module(f"qantar.chapters.{name}.figures").TABLES for name in OTHERS)
        )
    )
)


def chapter_figures(tables: Tables, parameters: ClaimsParameters) -> dict[str, Figure]:
    """The figures of all other chapters, at the edition's parameters, by id.

    Raises ParameterError where a chapter refuses its values.
    """
    return _of_others(tables, parameters.model_dump_json())


@lru_cache(maxsize=1)  # the chapter's own figures and the list of claims need them all
def _of_others(tables: Tables, parameters: str) -> dict[str, Figure]:
    given = ClaimsParameters.model_validate_json(parameters).chapters
    found: list[Figure] = []
    for name in OTHERS:
        values = validate(name, model_for(name), given.get(name, {}))
        found += of_chapter(name, tables, values)
    return {figure.id: figure for figure in found}


def evidence_figures(tables: Tables, parameters: ClaimsParameters) -> dict[str, Figure]:
    """All that verdicts rest on, by id: other chapters' figures and those that only claims need."""
    others = chapter_figures(tables, parameters)
    return with_own(others, evidence.values(tables, others))


def with_own(others: dict[str, Figure], own: dict[str, Computed]) -> dict[str, Figure]:
    """The other chapters' figures and the `own` computed ones, by id."""
    registered = register.read(register.path("claims"))
    entries = {name: registered[name] for name in own if name in registered}
    return {**others, **{figure.id: figure for figure in register.join("claims", entries, own, {})}}


def counts(assessed: pd.DataFrame) -> dict[str, Computed]:
    """Claims in all, by group, by verdict, and by verdict among the claims of substance."""
    groups = assessed["group"].value_counts()
    verdicts = assessed["verdict"].value_counts()
    substance = assessed.loc[assessed["group"] == "substance", "verdict"].value_counts()
    predictions = assessed[assessed["kind"] == "prediction"]
    facts_held, facts = held(assessed, FACTS)
    reasons_held, reasons = held(assessed, REASONS)
    return {
        "claims.facts": facts,
        "claims.facts_held": facts_held,
        "claims.reasons": reasons,
        "claims.reasons_held": reasons_held,
        "claims.total": len(assessed),
        "claims.computed": int((assessed["how"] == "computed").sum()),
        "claims.predictions": len(predictions),
        "claims.predictions_contradicted": int((predictions["verdict"] == "contradicted").sum()),
        **{f"claims.{group}": int(groups.get(group, 0)) for group in GROUPS},
        **{f"claims.{name}": int(verdicts.get(name, 0)) for name in VERDICTS},
        **{f"claims.substance_{name}": int(substance.get(name, 0)) for name in VERDICTS},
    }


def figures(tables: Tables, parameters: ClaimsParameters) -> dict[str, Computed]:
    """The values of the chapter's register."""
    others = chapter_figures(tables, parameters)
    own = evidence.values(tables, others)
    known = with_own(others, own)
    outcomes = replication.replicate(tables["published_numbers"], tables, known)
    return {**own, **counts(assess(tables, known)), **replication.counts(outcomes)}
