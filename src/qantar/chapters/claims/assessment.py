"""Every claim with its verdict: computed by its rule from key figures, or judged from sources."""

import re
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any

import pandas as pd

from qantar.chapters.claims.frames import group_of
from qantar.chapters.claims.rules import Count, Evidence, Rule, verdict
from qantar.common.dates import SHORT
from qantar.common.errors import FigureError
from qantar.common.text import _
from qantar.report.aliases import refuse_renamed
from qantar.report.chapter import Tables
from qantar.report.figures import Figure
from qantar.report.sentences import fill

TABLES = ("claims", "claim_rules", "claim_sources")

Figures = Mapping[str, Figure]
_UNITS = "|".join(("MW", "tenge", "million", "billion", *SHORT))
_MONTHS = "|".join(f"(?<={month})" for month in SHORT)
_UNBROKEN = re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b|%)|(?:{_MONTHS}) (?=\d{{4}})")


def _names(row: pd.Series, column: str) -> list[str]:
    return [] if pd.isna(row[column]) else [name.strip() for name in row[column].split(";")]


def _number(row: pd.Series, column: str) -> float | None:
    return None if pd.isna(row[column]) else float(row[column])


def _rule(row: pd.Series) -> Rule:
    tolerance = _number(row, "tolerance") or 0.0
    return Rule(
        row["rule"], row["comparison"], float(row["target"]), tolerance, _number(row, "no_effect")
    )


def _counts(row: pd.Series, figures: Figures, sources: pd.DataFrame) -> tuple[Count, ...]:
    """Other counts of the same thing: figures, methods of the figure, and counts of sources."""
    figure = figures[row["figure"]]
    named = [figures[name] for name in _names(row, "others") if name in figures]
    found = [Count(other.value, other.as_of) for other in named if other.value is not None]
    if figure.range_kind == "methods":
        found += [Count(end, figure.as_of) for end in _ends(figure)]
    given = sources[sources["value"].notna() & (sources["counts"] == row["counts"])]
    found += [Count(float(one.value), one.as_of) for one in given.itertuples()]
    return tuple(found)


def _ends(figure: Figure) -> list[float]:
    """The known ends of a figure's range other than its value."""
    return [end for end in (figure.low, figure.high) if end is not None and end != figure.value]


def _evidence(row: pd.Series, figures: Figures, sources: pd.DataFrame) -> Evidence:
    """What is known of the number that a rule tests.

    A figure that these parameters do not give (another year, say) leaves the claim without
    evidence.
    """
    figure = figures.get(row["figure"])
    if figure is None:
        return Evidence(None)
    interval = not pd.isna(row["no_effect"])
    last = figures.get(row["last_true"])
    return Evidence(
        figure.value,
        figure.low if interval else None,
        figure.high if interval else None,
        counts=_counts(row, figures, sources),
        earlier=tuple(_ends(figure)) if figure.range_kind == "vintages" else (),
        stated_date="" if pd.isna(row["stated_date"]) else row["stated_date"],
        last_true_year=None if last is None or last.value is None else int(last.value),
    )


def _judged(row: pd.Series, figures: Figures, sources: pd.DataFrame) -> dict[str, Any]:
    if pd.isna(row["rule"]):
        return {"verdict": row["editorial_verdict"], "how": "judged", "tables": ()}
    named = [row["figure"], *_names(row, "last_true"), *_names(row, "others")]
    refuse_renamed(named, f"claim_rules.csv: {row['claim_id']}")
    tables = figures[row["figure"]].tables if row["figure"] in figures else ()
    return {
        "verdict": verdict(_rule(row), _evidence(row, figures, sources)),
        "how": "computed",
        "tables": tables,
    }


def _fields(template: str) -> list[str]:
    return [name for _text, name, _form, _conversion in Formatter().parse(template) if name]


def quoted(template: str, figures: Iterable[str]) -> list[str]:
    """Ids of the key figures that a sentence quotes, without attributes such as ``.as_of``."""
    fields = _fields(template)
    return [name if name in figures else name.rpartition(".")[0] for name in fields]


def _unbroken(text: str) -> str:
    """The text with no line break between a number and its unit, or inside a date."""
    return _UNBROKEN.sub("\u00a0", text)


def _sentences(row: pd.Series, figures: Figures) -> dict[str, Any]:
    """Finding and reason, plain and with links; one sentence instead where a figure is missing."""
    missing = _("With these parameters a figure that this claim needs is not computed.")
    filled: dict[str, Any] = {}
    for column in ("finding", "why"):
        template = row[column]
        fields = _fields(template)
        named = {*fields, *(name.rpartition(".")[0] for name in fields)}
        refuse_renamed(named, f"claims.csv: {row['claim_id']}")
        known = all(name in figures for name in quoted(template, figures))
        sentence = fill(template if known else missing, figures, {}, otherwise=missing)
        filled[column] = _unbroken(sentence.text)
        filled[f"{column}_linked"] = _unbroken(sentence.linked)
    return filled


def _rests_on(row: pd.Series, figures: Figures) -> tuple[str, ...]:
    """Ids of all that a verdict rests on: key figures, then facts, events and tables."""
    quotes = [name for column in ("finding", "why") for name in quoted(row[column], figures)]
    tested = [] if pd.isna(row["rule"]) else [row["figure"]]
    return tuple(dict.fromkeys([*tested, *quotes, *_names(row, "evidence")]))


def assess(tables: Tables, figures: Figures) -> pd.DataFrame:
    """Every claim with its verdict, in the order of ids.

    tables: TABLES; figures: all that verdicts rest on, by id. The columns of claims and
    claim_rules, and group, verdict, how (computed, judged), finding and why (filled, and
    ``…_linked``), tables, rests_on (tuples). Raises FigureError where a claim has neither rule nor
    verdict.
    """
    both = (
        tables["claims"]
        .merge(tables["claim_rules"], on="claim_id", validate="one_to_one")
        .sort_values("claim_id", ignore_index=True)
    )
    unsettled = both.loc[both["rule"].isna() & both["editorial_verdict"].isna(), "claim_id"]
    if len(unsettled):
        raise FigureError(
            f"claim_rules.csv: claim {unsettled.iloc[0]} has no rule, and claims.csv no verdict"
        )
    of_claim = dict(tuple(tables["claim_sources"].groupby("claim_id")))
    none = tables["claim_sources"].iloc[:0]
    added = pd.DataFrame(
        [
            {
                "group": group_of(row["topic"], row["kind"]),
                "restatement": _unbroken(row["restatement"]),
                **_judged(row, figures, of_claim.get(row["claim_id"], none)),
                **_sentences(row, figures),
                "rests_on": _rests_on(row, figures),
            }
            for __, row in both.iterrows()
        ]
    )
    return pd.concat([both.drop(columns=["restatement", "finding", "why"]), added], axis=1)
