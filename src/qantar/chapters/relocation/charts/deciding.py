"""Charts of what decides: every assumption moved alone, and the map of uptime and price."""

import altair as alt
import pandas as pd

from qantar.chapters.relocation.charts.words import (
    THOUSANDS,
    assumption_names,
    thousands,
    value_words,
)
from qantar.charting import Chart, NoData, chart, marks
from qantar.charting.colours import GREY_MARK, HERO, MUTED, TEXT
from qantar.common.text import _, clauses, listed, ngettext
from qantar.data.country_names import format_sentence
from qantar.report.sentences import number

STEP = 42


@chart(tables=("network_daily", "exchange_rate", "asic_prices", "mining_reported", "destinations"))
def deciding(frame: pd.DataFrame, *, machines: int, place: str) -> Chart:
    """Leaving less staying at both ends of every assumption [USD, all machines], widest first.

    frame: assumption, low, high, at_low_usd, at_high_usd, turns (deciding.swings); place: the
    chapter's destination.
    """
    names = assumption_names()
    drawn = frame.assign(
        name=frame["assumption"].map(names),
        low=[*map(value_words, frame["assumption"], frame["low"])],
        high=[*map(value_words, frame["assumption"], frame["high"])],
    )
    drawn["row"] = drawn["name"] + ": " + drawn["low"] + " … " + drawn["high"]
    labels = {
        "name": _("Assumption"),
        "low": _("From"),
        "high": _("To"),
        "at_low_usd": _("Leaving less staying at “From” (USD)"),
        "at_high_usd": _("Leaving less staying at “To” (USD)"),
        "turns": _("Turns the answer"),
    }
    turning = int(drawn["turns"].sum())
    return Chart(
        altair=_bars(drawn, labels),
        data=drawn[list(labels)],
        title=ngettext(
            "On staying or leaving for {place} {n} of {total} assumptions turns the answer alone; "
            "{widest} moves it most",
            "On staying or leaving for {place} {n} of {total} assumptions turn the answer alone; "
            "{widest} moves it most",
            turning,
        )
        if turning
        else _(
            "On staying or leaving for {place} no assumption turns the answer alone; {widest} "
            "moves it most"
        ),
        measure=_(
            "What leaving for {place} was worth more than staying, thousand US dollars for "
            "{machines:|# machine|# machines}, as one assumption moves from end to end. Grey: the "
            "better choice stays the same."
        ),
        description=_("Bars over zero, for {place}, in thousand US dollars. {values}."),
        words={
            "n": turning,
            "total": len(drawn),
            "widest": drawn["name"].iloc[0].lower(),
            "machines": number(machines, ",d"),
            "place": place,
            "values": clauses(
                _("{name}, {low} to {high}: {usd}").format(
                    name=row.name,
                    low=row.low,
                    high=row.high,
                    usd=thousands(row.at_low_usd, row.at_high_usd),
                )
                for row in drawn.itertuples()
            ),
        },
        labels=labels,
    )


def _bars(drawn: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    row = marks.in_lines(drawn["row"])
    up, down = -8 - row.added // 2, 8 + row.added // 2
    y = alt.Y("row:N", sort=None, axis=None)
    fill = marks.either(alt.datum.turns, HERO, GREY_MARK)
    forms = {"name": "", "low": "", "at_low_usd": "+,.0f", "high": "", "at_high_usd": "+,.0f"}
    tips = marks.tooltip(drawn, forms, labels)
    base = alt.Chart(drawn.assign(row=row.words)).encode(y=y, tooltip=tips)
    x = alt.X("at_low_usd:Q", axis=alt.Axis(title=None, labelExpr=THOUSANDS, tickCount=5))
    bars = base.mark_bar(height=12, yOffset=down).encode(x=x, x2="at_high_usd", fill=fill)
    name = base.encode(x=alt.value(0), text="row:N")
    words = marks.rimmed(name, TEXT, align="left", yOffset=up, **row.look)
    zero = pd.DataFrame({"x": [0.0], "left": [_("stay")], "right": [_("leave")]})
    # A line at zero beside each bar alone, so that it crosses no name.
    rule = base.mark_tick(color=TEXT, thickness=1, size=16, yOffset=down).encode(x=alt.datum(0.0))
    top = alt.Chart(zero).encode(x="x:Q", y=alt.value(-12))
    sides = [
        top.mark_text(align="right", dx=-8, color=MUTED).encode(text="left:N"),
        top.mark_text(align="left", dx=8, color=MUTED).encode(text="right:N"),
    ]
    return alt.layer(bars, rule, *words, *sides).properties(height=alt.Step(STEP + row.added))


@chart(tables=("network_daily", "exchange_rate", "asic_prices", "mining_reported", "destinations"))
def decision_map(
    frame: pd.DataFrame,
    *,
    tariff_usd_kwh: float,
    uptime: float,
    duty: float,
    matching: float | None,
) -> Chart:
    """The uptime at home at which staying is worth leaving, by price of power abroad.

    frame: tariff_usd_kwh, duty, uptime (deciding.uptimes_by_tariff); tariff_usd_kwh, uptime, duty:
    of the chapter's case; matching: the line's uptime there, None where power at home earns
    nothing.
    """
    labels = {
        "tariff_usd_kwh": _("Price of power abroad (USD/kWh)"),
        "duty": _("Import duty"),
        "uptime": _("Uptime at home at which both are equal"),
    }
    inside = frame[frame["uptime"].between(0, 1)]
    if inside.empty:
        raise NoData(_map_title(tariff_usd_kwh, matching) + ".")
    return Chart(
        altair=_lines(inside, tariff_usd_kwh, uptime, duty, labels),
        data=frame,
        title=_map_title(tariff_usd_kwh, matching),
        measure=_(
            "Share of time with power at home above which staying is worth more, by price of "
            "power abroad in US cents a kilowatt-hour. Grey: without the duty. Point: the "
            "assumptions of this page."
        )
        if duty
        else _(
            "Share of time with power at home above which staying is worth more, by price of "
            "power abroad in US cents a kilowatt-hour. Point: the assumptions of this page."
        ),
        description=_(
            "Lines by price of power abroad: the uptime at home above which staying is worth more; "
            "{lines}."
        ),
        words={
            "lines": clauses(
                _told(name, inside[inside["duty"] == value], tariff_usd_kwh)
                for value, name in _duties(duty).items()
                if value in set(inside["duty"])
            )
        },
        labels=labels,
    )


def _duties(duty: float) -> dict[float, str]:
    """The lines by their duty, and how they are named."""
    charged = {duty: _("duty of {duty}").format(duty=number(duty, ".0%"))} if duty else {}
    return {0.0: _("without duty"), **charged}


def _told(name: str, own: pd.DataFrame, tariff: float) -> str:
    """A line's uptimes at the lowest price drawn, at the one nearest `tariff`, at the highest."""
    nearest = (own["tariff_usd_kwh"] - tariff).abs().argsort()[:1]
    values = [
        format_sentence(
            _("{uptime} at {cents:|# cent|# cents}"),
            uptime=number(row.uptime, ".0%"),
            cents=number(100 * row.tariff_usd_kwh, ".3g"),
        )
        for row in own.iloc[sorted({0, *nearest, len(own) - 1})].itertuples()
    ]
    return f"{name}: {listed(values)}"


def _lines(
    inside: pd.DataFrame, tariff: float, uptime: float, duty: float, labels: dict[str, str]
) -> alt.LayerChart:
    cents = inside.assign(cents=100 * inside["tariff_usd_kwh"])
    axis = alt.Axis(title=None, format=".3~r", tickCount=6)
    x = alt.X("cents:Q", axis=axis, scale=alt.Scale(zero=False, nice=False))
    axis = alt.Axis(title=None, format=".0%", tickCount=5)
    y = alt.Y("uptime:Q", axis=axis, scale=alt.Scale(domain=[0, 1]))
    layers = []
    for value, words in _duties(duty).items():
        colour, width, ink = (HERO, 2.75, HERO) if value else (GREY_MARK, 2.0, MUTED)
        own = cents[cents["duty"] == value]
        if own.empty:
            continue
        line = alt.Chart(own).mark_line(color=colour, strokeWidth=width)
        tips = marks.tooltip(own, {"tariff_usd_kwh": ".3f", "duty": ".0%", "uptime": ".0%"}, labels)
        layers.append(line.encode(x=x, y=y, tooltip=tips))
        end = alt.Chart(own.tail(1)).encode(x=x, y=y, text=alt.value(words))
        layers += marks.rimmed(end, ink, align="right", dx=-4, dy=16)
    case = pd.DataFrame({"cents": [100 * tariff], "uptime": [uptime]})
    point = alt.Chart(case).mark_point(filled=True, color=TEXT, size=90)
    layers.append(point.encode(x=x, y=y))
    sides = pd.DataFrame(
        {"words": [_("staying is worth more")], "below": [_("leaving is worth more")]}
    )
    base = alt.Chart(sides)
    above = base.mark_text(align="right", color=MUTED, dx=-6, dy=12)
    below = base.mark_text(align="left", color=MUTED, dx=6, dy=-12)
    layers += [
        above.encode(x=alt.value({"expr": "width"}), y=alt.value(0), text="words:N"),
        below.encode(x=alt.value(0), y=alt.value({"expr": "height"}), text="below:N"),
    ]
    return alt.layer(*layers).properties(height=260)


def _map_title(tariff: float, matching: float | None) -> str:
    if matching is None:
        return _("Power at home earns nothing at any uptime")
    if matching > 1:
        words = _("At {cents:|# cent|# cents} abroad, no uptime at home makes staying worth more")
    elif matching < 0:
        words = _("At {cents:|# cent|# cents} abroad, staying is worth more at any uptime")
    else:
        words = _(
            "With power abroad at {cents:|# cent|# cents}, staying is worth more if there is power "
            "at home more than {uptime} of the time"
        )
    cents, uptime = number(100 * tariff, ".3g"), number(matching, ".0%")
    return format_sentence(words, cents=cents, uptime=uptime)
