"""Charts of liquefied gas: from the plant to the pump, and what drivers paid since."""

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.words import spans, step_name
from qantar.charting import Chart, NoData, chart, colours, marks, style
from qantar.charting.events import Event, with_events
from qantar.common.dates import dated
from qantar.common.text import _, clauses, listed, named
from qantar.report.sentences import number

# A price counts as reached again from this part of it on.
NEARLY = 0.95
ROW_HEIGHT = 34
NAMES = 190  # px of a price's name
YEARS = (2021, 2026)


@chart(tables=("lpg_prices",))
def gas_ladder(frame: pd.DataFrame, *, region: str, kg_per_litre: float) -> Chart:
    """What a litre cost from the plant to the pump. frame: step, low, high [KZT per litre]."""
    if frame.empty:
        raise NoData(_("The tables hold no price of liquefied gas at the pump for this region."))
    drawn = frame.assign(
        name=frame["step"].map(step_name),
        zero=0.0,
        pump=frame["step"].str.startswith("pump"),
        words=spans(frame),
    )
    steps = frame.set_index("step")
    return Chart(
        altair=_ladder(drawn),
        data=frame.assign(step=drawn["name"]),
        title=_ladder_title(steps),
        measure=_(
            "Tenge per litre at the end of 2021, at {density} kg per litre; all but the pump "
            "prices are before transport, margin and tax."
        ),
        description=_("Prices in tenge per litre, from the plant to the pump: {values}."),
        words={
            "region": named(region),
            "pump": number(steps["high"]["pump"], ",.0f"),
            "exchange": number(steps["low"].get("exchange price", 0.0), ",.0f"),
            "density": number(kg_per_litre, ".2f"),
            "values": clauses(drawn["name"] + ": " + drawn["words"]),
        },
        labels={
            "step": _("Price"),
            "low": _("From (KZT per litre)"),
            "high": _("To (KZT per litre)"),
        },
    )


def _ladder(drawn: pd.DataFrame) -> alt.LayerChart:
    """A row a step: a price or range on a stem from zero, drivers' prices in the hero's colour."""
    name = marks.in_lines(drawn["name"], NAMES)
    axis = {"domain": False, "ticks": False, "labelLimit": NAMES, "grid": False, **name.axis}
    scale = alt.Scale(domain=[0, drawn["high"].max() * 1.15])
    zero, lowest, highest = (
        alt.X(f"{column}:Q", axis=None, scale=scale) for column in ("zero", "low", "high")
    )
    colour, ink = (
        alt.condition("datum.pump", alt.value(colours.HERO), alt.value(other))
        for other in (colours.GREY_MARK, colours.TEXT)
    )
    names = {"name": _("Price"), "words": _("KZT/L")}
    tips = marks.tooltip(drawn, {"name": "", "words": ""}, names)
    row = alt.Y("name:N", sort=None, axis=alt.Axis(title=None, **axis))
    base = alt.Chart(drawn.assign(name=name.words)).encode(y=row)
    stem = base.mark_rule(strokeWidth=style.THIN, color=colours.GREY_LINE)
    bar = base.mark_bar(height=12).encode(x=lowest, x2="high:Q", color=colour, tooltip=tips)
    single = base.transform_filter("datum.low == datum.high")
    point = single.mark_point(size=110, filled=True, opacity=1)
    words = base.mark_text(align="left", dx=10, fontWeight="bold")
    return alt.layer(
        stem.encode(x=zero, x2="low:Q"),
        bar,
        point.encode(x=highest, color=colour, tooltip=tips),
        words.encode(x=highest, text="words:N", color=ink),
    ).properties(height=alt.Step(ROW_HEIGHT))


def _ladder_title(steps: pd.DataFrame) -> str:
    low, high = steps["low"], steps["high"]
    known = {"exchange price", "pump before"} <= set(steps.index)
    if known and low["pump"] >= 2 * high["pump before"]:
        return _(
            "The pump price in {region} doubled to {pump} tenge; at the exchange a litre cost "
            "{exchange} or more"
        )
    return _("On New Year's Day a litre cost drivers in {region} {pump} tenge")


@chart(tables=("lpg_prices",))
def pump_prices(frame: pd.DataFrame, *, region: str) -> Chart:
    """Prices, ceilings and offers at the pump since 2021. frame: as from gas.at_the_pump."""
    ours = frame[(frame["region"] == region) & frame["kind"].isin(["pump", "offered"])]
    own = ours[ours["kind"] == "pump"]
    if own.empty:
        raise NoData(_("The tables hold no price of liquefied gas at the pump for this region."))
    country = frame[frame["region"] == "Kazakhstan"]
    rows = pd.concat([ours, country]).sort_values("date")
    drawn = rows.assign(
        own=rows["region"] == region,
        region=rows["region"].map(named),
        words=spans(rows),
        january=rows["date"].dt.strftime("%Y-%m").eq("2022-01"),
    )
    paid = country[country["kind"] == "pump"]
    dearest = paid.loc[paid["high"].idxmax()]
    events = [Event("2022-01-01", _("1 Jan 2022"), _("exchange sets the price"))]
    domain = pd.Timestamp(YEARS[0], 1, 1), pd.Timestamp(YEARS[1], 1, 1)
    labels = {
        "region": _("Where"),
        "date": _("When"),
        "kind": _("Price, ceiling or offer"),
        "low": _("From (KZT per litre)"),
        "high": _("To (KZT per litre)"),
        "regions": _("Regions, where counted"),
    }
    return Chart(
        altair=with_events(_prices(drawn, labels), events, domain, height=style.HEIGHT),
        data=drawn[list(labels)],
        title=_pump_title(own, dearest),
        measure=_pump_measure(offered=drawn["kind"].eq("offered").any()),
        description=_(
            "Points over time, tenge per litre; what was reported for a year stands in its middle, "
            "for a month on its first day: {values}."
        ),
        words={
            "region": named(region),
            "peak": number(own["high"].max(), ",.0f"),
            "later": number(dearest["high"], ",.0f"),
            "regions": dearest["regions"],
            "month": dated(dearest["date"], _("%B %Y")),
            "values": listed(
                (
                    _("{region} {price}, offered ({day})")
                    if row.kind == "offered"
                    else _("{region} {price} ({day})")
                ).format(region=row.region, price=row.words, day=dated(row.date, _("%-d %b %Y")))
                for row in drawn.itertuples()
            ),
        },
        labels=labels,
    )


def _prices(drawn: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    """Points and ranges with their words, the region's in the hero's colour, offers open."""
    open_ = alt.datum["kind"] == "offered"
    colour = alt.condition("datum.own", alt.value(colours.HERO), alt.value(colours.GREY_MARK))
    days = alt.X(
        "date:T",
        axis=marks.time_axis(drawn["date"].min(), drawn["date"].max()),
        scale=alt.Scale(domain=[alt.DateTime(year=year, month=1, date=1) for year in YEARS]),
    )
    base = alt.Chart(drawn).encode(x=days)
    pale = marks.either(open_, 0.4, 1)
    ranges = base.mark_rule(strokeWidth=6).encode(
        y="low:Q", y2="high:Q", color=colour, opacity=pale
    )
    dots = base.mark_point(size=55, strokeWidth=2, opacity=1).encode(
        y=marks.quantity(alt.Y, "high", domain=[0, 140]),
        stroke=colour,
        fill=alt.when(open_)
        .then(alt.value(colours.PAPER))
        .when("datum.own")
        .then(alt.value(colours.HERO))
        .otherwise(alt.value(colours.GREY_MARK)),
        tooltip=marks.tooltip(
            drawn, {"region": "", "date": style.DAY, "words": ""}, {**labels, "words": _("KZT/L")}
        ),
    )
    # Labels stand where no bar is: below the region's, above the country's, right of January's
    # prices and left of its range.
    january = "datum.own && datum.january"
    sides = (
        ("datum.own && !datum.january", "low:Q", {"align": "center", "baseline": "top", "dy": 6}),
        (f"{january} && datum.low == datum.high", "high:Q", {"align": "left", "dx": 8, "dy": -8}),
        (f"{january} && datum.low < datum.high", "high:Q", {"align": "right", "dx": -8, "dy": 6}),
        ("!datum.own", "high:Q", {"align": "right", "dx": 10, "dy": -12}),
    )
    words = []
    for test, column, place in sides:
        told = base.encode(y=alt.Y(column, title=None), text="words:N").transform_filter(test)
        words += marks.rimmed(told, colours.TEXT, "bold", **place)
    return alt.layer(ranges, dots, *words)


def _pump_measure(*, offered: bool) -> str:
    """What is drawn, and what was only offered in January 2022."""
    told = _(
        "Tenge per litre of liquefied gas, single reports, 2021 to 2025. Bars: ranges. Grey: the "
        "country, by region."
    )
    open_ = _("Open: offered in January 2022.")
    return f"{told} {open_}" if offered else told


def _pump_title(own: pd.DataFrame, dearest: pd.Series) -> str:
    """What the region's price did, and in how many regions it was reached again, if counted."""
    highest = own.loc[own["high"].idxmax()]
    if pd.isna(dearest["regions"]) or dearest["high"] < NEARLY * highest["high"]:
        return _("Liquefied gas in {region} rose to {peak} tenge a litre at New Year 2022")
    if own.loc[own["date"] > highest["date"], "low"].min() < highest["high"]:
        return _(
            "The protests began at {peak} tenge; {regions:d|# region|# regions} paid {later} in "
            "{month}"
        )
    return _(
        "{region} paid {peak} tenge in 2022; {regions:d|# region|# regions} paid {later} in {month}"
    )
