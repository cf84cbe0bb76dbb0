"""Charts of liquefied gas: from the plant to the pump, and what drivers paid since."""

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.words import span, step_name
from qantar.charting import Chart, NoData, chart, colours, marks, style
from qantar.charting.events import Event, with_events
from qantar.common.dates import dated
from qantar.common.text import _, listed, named
from qantar.report.sentences import number

# A price counts as reached again from this part of it on.
NEARLY = 0.95
ROW_HEIGHT = 34
NAMES = 190  # px of a price's name
YEARS = (2021, 2027)


@chart(tables=("lpg_prices",))
def gas_ladder(frame: pd.DataFrame, *, region: str, kg_per_litre: float) -> Chart:
    """What a litre cost from the plant to the pump. frame: step, low, high [KZT per litre]."""
    if frame.empty:
        raise NoData(_("The tables hold no price of liquefied gas at the pump for this region."))
    name = marks.in_lines(frame["step"].map(step_name), NAMES)
    drawn = frame.assign(
        name=name.words,
        zero=0.0,
        pump=frame["step"].str.startswith("pump"),
        words=[span(low, high) for low, high in zip(frame["low"], frame["high"], strict=True)],
    )
    colour = alt.condition("datum.pump", alt.value(colours.HERO), alt.value(colours.GREY_MARK))
    axis = {"domain": False, "ticks": False, "labelLimit": NAMES, "grid": False, **name.axis}
    row = alt.Y("name:N", sort=None, axis=alt.Axis(title=None, **axis))
    scale = alt.Scale(domain=[0, drawn["high"].max() * 1.15])
    zero, lowest, highest = (
        alt.X(column, type="quantitative", axis=None, scale=scale)
        for column in ("zero", "low", "high")
    )
    base = alt.Chart(drawn).encode(y=row)
    tips = marks.tooltip(
        drawn, {"name": "", "words": ""}, {"name": _("Price"), "words": _("KZT/L")}
    )
    stem = base.mark_rule(strokeWidth=style.THIN, color=colours.GREY_LINE).encode(
        x=zero, x2="low:Q"
    )
    bar = base.mark_bar(height=12).encode(x=lowest, x2="high:Q", color=colour, tooltip=tips)
    point = (
        base.transform_filter("datum.low == datum.high")
        .mark_point(size=110, filled=True, opacity=1)
        .encode(x=highest, color=colour, tooltip=tips)
    )
    words = base.mark_text(align="left", dx=10, fontWeight="bold").encode(
        x=highest,
        text="words:N",
        color=alt.condition("datum.pump", alt.value(colours.HERO), alt.value(colours.TEXT)),
    )
    return Chart(
        altair=alt.layer(stem, bar, point, words).properties(height=alt.Step(ROW_HEIGHT)),
        data=frame,
        title=_ladder_title(frame.set_index("step"), region),
        measure=_(
            "Tenge per litre at the end of 2021, at {density} kg per litre; the exchange, cost and "
            "set prices are before transport, margin and tax."
        ).format(density=number(kg_per_litre, ".2f")),
        description=_("Prices in tenge per litre, from the plant to the pump: {values}.").format(
            values=listed(
                f"{step_name(step)} {words}"
                for step, words in zip(drawn["step"], drawn["words"], strict=True)
            )
        ),
        labels={
            "step": _("Price"),
            "low": _("From (KZT per litre)"),
            "high": _("To (KZT per litre)"),
        },
    )


def _ladder_title(steps: pd.DataFrame, region: str) -> str:
    pump = steps.loc["pump", "high"]
    abroad = steps.loc["export price"] if "export price" in steps.index else None
    if abroad is not None and abroad["low"] <= pump <= abroad["high"]:
        text = _("On New Year's Day a litre cost drivers in {region} what it fetched abroad")
    else:
        text = _("On New Year's Day a litre cost drivers in {region} {pump} tenge")
    return text.format(region=named(region), pump=number(pump, ",.0f"))


@chart(tables=("lpg_prices",))
def pump_prices(frame: pd.DataFrame, *, region: str) -> Chart:
    """Prices and ceilings at the pump since 2021. frame: region, date, kind, low, high [KZT/L]."""
    own = frame[(frame["region"] == region) & (frame["kind"] == "pump")]
    if own.empty:
        raise NoData(_("The tables hold no price of liquefied gas at the pump for this region."))
    country = frame[frame["region"] == "Kazakhstan"]
    drawn = (
        pd.concat([own, country])
        .sort_values("date")
        .assign(own=lambda rows: rows["region"] == region)
    )
    drawn["region"] = drawn["region"].map(named)
    drawn["words"] = [
        span(low, high) for low, high in zip(drawn["low"], drawn["high"], strict=True)
    ]
    drawn["january"] = drawn["date"].dt.strftime("%Y-%m").eq("2022-01")
    offered = drawn["january"] & drawn["low"].lt(drawn["high"])
    drawn["shown"] = drawn["words"].mask(offered, "")
    colour = alt.condition("datum.own", alt.value(colours.HERO), alt.value(colours.GREY_MARK))
    days = alt.X(
        "date:T",
        axis=marks.time_axis(drawn["date"].min(), drawn["date"].max()),
        scale=alt.Scale(domain=[alt.DateTime(year=year, month=1, date=1) for year in YEARS]),
    )
    tenge = alt.Y(
        "high:Q", title=None, scale=alt.Scale(domain=[0, 140]), axis=alt.Axis(tickCount=5)
    )
    base = alt.Chart(drawn).encode(x=days)
    tips = marks.tooltip(
        drawn,
        {"region": "", "date": style.DAY, "words": ""},
        {"region": _("Where"), "date": _("When"), "words": _("KZT/L")},
    )
    spans = base.mark_rule(strokeWidth=6, opacity=1).encode(y="low:Q", y2="high:Q", color=colour)
    dots = base.mark_point(filled=True, size=55, opacity=1).encode(
        y=tenge, color=colour, tooltip=tips
    )
    # Labels stand where no bar is: below the region's, above the country's, right of January's.
    below = {"align": "center", "baseline": "top", "dy": 6}
    sides = (
        ("datum.own && !datum.january", "low:Q", below),
        ("datum.own && datum.january", "high:Q", {"align": "left", "dx": 8, "dy": -8}),
        ("!datum.own", "high:Q", {"align": "right", "dx": 10, "dy": -12}),
    )
    words = [
        mark
        for test, column, place in sides
        for mark in marks.rimmed(
            base.encode(y=alt.Y(column, title=None), text="shown:N").transform_filter(test),
            colours.TEXT,
            "bold",
            **place,
        )
    ]
    first, last = (f"{year}-01-01" for year in YEARS)
    events = [Event("2022-01-01", _("1 Jan 2022"), _("exchange sets the price"))]
    return Chart(
        altair=with_events(
            alt.layer(spans, dots, *words),
            events,
            (first, last),
            height=style.HEIGHT,
        ),
        data=drawn[["region", "date", "kind", "low", "high"]],
        title=_pump_title(own, country, region),
        measure=_(
            "Tenge per litre of liquefied gas, single reports, 2021 to 2025. Bars: ranges. Grey: "
            "the country, by region."
        ),
        description=_(
            "Points over time, tenge per litre; what was reported for a year stands in its middle, "
            "for a month on its first day: {values}."
        ).format(
            values=listed(
                _("{region} {price} ({day})").format(
                    region=row.region, price=row.words, day=dated(row.date, _("%-d %b %Y"))
                )
                for row in drawn.itertuples()
            )
        ),
        labels={
            "region": _("Where"),
            "date": _("When"),
            "kind": _("Price or ceiling"),
            "low": _("From (KZT per litre)"),
            "high": _("To (KZT per litre)"),
        },
    )


def _pump_title(own: pd.DataFrame, country: pd.DataFrame, region: str) -> str:
    peak = own["high"].max()
    paid = country[country["kind"] == "pump"]
    dearest = paid.loc[paid["high"].idxmax()]
    cut = own.loc[own["date"] > own.loc[own["high"].idxmax(), "date"], "low"].min() < peak
    if dearest["high"] < NEARLY * peak:
        text = _("Liquefied gas in {region} rose to {peak} tenge a litre at New Year 2022")
    elif cut:
        text = _("{peak} tenge set off the protests; since {year} much of the country pays {later}")
    else:
        text = _(
            "{region} paid {peak} tenge in 2022; since {year} much of the country pays {later}"
        )
    return text.format(
        region=named(region),
        peak=number(peak, ",.0f"),
        later=number(dearest["high"], ",.0f"),
        year=dearest["date"].year,
    )
