"""What a careful reader objects to in a run of a chapter, as far as a machine can see it."""

import re
from collections.abc import Iterator

import pandas as pd
from chapter_run import Run

from qantar.charting.chart import Chart
from qantar.report.figures import Figure

NUMBER = r"[\d,]*\d(?:\.\d+)?(?:e[+-]?\d+)?"
PERCENT = "\u202f%"
# A share of one of these lies between none and all of it.
WHOLES = (
    r"(?:all|the) (?:\w+ ){0,2}(?:time|days?|windows|cases|draws|hours|months|blocks|year|wealth|"
    r"generation|electricity|mining|hash rate|income)|simulated cases|cases"
)
NOT_PLURAL = {
    *("across", "as", "does", "gas", "has", "hours'", "is", "its", "less", "plus", "this"),
    *("was", "us", "years'", "versus", "thus", "always", "gross"),
}
BANNED = (
    *("stands for 3.07", "is told differently", "haircut", "chapter's miner"),
    *("(recall)", "from memory", "medium confidence", "TODO", "lorem"),
)

_NO_NUMBER = re.compile(r"\b(?:nan|NaN|NaT|inf|null)\b|<NA>|\bNone\b(?! of)")
_UNFILLED = re.compile(r"(?<!:::)\{\w[\w.]*(?::[^}]*)?\}(?!`)")
_ONE = re.compile(r"(?<![\d.,\u2212-])1(?: US)? ([a-z-]*[a-z]s)\b")
_PAIR = re.compile(
    rf"\b(from|between) ({NUMBER})({PERCENT})?([^.;:]{{0,40}}?) "
    rf"(to|and) ({NUMBER})({PERCENT})?(?!\d)"
)
_EITHER = re.compile(
    rf"(?<![\d.,\u2212])({NUMBER}(?:{PERCENT})?) (?:or|to|against|rather than) \1(?![\d.,]*\d)"
)
_PERCENT = re.compile(rf"([\u2212-]?)({NUMBER}){PERCENT}(?: of ({WHOLES})\b)?")
_PUNCTUATION = re.compile(
    r"(?<=[^\s|])  (?=[^\s|])|[ \u00a0](?:[,.;!?]|:(?!:))(?!\d)|,,|(?<!\.)\.\.(?!\.)|"
    r"\(\s*\)|\(\s|\s\)|[,;](?=\n|$)|(?<!:):$|,\.|;\.|\[chart\]"
)
# Definitions of shares that are no part of a whole.
_BEYOND_ALL = re.compile(r"may lie outside|not included|over that of|change|growth|rise|fall", re.I)
_YEAR = re.compile(r"\b(?:in|since|until) 2,0\d\d\b")
_SIGNED_ZERO = re.compile(r"\u22120(?:\.0+)?(?![.\d])")
_EMPTY_COUNT = re.compile(r"\bthe 1 |(?<![\d.,])\b0 of 0\b")


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def faults_of_text(text: str) -> Iterator[str]:
    """What no sentence may hold: no number, a clash of number, an absurd per cent, loose ends."""
    for what, pattern in (
        ("no number", _NO_NUMBER),
        ("unfilled field", _UNFILLED),
        ("loose punctuation", _PUNCTUATION),
        ("the same twice", _EITHER),
        ("count of one or none", _EMPTY_COUNT),
        ("signed zero", _SIGNED_ZERO),
        ("a year in thousands", _YEAR),
    ):
        if found := pattern.search(text):
            yield f"{what} {found[0]!r}"
    for found in _ONE.finditer(text):
        if found[1] not in NOT_PLURAL:
            yield f"singular and plural {found[0]!r}"
    for found in _PERCENT.finditer(text):
        sign, size, whole = found[1], _number(found[2]), found[3]
        if size > 1000 or (whole and ((sign and size) or size > 100)):
            yield f"absurd share {found[0]!r}"
    for found in _PAIR.finditer(text):
        low, high = _number(found[2]), _number(found[6])
        if found[3] == found[7] and (low == high or (found[1] == "between" and low > high)):
            yield f"no span {found[0]!r}"
    for phrase in BANNED:
        if phrase in text:
            yield f"banned words {phrase!r}"


def faults_of_figure(figure: Figure) -> Iterator[str]:
    """Where value and range of a key figure contradict each other or its unit."""
    known = [one for one in (figure.low, figure.value, figure.high) if one is not None]
    if known != sorted(known):
        yield f"{figure.id}: not in order {known}"
    part = figure.unit in ("share", "probability") and not _BEYOND_ALL.search(figure.definition)
    if part and any(not -1 <= one <= 1 for one in known):
        yield f"{figure.id}: a share of {known}"


def faults_of_chart(chart: Chart) -> Iterator[str]:
    """A chart that shows nothing."""
    numbers = chart.data.select_dtypes("number")
    if chart.data.empty or (len(numbers.columns) and numbers.isna().all(axis=None)):
        yield f"{chart.origin.function}: an empty chart without a note"


def faults(run: Run) -> list[str]:
    """All that is wrong in a run, each with the text it stands in."""
    found = [f"{fault} in: {text}" for text in run.texts() for fault in faults_of_text(text)]
    for figure in run.chapter.figures.values():
        found += faults_of_figure(figure)
        found += [f"{fault} in {figure.id}" for fault in faults_of_text(figure.definition)]
    for chart in run.charts().values():
        if isinstance(chart, Chart):
            found += faults_of_chart(chart)
    empty = [one for one in run.shown if isinstance(one, pd.DataFrame) and one.empty]
    found += [f"an empty table of {', '.join(map(str, one.columns))}" for one in empty]
    twice = [text for text in set(run.sentences()) if run.sentences().count(text) > 1]
    return found + [f"said twice: {text}" for text in twice]
