"""Charts of time: the hashprice expected and what came, and how long operating takes to earn a
sale.
"""

import altair as alt
import pandas as pd

from qantar.chapters.relocation.charts.words import choice_scales, usd
from qantar.chapters.shared.charts.words import month_name
from qantar.charting import theme
from qantar.charting.theme import Chart, chart
from qantar.common.text import _
from qantar.report.sentences import number

# What counts as near the end of a range, as a part of its width.
NEAR_THE_END = 0.1


@chart(tables=("network_daily",))
def hashprice_paths(frame: pd.DataFrame, *, decay: float, realised: float | None) -> Chart:
    """Expected and realised hashprice. frame: month, start, path (expected, realised),
    hashprice.
    """
    names = {"expected": _("expected"), "realised": _("what came")}
    drawn = frame.assign(name=frame["path"].map(names))
    order = list(dict.fromkeys(drawn["name"]))
    colour = theme.numbered(order)
    dash = alt.Scale(domain=list(names.values()), range=[theme.EXPECTED_DASH, [1, 0]])
    lines = (
        alt.Chart(drawn)
        .mark_line(strokeCap="butt")
        .encode(
            x=alt.X(
                "start:T",
                axis=theme.time_axis(tickCount=alt.TimeIntervalStep(interval="month", step=6)),
            ),
            y=alt.Y(
                "hashprice:Q", title=_("USD per PH/s and day"), axis=alt.Axis(format=theme.COUNT)
            ),
            color=alt.Color("name:N", scale=colour, legend=None),
            strokeDash=alt.StrokeDash("name:N", scale=dash, legend=None),
            tooltip=[
                alt.Tooltip("start:T", title=_("From"), format=theme.DAY),
                alt.Tooltip("name:N", title=_("Path")),
                alt.Tooltip("hashprice:Q", title=_("USD per PH/s and day"), format=theme.DECIMAL),
            ],
        )
    )
    labels = theme.end_labels(
        drawn, "start", "hashprice", "name", colour, gap=0.08 * drawn["hashprice"].max()
    )
    first = drawn.iloc[0]
    title = _("Hashprice was supposed to fall {decay} a month").format(decay=number(decay, ".1%"))
    if realised is not None:
        title = _(
            "Expected was a fall of {decay} a month; what came paid as little as a steady "
            "{realised}"
        ).format(decay=number(decay, ".1%"), realised=number(realised, ".1%"))
    ends = "; ".join(f"{row.name} {number(row.hashprice, '.0f')}" for row in _last(drawn))
    return Chart(
        altair=alt.layer(lines, labels).properties(height=220),
        data=frame,
        **_hashprice_paths_words(title, ends, first),
        labels={
            "month": _("Month"),
            "start": _("From"),
            "path": _("Path"),
            "hashprice": _("Hashprice (USD per PH/s and day)"),
        },
    )


def _hashprice_paths_words(title: str, ends: str, first: pd.Series) -> dict[str, str]:
    """Title and description of `hashprice_paths`."""
    return {
        "title": title,
        "description": _(
            "Lines by month from {first}: the expected hashprice, dashed, and what came, both in "
            "US dollars per PH/s and day. They start from {start}; at the end: {ends}."
        ).format(
            first=month_name(first["start"]), start=number(first["hashprice"], ".0f"), ends=ends
        ),
    }


def _last(drawn: pd.DataFrame) -> list:
    rows = drawn.sort_values("start").groupby("name", sort=False).tail(1)[["name", "hashprice"]]
    return list(rows.itertuples(index=False))


def _where(assumed: pd.Series, value: float) -> str:
    """Where a value lies in the range of those assumed."""
    if not assumed.min() <= value <= assumed.max():
        return _("outside")
    edge = NEAR_THE_END * (assumed.max() - assumed.min())
    return _("near the end of") if assumed.max() - value < edge else _("inside")


@chart(tables=("network_daily",))
def decay_prior(frame: pd.DataFrame, *, chosen: float, realised: float | None) -> Chart:
    """The range assumed for the hashprice's monthly fall, and the fall that came. frame: value,
    density.
    """
    area = (
        alt.Chart(frame)
        .mark_area(opacity=theme.BAND_OPACITY, line={"color": theme.HERO})
        .encode(
            x=alt.X(
                "value:Q",
                title=_("Monthly fall of the hashprice"),
                axis=alt.Axis(format=theme.SHARE, tickCount=5),
                scale=alt.Scale(nice=False),
            ),
            y=alt.Y("density:Q", axis=None),
        )
    )
    marks = {_("expected"): chosen, **({_("what came"): realised} if realised is not None else {})}
    rules = pd.DataFrame({"value": list(marks.values()), "name": list(marks)})
    base = alt.Chart(rules).encode(x="value:Q")
    word = base.mark_text(baseline="bottom", dy=-4).encode(y=alt.value(0), text="name:N")
    title = _("The fall that came cannot be told: the tables end before the horizon")
    if realised is not None:
        title = _(
            "What came paid as little as a steady fall of {fall} a month, {where} the assumed range"
        ).format(fall=number(realised, ".1%"), where=_where(frame["value"], realised))
    return Chart(
        altair=alt.layer(area, base.mark_rule(color=theme.TEXT, strokeWidth=2), word).properties(
            height=theme.HEIGHT_SMALL
        ),
        data=frame,
        title=title,
        description=_(
            "A triangle for the assumed monthly fall of the hashprice, from {low} to {high}, most "
            "likely {mode}; vertical lines for the expected fall, {chosen}, and for what "
            "came{came}."
        ).format(
            low=number(frame["value"].min(), ".0%"),
            high=number(frame["value"].max(), ".0%"),
            mode=number(frame["value"].iloc[1], ".0%"),
            chosen=number(chosen, ".1%"),
            came="" if realised is None else ", " + number(realised, ".1%"),
        ),
        labels={"value": _("Monthly fall of the hashprice"), "density": _("Density")},
    )


@chart(tables=("network_daily", "exchange_rate", "asic_prices"))
def matching_sale(frame: pd.DataFrame, *, sell_usd: float, low_usd: float) -> Chart:
    """Value of operating up to each month against the sale. frame: month, stay_usd, leave_usd.

    sell_usd: the sale; low_usd: the sale after the largest haircut.
    """
    names, colour, _shape = choice_scales()
    long = frame.melt("month", ["stay_usd", "leave_usd"], "choice", "usd")
    long = long.assign(name=long["choice"].str.removesuffix("_usd").map(names))
    x = alt.X("month:Q", title=_("Months of operation"), scale=alt.Scale(nice=False))
    y = alt.Y("usd:Q", title=_("US dollars per machine"), axis=alt.Axis(format=theme.COUNT))
    lines = (
        alt.Chart(long)
        .mark_line()
        .encode(
            x=x,
            y=y,
            color=alt.Color("name:N", scale=colour, legend=None),
            tooltip=[
                alt.Tooltip("month:Q", title=_("Months")),
                alt.Tooltip("name:N", title=_("Choice")),
                alt.Tooltip("usd:Q", title=_("Worth (USD)"), format=theme.COUNT),
            ],
        )
    )
    labels = theme.end_labels(long, "month", "usd", "name", colour, gap=0.07 * sell_usd)
    most = {choice: float(frame[f"{choice}_usd"].max()) for choice in ("stay", "leave")}
    reached = {choice: frame.loc[frame[f"{choice}_usd"] >= sell_usd, "month"] for choice in most}
    told = [
        _("{choice} reaches it after {months} months").format(
            choice=names[choice], months=months.iloc[0]
        )
        if len(months)
        else _("{choice} does not reach it ({usd} USD at most)").format(
            choice=names[choice], usd=usd(most[choice])
        )
        for choice, months in reached.items()
    ]
    never = not any(len(months) for months in reached.values())
    title = _("The asking price of {sell} USD is more than operating earns in {months} months")
    if not never:
        title = _("The asking price of {sell} USD is earned back within {months} months")
    first = min(
        (months.iloc[0] for months in reached.values() if len(months)), default=frame["month"].max()
    )
    return Chart(
        altair=alt.layer(*_sale_band(low_usd, sell_usd), lines, labels).properties(height=260),
        data=frame,
        **_matching_sale_words(title, first, sell_usd, low_usd, told, frame),
        labels={"month": _("Months"), "stay_usd": _("Stay (USD)"), "leave_usd": _("Leave (USD)")},
    )


def _sale_band(low_usd: float, sell_usd: float) -> list[alt.Chart]:
    """A band from the sale at the largest haircut to the sale itself, with its name."""
    band = pd.DataFrame(
        {
            "low": [low_usd],
            "high": [sell_usd],
            "name": [_("sell: from the largest haircut to none")],
        }
    )
    area = (
        alt.Chart(band)
        .mark_rect(color=theme.CHOICES["sell"], opacity=theme.BAND_OPACITY)
        .encode(y=alt.Y("low:Q"), y2="high:Q")
    )
    rule = alt.Chart(band).mark_rule(color=theme.CHOICES["sell"], strokeWidth=2).encode(y="high:Q")
    word = (
        alt.Chart(band)
        .mark_text(align="left", baseline="top", dx=4, dy=4)
        .encode(x=alt.value(0), y="high:Q", text="name:N")
    )
    return [area, rule, word]


def _matching_sale_words(
    title: str, first: int, sell_usd: float, low_usd: float, told: list[str], frame: pd.DataFrame
) -> dict[str, str]:
    """Title and description of `matching_sale`."""
    return {
        "title": title.format(sell=usd(sell_usd), months=first),
        "description": _(
            "Two lines over months of operation: what staying and leaving are worth on the "
            "expected path if the machine runs that long, from the first to month {last}; a band "
            "for the sale, {low} to {sell} USD. {told}."
        ).format(
            last=frame["month"].max(), low=usd(low_usd), sell=usd(sell_usd), told="; ".join(told)
        ),
    }
