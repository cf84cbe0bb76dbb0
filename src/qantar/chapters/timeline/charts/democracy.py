"""V-Dem's index of electoral democracy: the country among its peers, with the handover of power."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from qantar.chapters.timeline import governance
from qantar.charting import Chart, NoData, chart
from qantar.charting.colours import HERO
from qantar.charting.events import Event, with_events
from qantar.charting.marks import hero_lines
from qantar.charting.style import BAND_OPACITY, DECIMAL_FINE, HEIGHT
from qantar.common.text import _, clauses, listed
from qantar.report.sentences import number


@chart(tables=("governance",), publishers=("V-Dem Institute",))
def democracy(
    frame: pd.DataFrame, names: Mapping[str, str], *, country: str, handover: int | None, since: int
) -> Chart:
    """The country's index with its interval, and its peers', by year; a handover is marked.

    frame: iso3, year, value, low, high (0 to 1); names: name by iso3; since: the year compared with
    the last.
    """
    own = frame[frame["iso3"] == country]
    if own.empty:
        raise NoData(
            _("The table governance holds no electoral democracy index of {country}."),
            country=country,
        )
    drawn, name = frame.assign(name=frame["iso3"].map(names)), names[country]
    labels = {
        "name": _("Country"),
        "iso3": _("Code"),
        "year": _("Year"),
        "value": _("Electoral democracy index (0 to 1)"),
        "low": _("Low (68 %)"),
        "high": _("High (68 %)"),
    }
    band = alt.Chart(own).mark_area(color=HERO, opacity=BAND_OPACITY)
    lines = hero_lines(
        drawn,
        "year",
        "value",
        "name",
        hero=name,
        named=set(drawn["name"]) - {name},
        form=DECIMAL_FINE,
        labels=labels,
    )
    layers = alt.layer(band.encode(x="year:Q", y="low:Q", y2="high:Q"), lines)
    first, end, last = int(drawn["year"].min()), int(drawn["year"].max()), own.iloc[-1]
    marked = [Event(handover, str(handover), _("handover"))] if handover else []
    latest = drawn.sort_values("year").groupby("name").tail(1).sort_values("value")
    told = own["year"].min(), since, own["year"].max()
    values = latest["name"] + " " + latest["value"].map(_shown)
    return Chart(
        altair=with_events(layers, marked, (first, end), height=HEIGHT),
        data=drawn[["name", "iso3", "year", "value", "low", "high"]],
        title=_title(own, since),
        measure=_(
            "Electoral democracy index of V-Dem, 0 to 1, {first:.0f} to {last:.0f}. Band: 68 % "
            "interval of its experts. Grey: peers."
        ),
        description=_description(handover),
        words={
            "country": name,
            "since": since,
            "year": int(last["year"]),
            "value": _shown(last["value"]),
            "before": listed(own.loc[own["year"] == since, "value"].map(_shown)),
            "after": _shown(last["value"]),
            "first": first,
            "last": end,
            "end": end,
            "handover": handover,
            "values": listed(values),
            "own": clauses(
                _("{value} ({low} to {high}) in {year}").format(
                    value=_shown(row.value),
                    low=_shown(row.low),
                    high=_shown(row.high),
                    year=row.year,
                )
                for row in own[own["year"].isin(told)].itertuples()
            ),
        },
        labels=labels,
    )


def _shown(index: float) -> str:
    return number(index, ".2f")


def _title(own: pd.DataFrame, since: int) -> str:
    earlier, last = own[own["year"] == since], own.iloc[-1]
    before = None if earlier.empty or last["year"] <= since else earlier.iloc[0]
    return {
        "up": _("{country} is closer to democracy in {year} than in {since}"),
        "down": _("{country} is farther from democracy in {year} than in {since}"),
        "none": _(
            "Experts rate {country}'s democracy at {before} of 1 in {since} and {after} in {year}, "
            "with ranges that overlap"
        ),
        None: _("{country} stands at {value} of 1 in {year}"),
    }[governance.change(before, last)]


def _description(handover: int | None) -> str:
    if handover:
        return _(
            "V-Dem electoral democracy index from {first} to {end}, 0 to 1, one line a country; "
            "{country} is thick, with its 68 % interval: {own}. A line marks the handover of "
            "{handover}. Last values: {values}."
        )
    return _(
        "V-Dem electoral democracy index from {first} to {end}, 0 to 1, one line a country; "
        "{country} is thick, with its 68 % interval: {own}. Last values: {values}."
    )
