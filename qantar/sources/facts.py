"""Cited single figures from texts: three collections (energy, mining, wealth) in one table."""

import re

import pandas as pd

from qantar.errors import RefreshError
from qantar.sources.base import Inputs, Publisher, RemoteFile, table

COLLECTIONS = ("energy-facts.csv", "mining-facts.csv", "wealth-facts.csv")
PUBLISHER = Publisher(
    id="",
    title="Cited facts",
    publisher="The Qantar contributors",
    url="",
    mode="manual",
    files=tuple(RemoteFile(name) for name in COLLECTIONS),
    why_manual="a collection of this project: each figure was read in a text and entered by hand",
)
GRADES = ("high", "medium", "low", "recall")
# A grade of this collection that is none of the four: figures worked out from other rows.
DERIVED = "derived"


ENCYCLOPAEDIA = r"wiki|liquisearch"
REPUBLICATION = r"citing|repost|republ|mirror|\bvia\b|\bafter\b|/ Sputnik|, reporting "


def _citation(publisher: str, address: str) -> str:
    """direct, republication (another's text), encyclopaedia (or a copy of one), none (no address)."""
    if not address:
        return "none"
    if re.search(ENCYCLOPAEDIA, f"{publisher} {address}", re.IGNORECASE):
        return "encyclopaedia"
    return "republication" if re.search(REPUBLICATION, publisher, re.IGNORECASE) else "direct"


def _grade(confidence: str) -> tuple[str, str | None]:
    """The grade and what the collection adds to it, e.g. ``high (as reported)`` -> (high, as reported)."""
    if confidence == DERIVED:
        return "low", "derived from other rows by the collectors"
    grade, _, rest = confidence.partition(" ")
    if grade not in GRADES:
        raise RefreshError(
            f"facts: confidence {confidence!r}; it should begin with one of {', '.join(GRADES)}"
        )
    note = rest.replace("(", "").replace(")", "").strip()
    return grade, note or None


@table("facts", inputs=COLLECTIONS)
def facts(inputs: Inputs) -> pd.DataFrame:
    """id, topic, date, value, unit, statement, source_*, citation, confidence, note: text, by id."""
    wanted = ("id", "topic", "date_or_year", "value", "unit", "statement", "confidence")
    sources = ("source_title", "source_publisher", "source_url")
    parts = [
        inputs.csv(name, (*wanted, *sources), dtype="str", keep_default_na=False) for name in COLLECTIONS
    ]
    frame = pd.concat(parts, ignore_index=True).rename(columns={"date_or_year": "date"})
    grades = frame["confidence"].map(_grade)
    frame["confidence"] = [grade for grade, _ in grades]
    frame["note"] = [note for _, note in grades]
    pairs = zip(frame["source_publisher"], frame["source_url"], strict=True)
    frame["citation"] = [_citation(*pair) for pair in pairs]
    columns = [
        "id",
        "topic",
        "date",
        "value",
        "unit",
        "statement",
        *sources,
        "citation",
        "confidence",
        "note",
    ]
    texts = frame[columns].replace("", None)
    return texts.sort_values("id", ignore_index=True)
