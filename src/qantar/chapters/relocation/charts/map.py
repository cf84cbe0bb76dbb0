"""The map of the choice: uptime at home against the hosting price abroad, for idle weeks the
reader sets.
"""

import altair as alt
import pandas as pd

from qantar.chapters.shared.charts.words import cents, vega_sentence
from qantar.charting import theme
from qantar.charting.theme import Chart, chart
from qantar.common.text import _
from qantar.report.sentences import number

MAP_OPACITY = 0.35


@chart(tables=("network_daily", "exchange_rate", "asic_prices"))
def decision_map(
    frame: pd.DataFrame,
    *,
    idle_weeks: float,
    tariff_usd_kwh: float,
    uptime: float,
    uptime_sale: float,
    uptime_sale_haircut: float,
) -> Chart:
    """Uptime at home against the hosting price abroad: where staying and leaving are equal, by idle
    weeks.

    frame: tariff_usd_kwh, idle_weeks, leave_usd, breakeven_uptime; the others place the chapter's
    case and the uptimes at which staying is worth the sale, without and with the largest haircut.
    """
    drawn = frame.assign(
        cents=100 * frame["tariff_usd_kwh"],
        line=frame["breakeven_uptime"].clip(0, 1),
        zero=0.0,
        one=1.0,
    )
    weeks = sorted(frame["idle_weeks"].unique())
    start = min(weeks, key=lambda week: abs(week - idle_weeks))
    slider = alt.param(
        name="weeks_idle",
        value=start,
        bind=alt.binding_range(
            min=weeks[0], max=weeks[-1], step=weeks[1] - weeks[0], name=_("Idle weeks ")
        ),
    )
    case = pd.DataFrame(
        {"cents": [100 * tariff_usd_kwh], "uptime": [uptime], "name": [_("this chapter's case")]}
    )
    point = alt.Chart(case).encode(x="cents:Q", y="uptime:Q")
    layers = [*_areas(drawn), point.mark_point(size=90, color=theme.TEXT, shape="diamond")]
    layers.append(point.mark_text(align="right", dx=-9).encode(text="name:N"))
    layers += _sale_rules({_("a discounted sale"): uptime_sale_haircut, _("a sale"): uptime_sale})
    answer = _map_answer(drawn, tariff_usd_kwh)
    own = frame[(frame["idle_weeks"] == start)]
    near = own.loc[(own["tariff_usd_kwh"] - tariff_usd_kwh).abs().idxmin()]
    plot = alt.layer(*layers).properties(height=theme.HEIGHT)
    return Chart(
        altair=alt.vconcat(answer, plot, spacing=22).add_params(slider),
        data=frame,
        **_decision_map_words(start, near, uptime_sale, uptime_sale_haircut, own),
        labels={
            "tariff_usd_kwh": _("Hosting price abroad (USD/kWh)"),
            "idle_weeks": _("Idle weeks"),
            "leave_usd": _("Leaving is worth (USD)"),
            "breakeven_uptime": _("Break-even uptime"),
        },
    )


def _areas(drawn: pd.DataFrame) -> list[alt.Chart]:
    """Both sides of the line of equality for the slider's weeks, the line, and the words of the
    sides.
    """
    x = alt.X(
        "cents:Q",
        title=_("Hosting price abroad (US cents per kWh)"),
        scale=alt.Scale(nice=False),
        axis=alt.Axis(tickCount=6, format=theme.SIGNIFICANT),
    )
    y = alt.Y(
        "line:Q",
        title=_("Share of time with power at home"),
        axis=alt.Axis(format=theme.SHARE),
        scale=alt.Scale(domain=[0, 1], nice=False),
    )
    here = alt.Chart(drawn).transform_filter("datum.idle_weeks === weeks_idle")
    below = here.mark_area(color=theme.CHOICES["leave"], opacity=MAP_OPACITY).encode(
        x=x, y=alt.Y("zero:Q"), y2="line:Q"
    )
    above = here.mark_area(color=theme.CHOICES["stay"], opacity=MAP_OPACITY).encode(
        x=x, y=alt.Y("line:Q"), y2="one:Q"
    )
    border = here.mark_line(color=theme.TEXT, strokeWidth=2).encode(
        x=x,
        y=y,
        tooltip=[
            alt.Tooltip("cents:Q", title=_("Hosting price (US cents)"), format=theme.DECIMAL),
            alt.Tooltip("breakeven_uptime:Q", title=_("Break-even uptime"), format=theme.SHARE),
            alt.Tooltip("leave_usd:Q", title=_("Leaving is worth (USD)"), format=theme.COUNT),
        ],
    )
    sides = pd.DataFrame(
        {
            "cents": [drawn["cents"].min()] * 2,
            "at": [0.97, 0.03],
            "name": [_("staying is better than leaving"), _("leaving is better than staying")],
        }
    )
    words = (
        alt.Chart(sides)
        .mark_text(align="left", dx=6, fontWeight="bold")
        .encode(x="cents:Q", y="at:Q", text="name:N")
    )
    return [below, above, border, words]


def _decision_map_words(
    start: float, near: pd.Series, uptime_sale: float, uptime_sale_haircut: float, own: pd.DataFrame
) -> dict[str, str]:
    """Title and description of `decision_map`."""
    return {
        "title": _(
            "Staying beats leaving above an uptime of {uptime}, if the move idles {weeks} weeks"
        ).format(uptime=number(near["breakeven_uptime"], ".0%"), weeks=number(start, ".0f")),
        "description": _(
            "A map of hosting price abroad ({low} to {high} US cents per kWh) against uptime at "
            "home. The line is where staying and leaving are worth the same: {a} at the cheapest "
            "price, {b} at the dearest, for {weeks} idle weeks; a slider moves it. Staying is "
            "worth a sale at the asking price from an uptime of {sale}, at the largest discount "
            "from {haircut}; more than 100 % means that no uptime is enough."
        ).format(
            low=cents(own["tariff_usd_kwh"].min()),
            high=cents(own["tariff_usd_kwh"].max()),
            a=number(own["breakeven_uptime"].iloc[0], ".0%"),
            b=number(own["breakeven_uptime"].iloc[-1], ".0%"),
            weeks=number(start, ".0f"),
            sale=number(uptime_sale, ".0%"),
            haircut=number(uptime_sale_haircut, ".0%"),
        ),
    }


def _sale_rules(limits: dict[str, float]) -> list[alt.Chart]:
    """A line for each uptime, if inside the map, at which staying is worth the sale."""
    inside = [(name, uptime) for name, uptime in limits.items() if 0 <= uptime <= 1]
    if not inside:
        return []
    text = _("worth {sale}: {uptime}")
    frame = pd.DataFrame(
        {
            "uptime": [uptime for _name, uptime in inside],
            "label": [
                text.format(sale=name, uptime=number(uptime, ".0%")) for name, uptime in inside
            ],
        }
    )
    base = alt.Chart(frame).encode(y="uptime:Q")
    rule = base.mark_rule(
        color=theme.CHOICES["sell"], strokeDash=theme.IMPUTED_DASH, strokeWidth=1.5
    )
    word = base.mark_text(
        align="right", baseline="bottom", dx=-4, dy=-3, color=theme.CHOICES["sell"]
    )
    return [rule, word.encode(x=alt.value("width"), text="label:N")]


def _map_answer(drawn: pd.DataFrame, tariff_usd_kwh: float) -> alt.Chart:
    """The break-even uptime for the slider's weeks at the chapter's hosting price, as a
    sentence.
    """
    near = (drawn["tariff_usd_kwh"] - tariff_usd_kwh).abs()
    at = drawn[near == near.min()]
    words = {
        "weeks": "format(weeks_idle, '.0f')",
        "price": "format(datum.cents, '.1f')",
        "uptime": "format(datum.breakeven_uptime, '.0%')",
    }
    first = vega_sentence(_("{weeks} idle weeks, hosting at {price} US cents:"), words)
    second = vega_sentence(_("staying is better above an uptime of {uptime}."), words)
    none = vega_sentence(_("no uptime at home makes staying the better one ({uptime})."), words)
    always = vega_sentence(_("staying is better at any uptime."), words)
    verdict = (
        f"datum.breakeven_uptime > 1 ? {none} : datum.breakeven_uptime < 0 ? {always} : {second}"
    )
    return (
        alt.Chart(at)
        .transform_filter("datum.idle_weeks === weeks_idle")
        .transform_calculate(first=first, second=verdict)
        .transform_calculate(lines="[datum.first, datum.second]")
        .mark_text(align="left", baseline="top", fontSize=14, lineHeight=19)
        .encode(x=alt.value(0), y=alt.value(0), text="lines:N")
        .properties(height=38)
    )
