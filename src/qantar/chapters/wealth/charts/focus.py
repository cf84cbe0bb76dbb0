"""Charts of the region where the protests began: output, pay and poverty over time, the price of
gas.
"""

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.regions import HOME
from qantar.chapters.wealth.charts.words import indicator_name, listed, times
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _
from qantar.report.sentences import number

# Poverty: a new method from 2006, a new subsistence minimum from 2018.
POVERTY_BREAKS = (2006, 2018)
LABEL_LINE = 16


@chart(tables=("regions",))
def region_over_time(frame: pd.DataFrame, *, region: str, country: str) -> Chart:
    """One region relative to the country, year by year. frame: indicator, year, relative;
    country: code.
    """
    if country != HOME or frame.empty:
        raise NoData(_("The tables hold regions of Kazakhstan only."))
    counts = frame.groupby("indicator")["year"].size()
    drawn = frame.assign(
        name=frame["indicator"].map(indicator_name), single=frame["indicator"].map(counts).eq(1)
    )
    colour = theme.numbered(drawn["name"].unique())
    base = alt.Chart(drawn).encode(
        x=alt.X("year:Q", axis=theme.year_axis(), scale=alt.Scale(nice=False)),
        y=alt.Y("relative:Q", title=_("Region over country"), axis=alt.Axis(format=theme.DECIMAL)),
        color=alt.Color(
            "name:N", scale=colour, legend=alt.Legend(title=None, columns=1, offset=30)
        ),
        tooltip=[
            alt.Tooltip("year:Q", title=_("Year"), format=theme.YEAR_NUMBER),
            alt.Tooltip("name:N", title=_("What")),
            alt.Tooltip("relative:Q", title=_("Country = 1"), format=theme.DECIMAL_FINE),
        ],
    )
    one = alt.Chart(pd.DataFrame({"relative": [1]})).mark_rule(strokeDash=theme.EXPECTED_DASH)
    lines = base.transform_filter("!datum.single").mark_line()
    points = base.mark_point(size=30).encode(
        shape=alt.Shape("name:N", scale=alt.Scale(domain=colour.domain))
    )
    ends = {name: (rows.iloc[0], rows.iloc[-1]) for name, rows in drawn.groupby("name", sort=False)}
    return Chart(
        altair=alt.layer(one.encode(y="relative:Q"), lines, points, *_breaks(frame)).properties(
            height=theme.HEIGHT
        ),
        data=frame,
        title=_focus_title(frame, region),
        description=_(
            "Lines over time, {region} over the country; dashed: both equal. {values}"
        ).format(
            region=region,
            values=" ".join(_ends_words(name, *rows) for name, rows in ends.items()),
        ),
        labels={"indicator": _("What"), "year": _("Year"), "relative": _("Country = 1")},
    )


def _ends_words(name: str, first: pd.Series, last: pd.Series) -> str:
    """The first and the last point of a series; a single point once."""
    text = _("{name}: {first} in {start}, {last} in {end}.")
    if first["year"] == last["year"]:
        text = _("{name}: {first} in {start}.")
    return text.format(
        name=name,
        first=times(first["relative"]),
        start=first["year"],
        last=times(last["relative"]),
        end=last["year"],
    )


def _breaks(frame: pd.DataFrame) -> list[alt.LayerChart]:
    """Marks where the way poverty is counted changed, if its series is drawn."""
    if not frame["indicator"].eq("poverty_share").any():
        return []
    word, foot = _("poverty recounted"), theme.HEIGHT - LABEL_LINE
    first, last = POVERTY_BREAKS
    return [
        theme.marker(first, word, dy=foot),
        theme.marker(last, word, dy=foot - LABEL_LINE, align="right"),
    ]


def _focus_title(frame: pd.DataFrame, region: str) -> str:
    output = frame[frame["indicator"] == "grp_per_head_kzt"]
    if output.empty:
        return _("{region} against the country").format(region=region)
    first, last = output.iloc[0], output.iloc[-1]
    return _(
        "{region}: output per head went from {first} the country's in {start} to {last} in {end}"
    ).format(
        region=region,
        first=times(first["relative"]),
        start=first["year"],
        last=times(last["relative"]),
        end=last["year"],
    )


@chart(tables=("lpg_price",))
def gas_price(frame: pd.DataFrame, *, country: str) -> Chart:
    """Reported prices of liquefied gas in Mangystau, one row a report.

    frame: region, date, span (day or year), low_kzt_litre, high_kzt_litre; country: code.
    """
    if country != HOME or frame.empty:
        raise NoData(_("The tables hold the price of liquefied gas for Mangystau only."))
    days = (
        frame["date"]
        .dt.strftime("%-d %B %Y")
        .where(frame["span"] == "day", frame["date"].dt.strftime("%Y"))
    )
    middle = (frame["low_kzt_litre"] + frame["high_kzt_litre"]) / 2
    texts = [
        number(low, ",.0f") if low == high else f"{number(low, ',.0f')}–{number(high, ',.0f')}"
        for low, high in zip(frame["low_kzt_litre"], frame["high_kzt_litre"], strict=True)
    ]
    drawn = frame.assign(when=days, middle=middle, text=texts)
    base = alt.Chart(drawn).encode(y=alt.Y("when:N", sort=drawn["when"].tolist(), title=None))
    title = _("Tenge per litre, as reported")
    x = alt.X(
        "low_kzt_litre:Q", title=title, scale=alt.Scale(domain=[0, 140]), axis=alt.Axis(grid=True)
    )
    rule = base.mark_rule(color=theme.HERO, strokeWidth=4, opacity=0.5).encode(
        x=x, x2="high_kzt_litre:Q"
    )
    points = base.mark_point(size=80).encode(
        x=alt.X("middle:Q", title=title),
        tooltip=[
            alt.Tooltip("when:N", title=_("When")),
            alt.Tooltip("low_kzt_litre:Q", title=_("From"), format=theme.COUNT),
            alt.Tooltip("high_kzt_litre:Q", title=_("To"), format=theme.COUNT),
        ],
    )
    words = base.mark_text(dy=-13, fontWeight="bold").encode(
        x=alt.X("middle:Q", title=title), text="text:N"
    )
    return Chart(
        altair=alt.layer(rule, points, words).properties(height=alt.Step(38)),
        data=frame,
        title=_(
            "{region}: liquefied gas went from {before} to {peak} tenge a litre, then to {after}"
        ).format(
            region=frame["region"].iloc[0],
            before=texts[0],
            peak=texts[int(frame["high_kzt_litre"].to_numpy().argmax())],
            after=texts[-1],
        ),
        description=_(
            "Reported prices in tenge per litre, single reports, not joined: {values}."
        ).format(values=listed(f"{row.when} {row.text}" for row in drawn.itertuples())),
        labels={
            "region": _("Region"),
            "date": _("Date"),
            "span": _("Holds for"),
            "low_kzt_litre": _("From (KZT per litre)"),
            "high_kzt_litre": _("To (KZT per litre)"),
        },
    )
