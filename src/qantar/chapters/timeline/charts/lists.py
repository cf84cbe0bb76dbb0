"""Lists printed as text: the days on a phone, the people, turning points, outcomes."""

import html
from collections.abc import Sequence
from typing import Any

import pandas as pd

from qantar.common import language
from qantar.common.outputs import mimebundle
from qantar.common.text import _, clauses, listed
from qantar.report import day

AREAS = {"people": _("People"), "power": _("Power"), "law": _("Law"), "money": _("Money")}
# Order and names of what a card says of a person.
KINDS = {
    "action": "",
    "accusation": _("Against"),
    "verdict": _("Verdict"),
    "answer": _("In defence"),
    "afterwards": _("Since"),
}


class Listing:
    """A list as HTML, and as plain lines where a notebook is stored."""

    def __init__(self, markup: str, lines: Sequence[str]) -> None:
        self.markup, self.lines = markup, list(lines)

    def __repr__(self) -> str:
        return "\n".join(self.lines)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        plain = {"text/plain": repr(self)}
        return mimebundle(plain, lambda: {**plain, "text/html": self.markup})


def link(text: str, url: str | None) -> str:
    """HTML as a link; as it is where there is no address."""
    return text if url is None or pd.isna(url) else f'<a href="{html.escape(url)}">{text}</a>'


def _name(words: str) -> str:
    """HTML of a name, which may stand in the source's language."""
    return language.marked(html.escape(words))


def markup(subject: str, words: str, source: str, url: str | None) -> tuple[str, str]:
    """One entry of a list, as HTML and as plain text: subject (bold), words, link to the source."""
    linked = link(_name(source), url)
    said = f"<strong>{html.escape(subject)}</strong> {html.escape(words)} {linked}"
    return said, f"{subject} {words} ({source})"


def rail(
    days: Sequence[tuple[str, str, tuple[str, str], Sequence[tuple[str, str]]]],
    *,
    name: str,
    phone_only: bool = False,
) -> Listing:
    """A list by date with a rail: (date, day of the week, (state, its words), entries) a day."""
    items, lines = [], []
    for date, weekday, (state, words), entries in days:
        small = f"<span>{html.escape(weekday)}</span>" if weekday else ""
        head = f'<li class="qantar-state">{html.escape(words)}</li>' if words else ""
        body = "".join(f"<li>{entry}</li>" for entry, _plain in entries)
        items.append(
            f'<li data-state="{state}"><p class="qantar-when">{html.escape(date)}{small}</p>'
            f"<ul>{head}{body}</ul></li>"
        )
        lines += [
            f"{date}: " + clauses(filter(None, (words, *(plain for _entry, plain in entries))))
        ]
    kind = "qantar-rail qantar-phone" if phone_only else "qantar-rail"
    return Listing(
        f'<ol class="{kind}" aria-label="{html.escape(name)}">{"".join(items)}</ol>', lines
    )


def dated_list(points: pd.DataFrame, *, name: str) -> Listing:
    """Turning points by date, each with what happened and a link to its source.

    points: as from chronicle.turning_points.
    """
    days = [
        (
            row.when,
            "",
            ("", ""),
            [markup(f"{_capital(row.label)}.", row.detail, row.publisher, row.url)],
        )
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
    told = outcomes.dropna(subset=["statement"])
    parts, lines = [], []
    for area, name in AREAS.items():
        own = told[told["area"] == area].sort_values("date", kind="stable")
        items = "".join(
            f'<li><p class="qantar-when">{day(row.date)}</p><p>{html.escape(row.statement)} '
            f"{link(_name(row.attributed_to), row.source_url)}</p></li>"
            for row in own.itertuples()
        )
        parts.append(f"<section><h3>{name}</h3><ol>{items}</ol></section>")
        lines += [
            f"{listed([name, day(row.date)])}: {row.statement} ({row.attributed_to})"
            for row in own.itertuples()
        ]
    return Listing(f'<div class="qantar-outcomes">{"".join(parts)}</div>', lines)


def people_cards(people: pd.DataFrame) -> Listing:
    """A card a person: role, deeds, accusation and answer, verdict with its court, since.

    people: one row a statement: person, kind, date, statement, attributed_to, court, closed_trial,
    source_url.
    """
    cards, lines = [], []
    for person, own in people.groupby("person", sort=False):
        role = own.loc[own["kind"] == "role", "statement"].iloc[0]
        told = own[own["kind"].isin(KINDS)]
        body = "".join(f"<p>{_statement(row)}</p>" for row in told.itertuples())
        cards.append(
            f"<article><h3>{html.escape(person)}</h3>"
            f'<p class="qantar-role">{html.escape(role)}</p>{body}</article>'
        )
        lines.append(f"{person}, {role}. " + " ".join(told["statement"]))
    return Listing(f'<div class="qantar-people">{"".join(cards)}</div>', lines)


def _statement(row: Any) -> str:
    name = f"<strong>{KINDS[row.kind]}:</strong> " if KINDS[row.kind] else ""
    who = _name(row.attributed_to if pd.isna(row.court) else row.court)
    if pd.notna(row.closed_trial) and row.closed_trial:
        who = _("{court}, closed trial").format(court=who)
    who = listed(filter(None, (who, html.escape(day(row.date)))))
    return f"{name}{html.escape(row.statement)} {link(who, row.source_url)}"
