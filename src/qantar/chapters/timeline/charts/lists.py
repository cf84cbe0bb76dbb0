"""Lists printed as text: the days on a phone, the people, turning points, outcomes."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup

from qantar.common import language
from qantar.common.outputs import mimebundle
from qantar.common.text import _, clauses, listed
from qantar.report import day
from qantar.report.template import environment

AREAS = {"people": _("People"), "power": _("Power"), "law": _("Law"), "money": _("Money")}
# Order and names of what a card says of a person.
KINDS = {
    "action": "",
    "accusation": _("Against"),
    "verdict": _("Verdict"),
    "answer": _("In defence"),
    "afterwards": _("Since"),
}


class Entry(NamedTuple):
    """A statement under its subject, with who says so and the address of that, where it has one."""

    subject: str
    words: str
    source: str
    url: str | None
    when: str = ""

    @property
    def who(self) -> Markup:
        """HTML of who says so, and when."""
        parts = language.marked(self.source), self.when
        return Markup(language.current().comma).join(filter(None, parts))

    def __str__(self) -> str:
        return f"{self.subject} {self.words} ({self.source})"


class Day(NamedTuple):
    """A day of a rail: its entries, and the state of the internet with what to say of it."""

    date: str
    entries: Sequence[Entry]
    weekday: str = ""
    state: str = ""
    said: Sequence[str] = ()

    def __str__(self) -> str:
        return f"{self.date}: {clauses([*self.said, *map(str, self.entries)])}"


class Listing:
    """A list as HTML, by a macro of ``templates/lists.html``, and as plain `lines` where a
    notebook is stored.
    """

    def __init__(self, lines: Sequence[str], macro: str, *values: Any) -> None:
        made = environment(__package__).get_template("lists.html").module
        self.markup, self.lines = str(getattr(made, macro)(*values)), list(lines)

    def __repr__(self) -> str:
        return "\n".join(self.lines)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        plain = {"text/plain": repr(self)}
        return mimebundle(lambda: plain, lambda: {**plain, "text/html": self.markup})


def rail(days: Sequence[Day], *, name: str, phone_key: str = "") -> Listing:
    """A list by date with a rail; `phone_key` says what that of a list for phones alone shows."""
    return Listing([str(one) for one in days], "rail", days, name, phone_key)


def dated_list(points: pd.DataFrame, *, name: str) -> Listing:
    """Turning points by date, each with what happened and a link to its source.

    points: as from chronicle.turning_points.
    """
    days = [
        Day(row.when, [Entry(f"{_capital(row.label)}.", row.detail, row.publisher, row.url)])
        for row in points.itertuples()
    ]
    return rail(days, name=name)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def outcome_list(outcomes: pd.DataFrame) -> Listing:
    """What came of it, by area and date, each statement with who says so and a link to the source.

    outcomes: area, date, statement, attributed_to, source_url (a row without a statement is left
    out).
    """
    told = outcomes.dropna(subset=["statement"]).sort_values("date", kind="stable")
    areas = [
        (
            name,
            [
                Entry(day(row.date), row.statement, row.attributed_to, row.source_url)
                for row in told[told["area"] == area].itertuples()
            ],
        )
        for area, name in AREAS.items()
    ]
    lines = [
        f"{listed([name, one.subject])}: {one.words} ({one.source})"
        for name, entries in areas
        for one in entries
    ]
    return Listing(lines, "outcomes", areas)


def people_cards(people: pd.DataFrame) -> Listing:
    """A card a person: role, deeds, accusation and answer, verdict with its court, since.

    people: one row a statement: person, kind, date, statement, attributed_to, court, closed_trial,
    source_url.
    """
    cards, lines = [], []
    for person, own in people.groupby("person", sort=False):
        role = own.loc[own["kind"] == "role", "statement"].iloc[0]
        told = own[own["kind"].isin(KINDS)]
        cards.append((person, role, [_statement(row) for row in told.itertuples()]))
        lines.append(f"{person}, {role}. " + " ".join(told["statement"]))
    return Listing(lines, "people", cards)


def _statement(row: Any) -> Entry:
    court = "" if pd.isna(row.court) else row.court
    if court and pd.isna(row.closed_trial):
        court = _("{court}; whether the trial was closed was not found").format(court=court)
    elif court and row.closed_trial:
        court = _("{court}, closed trial").format(court=court)
    who = court or row.attributed_to
    return Entry(KINDS[row.kind], row.statement, who, row.source_url, day(row.date))
