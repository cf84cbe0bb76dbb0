"""Tables behind the page of the claims: groups, the score, the rules, the corrections."""

from collections.abc import Collection

import pandas as pd

from qantar.chapters.claims.rules import ORDER, WORDS
from qantar.common.text import N_, _
from qantar.report.sentences import Sentence

TOPIC_WORDS = {
    N_("article"): _("The article itself"),
    N_("politics"): _("Politics and the events"),
    N_("wealth"): _("Wealth"),
    N_("energy"): _("Energy"),
    N_("mining"): _("Mining"),
    N_("outlook"): _("Outlook"),
    N_("geography"): _("Geography and people"),
}
ABOUT = {False: _("Facts"), True: _("Causes and the future")}
FACTS = ("quantity", "ranking", "event")  # what had happened, or how large it was
REASONS = ("causal", "prediction")
GROUPS = ("substance", "attribution", "geography")
OUTCOMES = ("holds", "open", "fails")
OUTCOME_OF = {
    "supported": "holds",
    "roughly": "holds",
    "disputed": "open",
    "unverifiable": "open",
    "opinion": "open",
    "outdated": "fails",
    "contradicted": "fails",
}


def group_of(topic: str, kind: str) -> str:
    """Geography apart, then what somebody is said to have said or thought; the rest has substance.

    That somebody said a thing is easily true, and so are lines of a country profile: a score over
    all would flatter.
    """
    if topic == "geography":
        return "geography"
    return "attribution" if kind == "attribution" else "substance"


def score(assessed: pd.DataFrame) -> pd.DataFrame:
    """Claims of substance by topic and outcome: topic, outcome, claims (count, zeros included)."""
    substance = assessed[assessed["group"] == "substance"]
    counted = pd.crosstab(substance["topic"], substance["verdict"].map(OUTCOME_OF))
    topics = [topic for topic in TOPIC_WORDS if topic in counted.index]
    whole = counted.reindex(index=topics, columns=list(OUTCOMES), fill_value=0)
    whole.columns.name = "outcome"
    return whole.stack().rename("claims").reset_index()


def by_group(assessed: pd.DataFrame) -> pd.DataFrame:
    """Claims by group and verdict, with a line and a column of totals, in words."""
    heads = {
        "substance": _("Substance"),
        "attribution": _("Said or thought"),
        N_("geography"): _("Geography"),
    }
    verdicts = [name for name in WORDS if name in set(assessed["verdict"])]
    counted = pd.crosstab(assessed["verdict"], assessed["group"])
    table = counted.reindex(index=verdicts, columns=list(GROUPS), fill_value=0)
    table = table.rename(index=WORDS, columns=heads)
    table[_("All")] = table.sum(axis=1)
    table.loc[_("All")] = table.sum()
    return table.rename_axis(index=None, columns=None)


def rules_list() -> Sentence:
    """The rules in the order tried, from the table by which the code decides, as a list."""
    both = _("{place}. **{verdict}**. Computed: {computed}. Judged: {judged}.")
    only = _("{place}. **{verdict}**. Never computed. Judged: {judged}.")
    lines = [
        (both if step.applies else only).format(
            place=place, verdict=WORDS[step.name], computed=step.computed, judged=step.judged
        )
        for place, step in enumerate(ORDER, start=1)
    ]
    return Sentence("\n".join(lines))


def held(assessed: pd.DataFrame, kinds: Collection[str], outcome: str = "holds") -> tuple[int, int]:
    """How many claims of substance of these kinds have an outcome, and how many there are."""
    own = assessed[(assessed["group"] == "substance") & assessed["kind"].isin(kinds)]
    return int(own["verdict"].map(OUTCOME_OF).eq(outcome).sum()), len(own)


def leans_on_facts(assessed: pd.DataFrame) -> bool:
    """Whether most claims about facts hold, and under half of those about causes and future."""
    (facts, of_facts), (reasons, of_reasons) = (held(assessed, kinds) for kinds in (FACTS, REASONS))
    return 2 * facts > of_facts and 2 * reasons < of_reasons


def corrections(assessed: pd.DataFrame) -> pd.DataFrame:
    """The claims whose correction matters most, in their order."""
    return assessed.dropna(subset=["matters"]).sort_values("matters", ignore_index=True)
