"""The chart of what a kilowatt-hour earned in an old and a new machine, against what it cost."""

import altair as alt
import pandas as pd

from qantar.chapters.mining import machines
from qantar.chapters.shared.charts.words import cents, month_name
from qantar.charting import Chart, chart, colours, marks, style
from qantar.charting.events import Event, with_events
from qantar.common.text import N_, _
from qantar.report.sentences import number

SINCE = pd.Timestamp("2021-01-01")
ROOM_RIGHT = pd.DateOffset(months=12)
TICKS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5]


@chart(tables=("network_daily", "mining_fees", "exchange_rate", "mining_policy"))
def margin(left: pd.DataFrame, fees: pd.DataFrame, *, country: str, tariff_usd_kwh: float) -> Chart:
    """Break-even price of an old and a new machine by month, and energy price with fee.

    left: as from machines.margins, the machines ``old`` and ``new``; fees: date, label (rows of
    table mining_policy), where the country has a fee; tariff: energy price before the fee.
    """
    shown = left[left["month"] >= SINCE]
    domain = shown["month"].min(), shown["month"].max() + ROOM_RIGHT
    events = [Event(row.date, str(row.date.year), row.label) for row in fees.itertuples()]
    x = alt.X("month:T", title=None, axis=marks.time_axis(*domain))
    layers = [
        *_cost(shown, x),
        *_line(shown, N_("old"), _("old machine"), colours.GREY_MARK, 1.75, x),
        *_line(shown, N_("new"), _("new machine"), colours.HERO, 2.75, x),
    ]
    old, new = (shown[shown["machine"] == kind] for kind in ("old", "new"))
    return Chart(
        altair=with_events(alt.layer(*layers), events, domain, height=style.HEIGHT),
        data=shown,
        title=_title(shown, has_fee=len(fees) > 0),
        measure=_(
            "US cents that a kilowatt-hour earned, monthly mean, {first} to {last}, logarithmic. "
            "The near-level line: power at {tariff} cents and the mining fee. Grey band: only the "
            "two ends of the fee of 2023 are known."
        )
        if len(fees)
        else _(
            "US cents that a kilowatt-hour earned, monthly mean, {first} to {last}, logarithmic. "
            "The near-level line: power at {tariff} cents, this chapter's price; no mining fee of "
            "{country} is known."
        ),
        description=_(
            "Lines by month on a logarithmic scale: what a kilowatt-hour earned in a new machine "
            "({new_first} US cents in {first}, {new_last} in {last}) and in an old one "
            "({old_first} and {old_last}), against what it cost a miner in {country} "
            "({cost_first} and {cost_last}). A machine pays while its line lies above the cost."
        ),
        words={
            "country": country,
            "tariff": cents(tariff_usd_kwh),
            "first": month_name(shown["month"].min()),
            "last": month_name(shown["month"].max()),
            **_ends("new", new["earned"]),
            **_ends("old", old["earned"]),
            **_ends("cost", new["cost_low"]),
        },
        labels={
            "month": _("Month"),
            "machine": _("Machine"),
            "earned": _("Earned (USD/kWh)"),
            "cost_low": _("Energy and lowest fee (USD/kWh)"),
            "cost_high": _("Energy and highest fee (USD/kWh)"),
            "left_low": _("Left at the highest fee (USD/kWh)"),
            "left_high": _("Left at the lowest fee (USD/kWh)"),
        },
    )


def _ends(name: str, months: pd.Series) -> dict[str, str]:
    """The first and the last value of `months` in US cents."""
    return {f"{name}_first": cents(months.iloc[0]), f"{name}_last": cents(months.iloc[-1])}


def _y(column: str) -> alt.Y:
    axis = alt.Axis(values=TICKS, labelExpr="format(100 * datum.value, '~r')")
    return alt.Y(f"{column}:Q", title=None, scale=alt.Scale(type="log", nice=False), axis=axis)


def _line(
    shown: pd.DataFrame, machine: str, name: str, colour: str, width: float, x: alt.X
) -> list[alt.Chart]:
    """What one machine earned, named at its end."""
    own = shown[shown["machine"] == machine]
    tooltip = [
        alt.Tooltip("month:T", title=_("Month"), format=style.MONTH),
        alt.Tooltip("earned:Q", title=_("Earned (USD/kWh)"), format=style.PRICE),
        alt.Tooltip("cost_low:Q", title=_("Energy and fee (USD/kWh)"), format=style.PRICE),
    ]
    line = alt.Chart(own).mark_line(color=colour, strokeWidth=width)
    last = own.tail(1).assign(words=f"{cents(own['earned'].iloc[-1])} {name}")
    end = alt.Chart(last).encode(x="month:T", y=_y("earned"), text="words:N")
    colour = colours.HERO if machine == "new" else colours.MUTED
    words = marks.rimmed(end, colour, align="left", baseline="bottom", dx=6, dy=-2)
    return [line.encode(x=x, y=_y("earned"), tooltip=tooltip), *words]


def _cost(shown: pd.DataFrame, x: alt.X) -> list[alt.Chart]:
    """Energy and fee as steps; a band where only the ends of the fee are known."""
    own = shown[shown["machine"] == "new"]
    unsure = own[own["cost_low"] < own["cost_high"]]
    steps = alt.Chart(own).mark_line(color=colours.TEXT, strokeWidth=1.75, interpolate="step-after")
    drawn = [steps.encode(x=x, y=_y("cost_low"))]
    if len(unsure):
        until = unsure["month"].max() + pd.DateOffset(months=1)
        band = pd.concat([unsure, unsure.iloc[[-1]].assign(month=until)])
        area = alt.Chart(band).mark_area(
            color=colours.GREY_MARK, opacity=style.BAND_OPACITY, interpolate="step-after"
        )
        drawn.insert(0, area.encode(x=x, y=_y("cost_low"), y2="cost_high:Q"))
    last = own.tail(1).assign(words=f"{cents(own['cost_low'].iloc[-1])} " + _("power"))
    end = alt.Chart(last).encode(x="month:T", y=_y("cost_low"), text="words:N")
    return drawn + marks.rimmed(end, colours.TEXT, align="left", baseline="top", dx=6, dy=3)


def _title(shown: pd.DataFrame, *, has_fee: bool) -> str:
    """Which of the two machines still earns its power, and the fee, and since when not."""
    end = shown["month"].max()
    old, new = (machines.last_paid(shown, kind) for kind in ("old", "new"))
    months = {
        kind: month_name(row["month"]) if row is not None else "–"
        for kind, row in (("old", old), ("new", new))
    }
    if old is None and new is None:
        without = _("Neither machine earned its power in any month since 2021")
        with_fee = _("Neither machine earned its power and the fee in any month since 2021")
    elif old is None:
        without = _("The old machine never earned its power after 2020; the new one last in {new}")
        with_fee = _(
            "The old machine never earned its power and the fee after 2020; the new one last in "
            "{new}"
        )
    elif new is None or new["month"] < end:
        without = _("The old machine last earned its power in {old}, the new one in {new}")
        with_fee = _(
            "The old machine last earned its power and the fee in {old}, the new one in {new}"
        )
    elif old["month"] < end:
        without = _(
            "The old machine last earned its power in {old}; the new one kept {share} of its "
            "earnings in {new}"
        )
        with_fee = _(
            "The old machine last earned its power and the fee in {old}; the new one kept {share} "
            "of its earnings in {new}"
        )
    else:
        without = _("Both machines still earned their power in {new}")
        with_fee = _("Both machines still earned their power and the fee in {new}")
    share = number(new["left_low"] / new["earned"], ".0%") if new is not None else ""
    return (with_fee if has_fee else without).format(**months, share=share)
