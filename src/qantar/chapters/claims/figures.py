"""The claims chapter: every other chapter's figures, the verdict on each claim, and counts of
verdicts.
"""

from collections.abc import Mapping
from importlib import import_module
from string import Formatter

import pandas as pd

from qantar.chapters.claims import evidence as claim_figures
from qantar.chapters.claims import replication
from qantar.chapters.claims.parameters import ClaimsParameters
from qantar.chapters.claims.rules import VERDICTS, Evidence, Rule, sides, verdict
from qantar.common.errors import FigureError
from qantar.common.paths import CHAPTERS
from qantar.common.text import _
from qantar.report.aliases import refuse_renamed
from qantar.report.chapter import Tables
from qantar.report.chapter import chapter_figures as of_chapter
from qantar.report.figures import Figure
from qantar.report.parameters import model_for, validate
from qantar.report.sentences import fill

OTHERS = tuple(name for name in CHAPTERS if name != "claims")
TABLES = tuple(
    sorted(
        {*claim_figures.TABLES, *replication.TABLES}.union(
            *(import_module(f"qantar.chapters.{name}.figures").TABLES for name in OTHERS)
        )
    )
)


def chapter_figures(tables: Tables, parameters: ClaimsParameters) -> dict[str, Figure]:
    """The figures of all other chapters, at the edition's parameters, by id.

    Raises ParameterError where a chapter refuses its values.
    """
    found: list[Figure] = []
    for name in OTHERS:
        values = validate(name, model_for(name), parameters.chapters.get(name, {}))
        found += of_chapter(name, tables, values)
    return {figure.id: figure for figure in found}


def evidence_figures(tables: Tables, parameters: ClaimsParameters) -> dict[str, Figure]:
    """All that verdicts rest on, by id: other chapters' figures and those that only claims need."""
    others = chapter_figures(tables, parameters)
    return {
        **others,
        **{figure.id: figure for figure in claim_figures.claim_figures(tables, others)},
    }


def _rule(row: pd.Series) -> Rule:
    tolerance = 0.0 if pd.isna(row["tolerance"]) else float(row["tolerance"])
    no_effect = None if pd.isna(row["no_effect"]) else float(row["no_effect"])
    return Rule(row["rule"], row["comparison"], float(row["target"]), tolerance, no_effect)


def _evidence(
    row: pd.Series, figures: Mapping[str, Figure]
) -> tuple[Evidence, list[tuple[str, float]]]:
    """The evidence for one rule, and every count of the number with its name.

    A figure that these parameters do not give (another year, say) leaves the claim without
    evidence.
    """
    named = [row["figure"], row["last_true"], *str(row["others"]).split(";")]
    refuse_renamed(named, f"claim_rules.csv: {row['claim_id']}")
    figure = figures.get(row["figure"])
    if figure is None:
        return Evidence(None), []
    counts = [] if figure.value is None else [(_("the newest figure"), float(figure.value))]
    interval = not pd.isna(row["no_effect"])
    if not interval:
        bounds = [(_("the lowest count"), figure.low), (_("the highest count"), figure.high)]
        counts += [
            (name, float(bound)) for name, bound in bounds if bound not in (None, figure.value)
        ]
    for name in [] if pd.isna(row["others"]) else row["others"].split(";"):
        other = figures.get(name.strip())
        if other is not None and other.value is not None:
            counts.append((f"{other.definition} ({other.as_of})", float(other.value)))
    stated = None if pd.isna(row["stated_date"]) else int(row["stated_date"][:4])
    last = None if row["last_true"] not in figures else figures[row["last_true"]].value
    evidence = Evidence(
        figure.value,
        figure.low if interval else None,
        figure.high if interval else None,
        tuple(value for __, value in counts[1:]),
        stated,
        None if last is None else int(last),
    )
    return evidence, counts


def _depends(rule: Rule, counts: list[tuple[str, float]], result: str) -> str:
    """Which counts make the claim true and which do not, where they differ."""
    holding, failing = sides(rule, counts)
    if result == "disputed" and not holding:
        return _("It depends on the count: some lie below what is stated, others above.")
    if not holding or not failing:
        return ""
    return _("It depends on the source. True by: {holding}. Not true by: {failing}.").format(
        holding="; ".join(holding), failing="; ".join(failing)
    )


def _judged(row: pd.Series, figures: Mapping[str, Figure]) -> dict[str, str]:
    if pd.isna(row["rule"]):
        return {
            "verdict": row["editorial_verdict"],
            "how": "editorial",
            "depends": "",
            "rule_words": "",
            "tables": "",
        }
    rule = _rule(row)
    evidence, counts = _evidence(row, figures)
    result = verdict(rule, evidence)
    depends = "" if rule.no_effect is not None else _depends(rule, counts, result)
    words = f"{row['figure']} {rule.comparison} {rule.target:.12g}"
    if rule.tolerance:
        words += f" ± {rule.tolerance:.12g}"
    tables = figures[row["figure"]].tables if row["figure"] in figures else ()
    return {
        "verdict": result,
        "how": "computed",
        "depends": depends,
        "rule_words": words,
        "tables": ";".join(tables),
    }


def _finding(row: pd.Series, figures: Mapping[str, Figure]) -> dict[str, str]:
    if pd.isna(row["finding"]):
        return {"finding": "", "finding_linked": ""}
    missing = _("With these parameters the figure that would test this claim is not computed.")
    wanted = [name for __, name, __, __ in Formatter().parse(row["finding"]) if name]
    refuse_renamed(wanted, f"claim_rules.csv: {row['claim_id']}")
    known = all(name in figures or name.rpartition(".")[0] in figures for name in wanted)
    sentence = fill(row["finding"] if known else missing, figures, {}, otherwise=missing)
    return {"finding": sentence.text, "finding_linked": sentence.linked}


def assess(
    claims: pd.DataFrame, rules: pd.DataFrame, figures: Mapping[str, Figure]
) -> pd.DataFrame:
    """Every claim with its verdict: both tables' columns and how, depends, rule_words, tables,
    finding.

    claims, rules: tables ``claims`` and ``claim_rules``; all columns are text, empty where missing,
    but for the numbers of the rules. Raises FigureError where a claim has neither rule nor
    editorial verdict.
    """
    both = claims.merge(rules, on="claim_id", validate="one_to_one").sort_values(
        "claim_id", ignore_index=True
    )
    unsettled = both.loc[both["rule"].isna() & both["editorial_verdict"].isna(), "claim_id"]
    if len(unsettled):
        raise FigureError(
            f"claim_rules.csv: claim {unsettled.iloc[0]} has no rule and no editorial verdict"
        )
    added = pd.DataFrame(
        [{**_judged(row, figures), **_finding(row, figures)} for __, row in both.iterrows()]
    )
    kept = both.drop(columns="finding")
    # What was noted while looking for evidence no longer holds where a rule has settled the claim.
    kept[["note", "confidence"]] = kept[["note", "confidence"]].where(both["rule"].isna(), "")
    return pd.concat([kept.assign(**kept.select_dtypes("str").fillna("")), added], axis=1)


def _counts(assessed: pd.DataFrame) -> list[Figure]:
    source = ("claims", "claim_rules")

    def counted(name: str, mask: pd.Series, definition: str) -> Figure:
        return Figure(f"claims.{name}", int(mask.sum()), "claims", "2022-01", source, definition)

    everything = assessed["claim_id"].notna()
    predictions = assessed["kind"] == "prediction"
    return [
        counted("total", everything, _("Claims of the article, restated one by one")),
        counted(
            "computed",
            assessed["how"] == "computed",
            _("Claims whose verdict a rule computes from key figures"),
        ),
        counted("predictions", predictions, _("Claims that foretell something")),
        counted(
            "predictions_contradicted",
            predictions & (assessed["verdict"] == "contradicted"),
            _("Predictions with the verdict contradicted"),
        ),
        *(
            counted(
                name,
                assessed["verdict"] == name,
                _("Claims with the verdict {name}").format(name=name),
            )
            for name in VERDICTS
        ),
    ]


def figures(tables: Tables, parameters: ClaimsParameters) -> list[Figure]:
    """The claims' own figures: evidence that only they need, counts of verdicts, replications."""
    others = chapter_figures(tables, parameters)
    own = claim_figures.claim_figures(tables, others)
    evidence = {**others, **{figure.id: figure for figure in own}}
    assessed = assess(tables["claims"], tables["claim_rules"], evidence)
    outcomes = replication.replicate(tables["published_numbers"], tables, evidence)
    return [
        *own,
        *_counts(assessed),
        *replication.counts(outcomes),
    ]
