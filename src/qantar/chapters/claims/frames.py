"""Tables behind the page of the claims: groups, the score, the rules, the corrections."""

import pandas as pd

from qantar.chapters.claims.rules import ORDER, WORDS
from qantar.common.text import _

TOPIC_WORDS = {
    "politics": _("Politics and the events"),
    "wealth": _("Wealth"),
    "energy": _("Energy"),
    "mining": _("Mining"),
    "outlook": _("Outlook"),
    "geography": _("Geography and people"),
}
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
        "substance": _("Claims of substance"),
        "attribution": _("What somebody said or thought"),
        "geography": _("Geography"),
    }
    verdicts = [name for name in WORDS if name in set(assessed["verdict"])]
    counted = pd.crosstab(assessed["verdict"], assessed["group"])
    table = counted.reindex(index=verdicts, columns=list(GROUPS), fill_value=0)
    table = table.rename(index=WORDS, columns=heads)
    table[_("All")] = table.sum(axis=1)
    table.loc[_("All")] = table.sum()
    return table.rename_axis(index=_("Verdict"), columns=None)


def rules_table() -> pd.DataFrame:
    """The rules in the order tried, from the table by which the code decides, in words."""
    rows = [(WORDS[step.name], step.computed or _("never"), step.judged) for step in ORDER]
    heads = [_("Verdict"), _("Computed, where"), _("Judged, where")]
    return pd.DataFrame(rows, columns=heads).set_index(heads[0])


def corrections(assessed: pd.DataFrame) -> pd.DataFrame:
    """The claims whose correction matters most, in their order."""
    return assessed.dropna(subset=["matters"]).sort_values("matters", ignore_index=True)
