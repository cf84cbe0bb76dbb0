"""Charts of single prices against break-even, and of what an hour's outage costs."""

import altair as alt
import pandas as pd

from qantar.chapters.mining.parameters import MiningParameters
from qantar.chapters.shared.charts.words import cents, month_name, plain, row_words
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _
from qantar.report.sentences import number


@chart(tables=("tariffs", "industrial_prices", "mining_fees", "exchange_rate", "network_daily"))
def prices(frame: pd.DataFrame, breakevens: pd.DataFrame, *, names: dict[str, str]) -> Chart:
    """Reported and industrial prices against the break-even of two machines [US cents per kWh].

    frame: place, iso3, as_of, low, high, confidence; breakevens: machine, period,
    breakeven_usd_kwh; names: reader's names by ISO code.
    """
    words = _("{country}: {place} ({when})")
    label = [
        words.format(country=names.get(row.iso3, row.iso3), place=row.place, when=row.as_of)
        for row in frame.itertuples()
    ]
    drawn = frame.assign(label=label, from_cents=100 * frame["low"], to_cents=100 * frame["high"])
    limit = 100 * float(max(breakevens["breakeven_usd_kwh"].max(), frame["high"].max())) * 1.05
    limits = breakevens.assign(
        at=100 * breakevens["breakeven_usd_kwh"],
        when=[month_name(pd.Timestamp(f"{period}-01")) for period in breakevens["period"]],
    )
    above = [int((frame["high"] > row.breakeven_usd_kwh).sum()) for row in breakevens.itertuples()]
    dearest = breakevens["breakeven_usd_kwh"].idxmin()
    return Chart(
        altair=alt.layer(_break_even_rules(limits), *_price_rows(drawn, limit)).properties(
            height=alt.Step(34)
        ),
        data=drawn[["label", "from_cents", "to_cents", "confidence"]],
        **_prices_words(above, frame, limits, dearest, breakevens, drawn),
        labels={
            "label": _("Price"),
            "from_cents": _("From (US cents per kWh)"),
            "to_cents": _("To (US cents per kWh)"),
            "confidence": _("Confidence"),
        },
    )


def _price_rows(drawn: pd.DataFrame, limit: float) -> list[alt.Chart]:
    """One row per price: a bar for a range, a diamond at its upper end, and its words above."""
    y = alt.Y("label:N", sort=drawn["label"].tolist(), title=None, axis=None)
    x = alt.X(
        "to_cents:Q", title=_("US cents per kWh"), scale=alt.Scale(domain=[0, limit], nice=False)
    )
    tooltip = [
        alt.Tooltip("label:N", title=_("Price")),
        alt.Tooltip("from_cents:Q", title=_("From (US cents)"), format=theme.DECIMAL),
        alt.Tooltip("to_cents:Q", title=_("To (US cents)"), format=theme.DECIMAL),
        alt.Tooltip("confidence:N", title=_("Confidence")),
    ]
    base = alt.Chart(drawn).encode(y=y, tooltip=tooltip)
    shift = 7
    bars = base.mark_rule(strokeWidth=5, color=theme.HERO, yOffset=shift).encode(
        x=x, x2="from_cents:Q"
    )
    points = base.mark_point(shape="diamond", size=55, yOffset=shift).encode(x=x)
    heads = row_words(base.encode(x=alt.value(0), text="label:N"), -shift)
    return [bars, points, heads]


def _break_even_rules(limits: pd.DataFrame) -> alt.Chart:
    """A vertical line for what a kilowatt-hour earned, by machine (colour) and month (dash)."""
    return (
        alt.Chart(limits)
        .mark_rule(strokeWidth=1.5)
        .encode(
            x="at:Q",
            color=alt.Color(
                "machine:N",
                scale=theme.numbered(limits["machine"]),
                legend=alt.Legend(title=None, columns=1),
            ),
            strokeDash=alt.StrokeDash(
                "when:N",
                scale=alt.Scale(range=[[1, 0], theme.IMPUTED_DASH]),
                sort=list(dict.fromkeys(limits["when"])),
                legend=alt.Legend(title=None, columns=1),
            ),
            tooltip=[
                alt.Tooltip("machine:N", title=_("Machine")),
                alt.Tooltip("when:N", title=_("Month")),
                alt.Tooltip("at:Q", title=_("Break-even (US cents per kWh)"), format=theme.DECIMAL),
            ],
        )
    )


def _prices_words(
    above: list[int],
    frame: pd.DataFrame,
    limits: pd.DataFrame,
    dearest: int,
    breakevens: pd.DataFrame,
    drawn: pd.DataFrame,
) -> dict[str, str]:
    """Title and description of `prices`."""
    return {
        "title": _(
            "{machine}: in {when} {n} of {total} prices lay above what its power earned"
        ).format(
            machine=limits.loc[dearest, "machine"],
            when=limits.loc[dearest, "when"],
            n=above[breakevens.index.get_loc(dearest)],
            total=len(frame),
        ),
        "description": _(
            "One row per price, cheapest first, as a diamond or a bar for a range: {values}. "
            "Vertical lines: what a kilowatt-hour earned: {limits}."
        ).format(
            values="; ".join(
                f"{row.label} {cents(row.low)}"
                + ("" if row.low == row.high else f"–{cents(row.high)}")
                for row in drawn.itertuples()
            ),
            limits="; ".join(
                f"{row.machine}, {row.when}: {number(row.at, '.1f')}" for row in limits.itertuples()
            ),
        ),
    }


def outage_bands(parameters: MiningParameters) -> dict[str, tuple[str, str]]:
    """First and last day of what stopped Kazakhstan's miners in January 2022; nothing for
    another country.
    """
    if parameters.country != "KAZ":
        return {}
    p = parameters
    end = pd.Period(p.grid_cut_day, "M").end_time.strftime("%Y-%m-%d")
    return {
        _("internet cut"): (p.outage_first_day, p.outage_last_day),
        _("supply cut"): (p.grid_cut_day, end),
    }


@chart(tables=("network_daily", "mining_fees", "exchange_rate", "outages", "events"))
def outage_cost(frame: pd.DataFrame, *, bands: dict[str, tuple[str, str]]) -> Chart:
    """Revenue lost per megawatt and hour, by day. frame: date, machine, revenue_usd_mwh,
    net_usd_mwh.

    bands: name → first and last ISO day without supply or connection; empty for countries without.
    """
    if frame.empty:
        raise NoData(_("The tables hold no hashprice for the month of the outage."))
    machines = list(dict.fromkeys(frame["machine"]))
    colour = theme.numbered(machines)
    lines = (
        alt.Chart(frame)
        .mark_line()
        .encode(
            x=alt.X("date:T", axis=theme.time_axis(theme.DAY_SHORT)),
            y=alt.Y(
                "revenue_usd_mwh:Q",
                title=_("Revenue lost (USD per MW and hour)"),
                axis=alt.Axis(format=theme.COUNT, titleY=-26),
            ),
            color=alt.Color("machine:N", scale=colour, legend=None),
            tooltip=[
                alt.Tooltip("date:T", title=_("Day"), format=theme.DAY),
                alt.Tooltip("machine:N", title=_("Machine")),
                alt.Tooltip(
                    "revenue_usd_mwh:Q", title=_("Revenue lost (USD/MWh)"), format=theme.DECIMAL
                ),
                alt.Tooltip(
                    "net_usd_mwh:Q",
                    title=_("Less power not bought (USD/MWh)"),
                    format=theme.DECIMAL,
                ),
            ],
        )
    )
    first = frame[frame["date"] == frame["date"].min()].assign(
        lift=lambda rows: rows["revenue_usd_mwh"]
    )
    words = (
        alt.Chart(first)
        .mark_text(align="left", baseline="bottom", dy=-8, dx=3)
        .encode(
            x="date:T",
            y="lift:Q",
            text="machine:N",
            color=alt.Color("machine:N", scale=colour, legend=None),
        )
    )
    layers = [_band(name, *days, frame["date"].max()) for name, days in bands.items()]
    means = frame.groupby("machine", sort=False)["revenue_usd_mwh"].mean()
    month = month_name(frame["date"].min())
    return Chart(
        altair=alt.layer(*layers, lines, words).properties(height=240),
        data=frame,
        **_outage_cost_words(month, means, bands),
        labels={
            "date": _("Day"),
            "machine": _("Machine"),
            "revenue_usd_mwh": _("Revenue lost (USD/MWh)"),
            "net_usd_mwh": _("Less power not bought (USD/MWh)"),
        },
    )


def _outage_cost_words(
    month: str, means: pd.Series, bands: dict[str, tuple[str, str]]
) -> dict[str, str]:
    """Title and description of `outage_cost`."""
    return {
        "title": _("An hour without supply in {month} cost a megawatt {values}").format(
            month=month,
            values=_(" or ").join(
                _("{usd} USD ({machine})").format(usd=number(value, ".0f"), machine=plain(name))
                for name, value in reversed(list(means.items()))
            ),
        ),
        "description": _(
            "Lines by day of {month}: revenue that a megawatt of mining lost in an hour without "
            "supply. Means: {values}. {bands}"
        ).format(
            month=month,
            values="; ".join(
                f"{name}: {number(value, '.0f')} USD" for name, value in means.items()
            ),
            bands=_("Bands mark {names}.").format(
                names=", ".join(f"{name} ({days[0]} – {days[1]})" for name, days in bands.items())
            )
            if bands
            else "",
        ),
    }


def _band(name: str, first: str, last: str, end: pd.Timestamp) -> alt.LayerChart:
    """A pale band over the days from `first` to `last`, not beyond `end`, its name at the top."""
    start = pd.Timestamp(first)
    frame = pd.DataFrame(
        {
            "start": [start],
            "stop": [min(pd.Timestamp(last) + pd.Timedelta(days=1), end)],
            "name": [name],
        }
    )
    base = alt.Chart(frame).encode(x="start:T")
    area = base.mark_rect(color=theme.GREY_MARK, opacity=theme.BAND_OPACITY).encode(x2="stop:T")
    word = base.mark_text(
        align="left", baseline="bottom", dy=-4, color=theme.MUTED, fontSize=theme.FONT_SIZE_SMALL
    )
    return area + word.encode(y=alt.value(0), text="name:N")
