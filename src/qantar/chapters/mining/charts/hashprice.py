"""Charts of what mining earned: hashprice, and break-even prices against what power costs."""

import altair as alt
import numpy as np
import pandas as pd

from qantar.chapters.mining.parameters import MiningParameters
from qantar.chapters.shared.charts.words import cents, month_name
from qantar.charting import theme
from qantar.charting.theme import Chart, chart
from qantar.common.text import _
from qantar.report.sentences import number

# Least distance between direct labels on a logarithmic axis, in powers of ten.
LOG_GAP = 0.17


def event_names(parameters: MiningParameters) -> dict[str, str]:
    """The days that the hashprice chart marks, by their name."""
    return {
        _("China's ban"): parameters.china_ban_day,
        _("January 2022"): parameters.outage_first_day,
    }


@chart(tables=("network_daily", "facts", "events"))
def hashprice(
    weeks: pd.DataFrame, days: pd.DataFrame, halvings: pd.DataFrame, *, events: dict[str, str]
) -> Chart:
    """Hashprice since 2017 by week, and by day around the events.

    weeks, days: date, hashprice [USD per PH/s per day]; halvings: date, subsidy_btc; events: name →
    ISO day.
    """
    title = _("USD per PH/s and day")
    long = [
        _price_line(
            weeks, title, alt.Scale(type="log", nice=False), [50, 100, 200, 500, 1000, 2000]
        )
    ]
    long += [theme.marker(row.date, _("halving")) for row in halvings.itertuples()]
    short = [_price_line(days, title, alt.Scale(zero=True), None)]
    short += [theme.marker(day, name) for name, day in events.items()]
    panels = [
        alt.layer(*part).properties(height=height) for part, height in ((long, 200), (short, 170))
    ]
    top, low = (weeks.loc[weeks["hashprice"].agg(pick)] for pick in ("idxmax", "idxmin"))
    first, last = days.iloc[0], days.iloc[-1]
    return Chart(
        altair=alt.vconcat(*panels),
        data=weeks,
        title=_(
            "Hashprice: {top} USD per PH/s and day in {top_month}, {low} in {low_month}"
        ).format(
            top=number(top["hashprice"], ",.0f"),
            top_month=month_name(top["date"]),
            low=number(low["hashprice"], ",.0f"),
            low_month=month_name(low["date"]),
        ),
        description=_(
            "Two panels. Above, on a logarithmic scale, the weekly hashprice from {start} to "
            "{end}, with the halvings of the block subsidy marked ({halvings}); it fell from "
            "{top} to {low} USD per PH/s and day. Below, day by day from {first} to {last}: {a} "
            "USD at the start, {b} at the end, with {events} marked."
        ).format(
            start=month_name(weeks["date"].min()),
            end=month_name(weeks["date"].max()),
            halvings=", ".join(month_name(day) for day in halvings["date"]),
            top=number(top["hashprice"], ",.0f"),
            low=number(low["hashprice"], ",.0f"),
            first=month_name(first["date"]),
            last=month_name(last["date"]),
            a=number(first["hashprice"], ",.0f"),
            b=number(last["hashprice"], ",.0f"),
            events=", ".join(events),
        ),
        labels={"date": _("Week from"), "hashprice": _("Hashprice (USD per PH/s and day)")},
    )


def _price_line(
    frame: pd.DataFrame, title: str, scale: alt.Scale, ticks: list[float] | None
) -> alt.Chart:
    form = theme.YEAR if len(frame["date"].dt.year.unique()) > 3 else theme.MONTH
    every = "year" if form == theme.YEAR else alt.TimeIntervalStep(interval="month", step=3)
    axis = alt.Axis(format=theme.COUNT, titleY=-24, **({"values": ticks} if ticks else {}))
    return (
        alt.Chart(frame)
        .mark_line(strokeWidth=1.5)
        .encode(
            x=alt.X("date:T", axis=theme.time_axis(form, tickCount=every)),
            y=alt.Y("hashprice:Q", title=title, scale=scale, axis=axis),
            tooltip=[
                alt.Tooltip("date:T", title=_("From"), format=theme.DAY),
                alt.Tooltip("hashprice:Q", title=title, format=theme.DECIMAL),
            ],
        )
    )


@chart(tables=("network_daily", "asics", "mining_fees", "exchange_rate", "industrial_prices"))
def breakeven(
    machines: pd.DataFrame, costs: pd.DataFrame, *, month: str, names: dict[str, str]
) -> Chart:
    """Break-even price of machines by month against what power costs.

    machines: month, model, efficiency_j_th, breakeven_usd_kwh; costs: month, place (ISO code),
    kind, usd_kwh; month: ISO month that the title compares with the last; names: reader's names by
    ISO code.
    """
    lines = machines.assign(
        name=machines["efficiency_j_th"].map(lambda e: _("{e} J/TH").format(e=number(e, ".3g")))
    )
    order = lines.drop_duplicates("name").sort_values("efficiency_j_th")["name"].tolist()
    colour = theme.numbered(order)
    kinds = {
        "all_in": _("{country}: energy and fee (2023 on: from memory)"),
        "energy": _("{country}: assumed price, no fee"),
        "industry": _("{country}: industry"),
    }
    paid = costs.assign(
        name=[
            kinds[kind].format(country=names.get(place, place))
            for kind, place in zip(costs["kind"], costs["place"], strict=True)
        ]
    )
    words = paid["name"].unique().tolist()
    layers = [
        _earned(lines, colour),
        _power_stairs(paid),
        _log_labels(lines, "breakeven_usd_kwh", colour),
    ]
    worst = lines[lines["name"] == order[-1]].set_index("month")["breakeven_usd_kwh"]
    then = worst.loc[f"{month}-01" :].index[0]
    last, home = worst.index.max(), paid[paid["kind"] != "industry"].iloc[-1]
    return Chart(
        altair=alt.layer(*layers).properties(height=theme.HEIGHT_TALL),
        data=lines[["month", "model", "efficiency_j_th", "breakeven_usd_kwh"]],
        **_breakeven_words(order, then, last, worst, words, home, lines),
        labels={
            "month": _("Month"),
            "model": _("Machine"),
            "efficiency_j_th": _("Efficiency (J/TH)"),
            "breakeven_usd_kwh": _("Break-even price (USD/kWh)"),
        },
    )


def _earned(lines: pd.DataFrame, colour: alt.Scale) -> alt.Chart:
    """What each machine earned per kilowatt-hour, on a logarithmic axis."""
    x = alt.X("month:T", axis=theme.time_axis(theme.YEAR, tickCount="year"))
    ticks = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]
    y = alt.Y(
        "breakeven_usd_kwh:Q",
        title=_("US cents per kWh"),
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(values=ticks, labelExpr="format(100 * datum.value, '~r')"),
    )
    tooltip = [
        alt.Tooltip("month:T", title=_("Month"), format=theme.MONTH),
        alt.Tooltip("model:N", title=_("Machine")),
        alt.Tooltip("breakeven_usd_kwh:Q", title=_("Break-even (USD/kWh)"), format=theme.PRICE),
    ]
    earned = alt.Chart(lines).mark_line(strokeWidth=1.5)
    return earned.encode(
        x=x, y=y, color=alt.Color("name:N", scale=colour, legend=None), tooltip=tooltip
    )


def _power_stairs(paid: pd.DataFrame) -> alt.Chart:
    """What power cost, as steps by month, one dash per place and kind."""
    words = paid["name"].unique().tolist()
    dashes = alt.Scale(domain=words, range=[[1, 0], theme.IMPUTED_DASH][: len(words)])
    return (
        alt.Chart(paid)
        .mark_line(interpolate="step-after", color=theme.TEXT, strokeWidth=2)
        .encode(
            x="month:T",
            y="usd_kwh:Q",
            strokeDash=alt.StrokeDash(
                "name:N", scale=dashes, legend=alt.Legend(title=None, columns=1)
            ),
            tooltip=[
                alt.Tooltip("month:T", title=_("Month"), format=theme.MONTH),
                alt.Tooltip("name:N", title=_("Power")),
                alt.Tooltip("usd_kwh:Q", title=_("USD/kWh"), format=theme.PRICE),
            ],
        )
    )


def _breakeven_words(
    order: list[str],
    then: pd.Timestamp,
    last: pd.Timestamp,
    worst: pd.Series,
    words: list[str],
    home: pd.Series,
    lines: pd.DataFrame,
) -> dict[str, str]:
    """Title and description of `breakeven`."""
    return {
        "title": _(
            "A machine of {machine} paid at up to {a} US cents per kWh in {then}, at up to {b} in "
            "{now}"
        ).format(
            machine=order[-1],
            a=cents(worst[then]),
            then=month_name(then),
            b=cents(worst[last]),
            now=month_name(last),
        ),
        "description": _(
            "Lines on a logarithmic scale, by month: the electricity price at which each machine "
            "earned exactly its power ({machines}), from {first} to {last}, against what power "
            "cost ({places}; the first ended at {home} US cents). A machine pays while its line "
            "lies above the price."
        ).format(
            machines="; ".join(f"{row.model}: {row.name}" for row in _models(lines)),
            first=month_name(lines["month"].min()),
            last=month_name(last),
            places=", ".join(words),
            home=cents(home["usd_kwh"]),
        ),
    }


def _models(lines: pd.DataFrame) -> list:
    frame = lines.drop_duplicates("model")[["model", "name"]]
    return list(frame.rename_axis(None).itertuples(index=False))


def _log_labels(lines: pd.DataFrame, column: str, colour: alt.Scale) -> alt.Chart:
    """The name of each line at its end, apart on a logarithmic axis."""
    last = lines.sort_values("month").groupby("name", sort=False).tail(1).sort_values(column)
    last = last.assign(place=10 ** np.array(theme.spread(np.log10(last[column]).tolist(), LOG_GAP)))
    return (
        alt.Chart(last[["month", "place", "name"]])
        .mark_text(align="left", dx=5)
        .encode(
            x="month:T",
            y="place:Q",
            text="name:N",
            color=alt.Color("name:N", scale=colour, legend=None),
        )
    )
