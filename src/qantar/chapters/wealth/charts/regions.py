"""Charts of the region where it began, among all others: poverty and real income."""

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.words import percent
from qantar.charting import Chart, NoData, chart, colours, marks, style
from qantar.charting.events import Event, with_events
from qantar.common.text import _, named
from qantar.report.sentences import number

COUNTRY = named("Kazakhstan")
JANUARY_2022 = 2022
# From this ratio on a rise is called a doubling.
DOUBLED = 1.9
BASE = 100  # index of the base year
STOOD_STILL = 3  # points of the index within which nothing has moved


@chart(tables=("regions",))
def poverty(frame: pd.DataFrame, *, region: str, year: int) -> Chart:
    """Poverty by region, one line each. frame: region, year, value (share)."""
    frame, region = frame.assign(region=frame["region"].map(named)), named(region)
    own = frame[frame["region"] == region].set_index("year")["value"]
    if not {year, year - 2} <= set(own.index):
        raise NoData(_("The tables hold no poverty of this region for both years."))
    last = frame[frame["year"] == frame["year"].max()].set_index("region")["value"]
    drawn = frame.assign(percent=frame["value"] * 100)
    highest, lowest = str(last.idxmax()), str(last.idxmin())
    lines = marks.hero_lines(
        drawn,
        "year",
        "percent",
        "region",
        hero=region,
        compare=COUNTRY,
        named=[highest, lowest],
        labels={"region": _("Region"), "year": _("Year"), "percent": _("Poor (%)")},
    )
    lines += _values(drawn[drawn["region"].eq(region) & drawn["year"].isin([year - 2, year])])
    first, end = int(frame["year"].min()), int(frame["year"].max())
    events = [Event(JANUARY_2022, _("Jan 2022"), _("protests begin"))]
    return Chart(
        altair=with_events(lines, events if first < JANUARY_2022 else [], (first, end)),
        data=frame,
        title=_poverty_title(own[year - 2], own[year]),
        measure=_(
            "People below the subsistence level, per cent of the population, {first} to {last}. "
            "Grey: other regions, from 2021 on in the borders of 2022. A new subsistence level "
            "counts from 2018."
        ),
        description=_(
            "Lines by region. {region}: {before} in {start}, {now} in {year}. Highest in {last}: "
            "{highest}, {high}; lowest: {lowest}, {low}; the country: {country}."
        ),
        words={
            "region": region,
            "before": percent(own[year - 2]),
            "start": year - 2,
            "now": percent(own[year]),
            "year": year,
            "first": first,
            "last": end,
            "highest": highest,
            "high": percent(last[highest]),
            "lowest": lowest,
            "low": percent(last[lowest]),
            "country": percent(last[COUNTRY]),
        },
        labels={"region": _("Region"), "year": _("Year"), "value": _("Share of people")},
    )


def _values(rows: pd.DataFrame) -> alt.LayerChart:
    """The hero's two compared values above their points."""
    value = alt.Text("percent:Q", format=style.DECIMAL)
    base = alt.Chart(rows).encode(x="year:Q", y="percent:Q", text=value)
    dot = base.mark_point(filled=True, color=colours.HERO, size=50, opacity=1)
    return alt.layer(dot, *marks.rimmed(base, colours.HERO, "bold", dy=-14))


def _poverty_title(before: float, now: float) -> str:
    if now >= DOUBLED * before:
        return _("Poverty in {region} doubled in the two years to {year}")
    if now > before:
        return _("Poverty in {region} rose from {before} to {now} in the two years to {year}")
    return _("Poverty in {region} did not rise in the two years to {year}")


@chart(tables=("regions", "macro"))
def real_income(frame: pd.DataFrame, *, region: str, base_year: int) -> Chart:
    """Real cash income per head by region. frame: region, year, index (base year = 100)."""
    frame, region = frame.assign(region=frame["region"].map(named)), named(region)
    if region not in set(frame["region"]):
        raise NoData(_("The tables hold no income of this region for the base year."))
    last_year = int(frame["year"].max())
    last = frame[frame["year"] == last_year].set_index("region")["index"]
    others = last.drop([region, COUNTRY])
    ended = _ended_lowest(frame[frame["year"] >= base_year], last_year)
    labels = {"region": _("Region"), "year": _("Year"), "index": _("Base year = 100")}
    lines = marks.hero_lines(
        frame,
        "year",
        "index",
        "region",
        hero=region,
        compare=COUNTRY,
        form=".0f",
        zero=False,
        labels=labels,
    )
    return Chart(
        altair=lines.properties(height=style.HEIGHT),
        data=frame,
        title=_income_title(last, region),
        measure=_(
            "Cash income per head at constant prices, {base} = 100, {first} to {last}. Grey: other "
            "regions, as long as their borders stayed. Prices are the country's; none by region "
            "were found."
        )
        if ended is None
        else _(
            "Cash income per head at constant prices, {base} = 100, {first} to {last}. Grey: other "
            "regions, as long as their borders stayed; {ended} ends at {ended_at} in {ended_in}. "
            "Prices are the country's; none by region were found."
        ),
        description=_(
            "Lines by region. In {last}, against {base} = 100: {region} {own}, the country "
            "{country}, the other regions {low} to {high}."
        ),
        words={
            "base": base_year,
            "first": int(frame["year"].min()),
            "last": last_year,
            "region": region,
            "change": percent(last[region] / BASE - 1),
            "in_country": percent(last[COUNTRY] / BASE - 1),
            "own": number(last[region], ".0f"),
            "country": number(last[COUNTRY], ".0f"),
            "low": number(others.min(), ".0f"),
            "high": number(others.max(), ".0f"),
            **(ended or {}),
        },
        labels=labels,
    )


def _ended_lowest(frame: pd.DataFrame, last_year: int) -> dict[str, str | int] | None:
    """The region whose series stops before `last_year`, lowest of these and below the base."""
    ends = frame.sort_values("year").groupby("region").tail(1)
    early = ends[(ends["year"] < last_year) & (ends["index"] < BASE)].sort_values("index")
    if early.empty:
        return None
    row = early.iloc[0]
    at = number(row["index"], ".0f")
    return {"ended": row["region"], "ended_at": at, "ended_in": int(row["year"])}


def _income_title(last: pd.Series, region: str) -> str:
    if abs(last[region] - BASE) < STOOD_STILL < last[COUNTRY] - BASE:
        return _(
            "Real income in {region} stood still from {base} to {last}; in the whole country it "
            "rose by {in_country}"
        )
    if last[region] < BASE:
        return _("Real income in {region} fell between {base} and {last}")
    return _("Real income in {region} rose by {change} between {base} and {last}")
