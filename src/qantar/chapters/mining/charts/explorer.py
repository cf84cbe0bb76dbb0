"""The break-even explorer: sliders for price, site, machine and date; answer and chart."""

from typing import Any

import altair as alt
import pandas as pd

from qantar.chapters.shared.charts.words import cents, month_name, vega_sentence
from qantar.charting import Chart, chart, colours, marks, style
from qantar.common.text import _
from qantar.report.sentences import number


@chart(tables=("network_daily",))
def explorer(
    frame: pd.DataFrame, *, tariff_usd_kwh: float, pue: float, efficiency_j_th: float, month: str
) -> Chart:
    """Break-even through time for a machine, a site, a price and a month that the reader sets.

    frame: month, hashprice; the other values are where the sliders start.
    """
    index = 12 * frame["month"].dt.year + frame["month"].dt.month
    data = frame.assign(index=index)
    start = pd.Timestamp(f"{month}-01")
    at = data.loc[(data["month"] - start).abs().idxmin()]
    value = 100 * at["hashprice"] / (24 * efficiency_j_th * pue)
    controls = _controls(data, tariff_usd_kwh, pue, efficiency_j_th, at["month"])
    earned = "100 * datum.hashprice / (24 * machine_j_th * site_pue)"
    chosen = f"datum.index === clamp(12 * at_year + at_month, {index.min()}, {index.max()})"
    base = alt.Chart(data).transform_calculate(earned=earned, runs="datum.earned > price_cents")
    years = alt.Axis(format=style.YEAR, title=None, labelOverlap="greedy", tickCount="year")
    x = alt.X("month:T", axis=years)
    scale = alt.Scale(type="log", domain=[0.5, 500], nice=False, clamp=True)
    axis = alt.Axis(values=[0.5, 1, 2, 5, 10, 20, 50, 100], format=style.SIGNIFICANT)
    y = alt.Y("earned:Q", title=_("US cents per kWh"), scale=scale, axis=axis)
    labels = {"month": _("Month"), "hashprice": _("Hashprice (USD per PH/s and day)")}
    tooltip = [
        *marks.tooltip(data, {"month": style.MONTH, "hashprice": style.COUNT}, labels),
        alt.Tooltip("earned:Q", title=_("Break-even (US cents per kWh)"), format=style.DECIMAL),
    ]
    line = base.mark_line(strokeWidth=1.5).encode(x=x, y=y, tooltip=tooltip)
    told = vega_sentence(_("power: {price} cents"), {"price": "format(price_cents, '.1f')"})
    price = alt.Chart(data.head(1)).transform_calculate(price="price_cents", word=told)
    level = price.mark_rule(color=colours.ACCENT, strokeWidth=2)
    level = level.encode(y=alt.Y("price:Q", scale=scale))
    word = price.encode(x=alt.value(0), y="price:Q", text="word:N")
    words = marks.rimmed(word, colours.ACCENT, align="left", baseline="top", dx=4, dy=4)
    here = base.transform_filter(chosen)
    rule = here.mark_rule(color=colours.MUTED, strokeDash=style.EXPECTED_DASH).encode(x="month:T")
    shape = alt.condition("datum.runs", alt.value("circle"), alt.value("cross"))
    point = here.mark_point(size=110, filled=True, strokeWidth=1).encode(
        x="month:T", y="earned:Q", color=_colour(), shape=shape, tooltip=tooltip
    )
    plot = alt.layer(line, level, *words, rule, point).properties(height=220)
    last = frame.iloc[-1]
    # What holds wherever the sliders stand: two months compare alike in all machines and sites.
    ratio = at["hashprice"] / last["hashprice"]
    return Chart(
        altair=alt.vconcat(_answer(here), plot, spacing=26).add_params(*controls),
        data=frame,
        title=_(
            "In any machine a kilowatt-hour earned {ratio} times as much in {month} as in {last}"
        )
        if ratio > 1
        else _("In no machine did a kilowatt-hour earn more in {month} than in {last}"),
        measure=_(
            "US cents that a kilowatt-hour earned in the chosen machine, monthly mean, {first} to "
            "{last}, logarithmic; the level is the chosen price of power."
        ),
        description=_(
            "A line by month from {first} to {last}: the electricity price at which the chosen "
            "machine earned exactly its power, a horizontal line for the chosen price, and a "
            "sentence with the answer above. Sliders set electricity price, power-usage "
            "effectiveness, efficiency and date. Where they start, {e} J/TH at a PUE of {pue} "
            "earned {value} US cents per kWh in {month}, against a price of {price}."
        ),
        words={
            "ratio": number(ratio, ".1f"),
            "month": month_name(at["month"]),
            "first": month_name(frame["month"].min()),
            "last": month_name(last["month"]),
            "e": number(efficiency_j_th, "g"),
            "pue": number(pue, ".2f"),
            "value": number(value, ".1f"),
            "price": cents(tariff_usd_kwh),
        },
        labels=labels,
    )


def _controls(
    data: pd.DataFrame, tariff: float, pue: float, efficiency: float, at: pd.Timestamp
) -> list[alt.Parameter]:
    """The five sliders: price, overhead of the site, efficiency, year and month."""
    years = data["month"].dt.year
    rows = (
        ("price_cents", 100 * tariff, 0.5, 15, 0.1, _("Electricity price (US cents per kWh) ")),
        ("site_pue", pue, 1, 1.6, 0.01, _("Overhead of the site (PUE) ")),
        ("machine_j_th", efficiency, 15, 120, 0.5, _("Efficiency of the machine (J/TH) ")),
        ("at_year", at.year, int(years.min()), int(years.max()), 1, _("Year ")),
        ("at_month", at.month, 1, 12, 1, _("Month ")),
    )
    return [
        alt.param(
            name=name,
            value=round(value, 4),
            bind=alt.binding_range(min=low, max=high, step=step, name=label),
        )
        for name, value, low, high, step, label in rows
    ]


def _answer(here: alt.Chart) -> alt.Chart:
    """The answer in three lines of text, computed in the reader's browser."""
    words = {
        "month": "timeFormat(datum.month, '%B %Y')",
        "machine": "format(machine_j_th, '.3~r')",
        "pue": "format(site_pue, '.2f')",
        "earned": "format(datum.earned, '.1f')",
        "price": "format(price_cents, '.1f')",
        "left": "format(1 - price_cents / datum.earned, '.0%')",
    }
    first = vega_sentence(_("{month}: {machine} J/TH, PUE {pue}"), words)
    second = vega_sentence(_("earned {earned} cents a kWh; power cost {price}."), words)
    runs = vega_sentence(_("It ran: {left} of its revenue was left."), words)
    stops = vega_sentence(_("It stood still: power cost more."), words)
    lines = here.transform_calculate(
        first=first, second=second, verdict=f"datum.runs ? {runs} : {stops}"
    )
    lines = lines.encode(x=alt.value(0))
    text = lines.mark_text(align="left", baseline="top", fontSize=13, lineHeight=19)
    text = text.encode(y=alt.value(0), text="lines:N")
    text = text.transform_calculate(lines="[datum.first, datum.second]")
    verdict = lines.mark_text(align="left", baseline="top", fontSize=13, fontWeight="bold")
    verdict = verdict.encode(y=alt.value(40), text="verdict:N", color=_colour())
    return alt.layer(text, verdict).properties(height=58)


def _colour() -> dict[str, Any]:
    """Of what says whether the machine earned its power."""
    return alt.condition("datum.runs", alt.value(colours.HERO), alt.value(colours.ACCENT))
