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
from qantar.common.text import _, listed
from qantar.report.country_names import format_sentence
from qantar.report.sentences import number


@chart(tables=("governance",))
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
            format_sentence(
                _("The table governance holds no electoral democracy index of {country}."),
                country=country,
            )
        )
    drawn = frame.assign(name=frame["iso3"].map(names))
    name = names[country]
    band = (
        alt.Chart(own)
        .mark_area(color=HERO, opacity=BAND_OPACITY)
        .encode(x=alt.X("year:Q"), y=alt.Y("low:Q"), y2="high:Q")
    )
    lines = hero_lines(
        drawn,
        "year",
        "value",
        "name",
        hero=name,
        named=set(drawn["name"]) - {name},
        form=DECIMAL_FINE,
        labels={"name": _("name"), "year": _("year"), "value": _("value")},
    )
    years = float(drawn["year"].min()), float(drawn["year"].max())
    mark = [Event(handover, str(handover), _("handover"))] if handover else []
    return Chart(
        altair=with_events(alt.layer(band, lines), mark, years, height=HEIGHT),
        data=drawn[["name", "iso3", "year", "value", "low", "high"]],
        title=_title(own, name, since),
        measure=_(
            "Electoral democracy index of V-Dem, 0 to 1, {first:.0f} to {last:.0f}. Band: 68 % "
            "interval of its experts. Grey: peers."
        ).format(first=years[0], last=years[1]),
        description=_description(drawn, own, name, handover),
        labels={
            "name": _("Country"),
            "iso3": _("Code"),
            "year": _("Year"),
            "value": _("Electoral democracy index"),
            "low": _("Low (68 %)"),
            "high": _("High (68 %)"),
        },
    )


def _title(own: pd.DataFrame, name: str, since: int) -> str:
    earlier, last = own[own["year"] == since], own.iloc[-1]
    words = {"country": name, "year": int(last["year"]), "since": since}
    before = None if earlier.empty or last["year"] <= since else earlier.iloc[0]
    match governance.change(before, last):
        case "up":
            return format_sentence(
                _("{country} is closer to democracy in {year} than in {since}"), **words
            )
        case "down":
            return format_sentence(
                _("{country} is farther from democracy in {year} than in {since}"), **words
            )
        case "none":
            title = _(
                "V-Dem gives {country}'s democracy {before} of 1 in {since} and {after} in {year}, "
                "with ranges that overlap"
            )
            before, after = (number(row["value"], ".2f") for row in (earlier.iloc[0], last))
            return format_sentence(title, before=before, after=after, **words)
    value = number(last["value"], ".2f")
    return format_sentence(_("{country} stands at {value} of 1 in {year}"), value=value, **words)


def _description(drawn: pd.DataFrame, own: pd.DataFrame, name: str, handover: int | None) -> str:
    last = drawn.sort_values("year").groupby("name").tail(1).sort_values("value")
    text = _(
        "V-Dem electoral democracy index from {first} to {end}, 0 to 1, one line a country; "
        "{country} is thick, with its 68 % interval ({low} to {high} in the last year). "
        "Last values: {values}."
    )
    if handover:
        text = _(
            "V-Dem electoral democracy index from {first} to {end}, 0 to 1, one line a country; "
            "{country} is thick, with its 68 % interval ({low} to {high} in the last "
            "year). A line marks the handover of {handover}. Last values: {values}."
        )
    return format_sentence(
        text,
        first=int(drawn["year"].min()),
        end=int(drawn["year"].max()),
        country=name,
        low=number(own.iloc[-1]["low"], ".2f"),
        high=number(own.iloc[-1]["high"], ".2f"),
        handover=handover,
        values=listed(
            f"{row.name} {number(row.value, '.2f')}"
            for row in last[["name", "value"]].itertuples(index=False)
        ),
    )
