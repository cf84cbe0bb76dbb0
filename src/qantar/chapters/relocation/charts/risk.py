"""Charts of how sure the choice is: what each input moves, and how far the draws lie apart."""

import altair as alt
import pandas as pd

from qantar.chapters.relocation.charts.words import input_names, input_value, leaning
from qantar.chapters.shared.charts.words import row_words, signed_axis
from qantar.charting import theme
from qantar.charting.theme import Chart, chart
from qantar.common.text import _
from qantar.report.sentences import number


@chart(tables=("network_daily", "exchange_rate"))
def tornado(frame: pd.DataFrame, *, expected_usd: float) -> Chart:
    """Leaving less staying when each input moves through its range.

    frame: input, low, high, at_low_usd, at_high_usd, span_usd; expected_usd: with the chapter's
    values.
    """
    names = input_names()
    labels = [
        _("{name}: {low} to {high}").format(
            name=names[row.input],
            low=input_value(row.input, row.low),
            high=input_value(row.input, row.high),
        )
        for row in frame.itertuples()
    ]
    ends = {"at_low_usd": _("at the low end"), "at_high_usd": _("at the high end")}
    long = (
        frame.assign(label=labels)
        .melt(["input", "label"], list(ends), "end", "usd")
        .assign(base=expected_usd)
    )
    long = long.assign(end=long["end"].map(ends))
    y = alt.Y("label:N", sort=labels, title=None, axis=None)
    shift = 8
    heads = alt.Chart(long.drop_duplicates("label")).encode(x=alt.value(0), y=y, text="label:N")
    zero = alt.Chart(pd.DataFrame({"usd": [0.0]})).mark_rule(color=theme.TEXT).encode(x="usd:Q")
    top = frame.iloc[0]
    return Chart(
        altair=alt.layer(_tornado_bars(long, y, shift), zero, row_words(heads, -shift)).properties(
            height=alt.Step(38)
        ),
        data=frame,
        **_tornado_words(names, top, expected_usd, labels, frame),
        labels={
            "input": _("Input"),
            "low": _("Low end"),
            "high": _("High end"),
            "at_low_usd": _("At the low end (USD)"),
            "at_high_usd": _("At the high end (USD)"),
            "span_usd": _("Span (USD)"),
        },
    )


def _tornado_bars(long: pd.DataFrame, y: alt.Y, shift: int) -> alt.Chart:
    """Bars from the expected difference to its value at each end of each input's range."""
    span = long[["usd", "base"]].abs().max().max() * 1.05
    return (
        alt.Chart(long)
        .mark_bar(height=12, yOffset=shift)
        .encode(
            y=y,
            x=alt.X(
                "base:Q",
                axis=signed_axis(_("Leaving less staying (US dollars per machine)"), tickCount=5),
                scale=alt.Scale(domain=[-span, span], nice=False),
            ),
            x2="usd:Q",
            color=alt.Color(
                "end:N", scale=theme.numbered(long["end"].unique()), legend=alt.Legend(title=None)
            ),
            tooltip=[
                alt.Tooltip("label:N", title=_("Input")),
                alt.Tooltip("end:N", title=_("Where")),
                alt.Tooltip("usd:Q", title=_("Leaving less staying (USD)"), format=theme.SIGNED),
            ],
        )
    )


def _tornado_words(
    names: dict[str, str],
    top: pd.Series,
    expected_usd: float,
    labels: list[str],
    frame: pd.DataFrame,
) -> dict[str, str]:
    """Title and description of `tornado`."""
    return {
        "title": _("{name} moves the choice most: {a} to {b} USD").format(
            name=names[top["input"]],
            a=number(min(top["at_low_usd"], top["at_high_usd"]), "+,.0f"),
            b=number(max(top["at_low_usd"], top["at_high_usd"]), "+,.0f"),
        ),
        "description": _(
            "Bars from the expected difference between leaving and staying, {expected} USD, to "
            "its value at the ends of each input's range, widest first; right of zero leaving is "
            "better. {values}."
        ).format(
            expected=number(expected_usd, "+,.0f"),
            values="; ".join(
                f"{label}: {number(row.at_low_usd, '+,.0f')}, {number(row.at_high_usd, '+,.0f')}"
                for label, row in zip(labels, frame.itertuples(), strict=True)
            ),
        ),
    }


@chart(tables=("network_daily", "exchange_rate"))
def difference(
    frame: pd.DataFrame, *, quantiles: dict[float, float], p_leave_better: float, draws: int
) -> Chart:
    """Distribution of leaving less staying. frame: from_usd, to_usd, share; quantiles: USD by
    level.
    """
    sides = {"leave": _("leaving"), "stay": _("staying")}
    drawn = frame.assign(
        side=[sides["leave" if start >= 0 else "stay"] for start in frame["from_usd"]]
    )
    colour = alt.Scale(domain=list(sides.values()), range=[theme.CHOICES[name] for name in sides])
    bars = (
        alt.Chart(drawn)
        .mark_bar(stroke=theme.PAPER, strokeWidth=0.5)
        .encode(
            x=alt.X(
                "from_usd:Q",
                bin="binned",
                axis=signed_axis(_("Leaving less staying (US dollars per machine)"), tickCount=6),
            ),
            x2="to_usd:Q",
            y=alt.Y(
                "share:Q", title=_("Share of draws"), axis=alt.Axis(format=theme.SHARE, titleY=-24)
            ),
            color=alt.Color("side:N", scale=colour, legend=None),
            tooltip=[
                alt.Tooltip("from_usd:Q", title=_("From (USD)"), format=theme.SIGNED),
                alt.Tooltip("to_usd:Q", title=_("To (USD)"), format=theme.SIGNED),
                alt.Tooltip("share:Q", title=_("Share of draws"), format=theme.SHARE_FINE),
            ],
        )
    )
    corners = alt.Chart(pd.DataFrame({"side": list(sides.values())})).encode(
        text="side:N", color=alt.Color("side:N", scale=colour, legend=None), y=alt.value(14)
    )
    right = corners.transform_filter(alt.datum.side == sides["leave"]).mark_text(
        align="right", dx=-4
    )
    left = corners.transform_filter(alt.datum.side == sides["stay"]).mark_text(align="left", dx=4)
    words = [left.encode(x=alt.value(0)), right.encode(x=alt.value("width"))]
    middle = quantiles[0.5]
    levels = ", ".join(
        f"{number(level, '.0%')}: {number(value, '+,.0f')}" for level, value in quantiles.items()
    )
    return Chart(
        altair=alt.layer(bars, _quantile_rules(quantiles), *words).properties(height=220),
        data=frame,
        **_difference_words(middle, quantiles, levels, draws, p_leave_better),
        labels={"from_usd": _("From (USD)"), "to_usd": _("To (USD)"), "share": _("Share of draws")},
    )


def _difference_words(
    middle: pd.DataFrame,
    quantiles: dict[float, float],
    levels: str,
    draws: int,
    p_leave_better: float,
) -> dict[str, str]:
    """Title and description of `difference`."""
    return {
        "title": _(
            "Half of the draws lie above {middle} USD, nine in ten between {low} and {high}"
        ).format(
            middle=number(middle, "+,.0f"),
            low=number(quantiles[0.05], "+,.0f"),
            high=number(quantiles[0.95], "+,.0f"),
        ),
        "description": _(
            "A histogram of {draws} draws: what leaving is worth less what staying is worth, in "
            "US dollars per machine, with zero as a class limit. Quantiles: {levels}. {leaning}"
        ).format(draws=number(draws), levels=levels, leaning=leaning(p_leave_better)),
    }


def _quantile_rules(quantiles: dict[float, float]) -> alt.LayerChart:
    frame = pd.DataFrame(
        {"usd": list(quantiles.values()), "label": [number(level, ".0%") for level in quantiles]}
    )
    base = alt.Chart(frame).encode(x="usd:Q")
    rule = base.mark_rule(color=theme.TEXT, strokeDash=theme.EXPECTED_DASH)
    word = base.mark_text(baseline="bottom", dy=-3, fontSize=theme.FONT_SIZE_SMALL).encode(
        y=alt.value(0), text="label:N"
    )
    return rule + word
