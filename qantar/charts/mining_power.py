"""Charts of single prices against break-even, of an hour's outage, and the break-even explorer."""

import altair as alt
import pandas as pd

from qantar.charts import theme
from qantar.charts.mining_words import cents, month_name, row_words, vega_sentence
from qantar.charts.theme import Chart, NoData, chart
from qantar.parameters.mining import MiningParameters
from qantar.say import number
from qantar.text import _


@chart(tables=("tariffs", "industrial_prices", "mining_fees", "exchange_rate", "network_daily"))
def prices(frame: pd.DataFrame, breakevens: pd.DataFrame, *, names: dict[str, str]) -> Chart:
    """Reported and industrial prices against the break-even of two machines [US cents per kWh].

    frame: place, iso3, as_of, low, high, confidence; breakevens: machine, period, breakeven_usd_kwh; names:
    reader's names by ISO code.
    """
    words = _("{country}: {place} ({when})")
    label = [
        words.format(country=names.get(row.iso3, row.iso3), place=row.place, when=row.as_of)
        for row in frame.itertuples()
    ]
    drawn = frame.assign(label=label, from_cents=100 * frame["low"], to_cents=100 * frame["high"])
    y = alt.Y("label:N", sort=label, title=None, axis=None)
    limit = 100 * float(max(breakevens["breakeven_usd_kwh"].max(), frame["high"].max())) * 1.05
    x = alt.X("to_cents:Q", title=_("US cents per kWh"), scale=alt.Scale(domain=[0, limit], nice=False))
    tooltip = [
        alt.Tooltip("label:N", title=_("Price")),
        alt.Tooltip("from_cents:Q", title=_("From (US cents)"), format=theme.DECIMAL),
        alt.Tooltip("to_cents:Q", title=_("To (US cents)"), format=theme.DECIMAL),
        alt.Tooltip("confidence:N", title=_("Confidence")),
    ]
    base = alt.Chart(drawn).encode(y=y, tooltip=tooltip)
    shift = 7
    bars = base.mark_rule(strokeWidth=5, color=theme.ACCENT, yOffset=shift).encode(x=x, x2="from_cents:Q")
    points = base.mark_point(shape="diamond", size=55, yOffset=shift).encode(x=x)
    heads = row_words(base.encode(x=alt.value(0), text="label:N"), -shift)
    limits = breakevens.assign(
        at=100 * breakevens["breakeven_usd_kwh"],
        when=[month_name(pd.Timestamp(f"{period}-01")) for period in breakevens["period"]],
    )
    rules = (
        alt.Chart(limits)
        .mark_rule(strokeWidth=1.5)
        .encode(
            x="at:Q",
            color=alt.Color(
                "machine:N", scale=theme.numbered(limits["machine"]), legend=alt.Legend(title=None, columns=1)
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
    above = [int((frame["high"] > row.breakeven_usd_kwh).sum()) for row in breakevens.itertuples()]
    dearest = breakevens["breakeven_usd_kwh"].idxmin()
    return Chart(
        altair=alt.layer(rules, bars, points, heads).properties(height=alt.Step(34)),
        data=drawn[["label", "from_cents", "to_cents", "confidence"]],
        title=_("{machine}: in {when} {n} of {total} prices lay above what its power earned").format(
            machine=limits.loc[dearest, "machine"],
            when=limits.loc[dearest, "when"],
            n=above[breakevens.index.get_loc(dearest)],
            total=len(frame),
        ),
        description=_(
            "One row per price, cheapest first, as a diamond or a bar for a range: {values}. Vertical "
            "lines: what a kilowatt-hour earned: {limits}."
        ).format(
            values="; ".join(
                f"{row.label} {cents(row.low)}" + ("" if row.low == row.high else f"–{cents(row.high)}")
                for row in drawn.itertuples()
            ),
            limits="; ".join(
                f"{row.machine}, {row.when}: {number(row.at, '.1f')}" for row in limits.itertuples()
            ),
        ),
        labels={
            "label": _("Price"),
            "from_cents": _("From (US cents per kWh)"),
            "to_cents": _("To (US cents per kWh)"),
            "confidence": _("Confidence"),
        },
    )


def outage_bands(parameters: MiningParameters) -> dict[str, tuple[str, str]]:
    """First and last day of what stopped Kazakhstan's miners in January 2022; nothing for another country."""
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
    """Revenue lost per megawatt and hour, by day. frame: date, machine, revenue_usd_mwh, net_usd_mwh.

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
                alt.Tooltip("revenue_usd_mwh:Q", title=_("Revenue lost (USD/MWh)"), format=theme.DECIMAL),
                alt.Tooltip(
                    "net_usd_mwh:Q", title=_("Less power not bought (USD/MWh)"), format=theme.DECIMAL
                ),
            ],
        )
    )
    first = frame[frame["date"] == frame["date"].min()].assign(lift=lambda rows: rows["revenue_usd_mwh"])
    words = (
        alt.Chart(first)
        .mark_text(align="left", baseline="bottom", dy=-8, dx=3)
        .encode(
            x="date:T", y="lift:Q", text="machine:N", color=alt.Color("machine:N", scale=colour, legend=None)
        )
    )
    layers = [_band(name, *days, frame["date"].max()) for name, days in bands.items()]
    means = frame.groupby("machine", sort=False)["revenue_usd_mwh"].mean()
    month = month_name(frame["date"].min())
    return Chart(
        altair=alt.layer(*layers, lines, words).properties(height=240),
        data=frame,
        title=_("An hour without supply in {month} cost {values} USD per megawatt").format(
            month=month, values=_(" or ").join(number(value, ".0f") for value in reversed(means.tolist()))
        ),
        description=_(
            "Lines by day of {month}: revenue that a megawatt of mining lost in an hour without supply. "
            "Means: {values}. Bands mark {bands}."
        ).format(
            month=month,
            values="; ".join(f"{name}: {number(value, '.0f')} USD" for name, value in means.items()),
            bands=", ".join(f"{name} ({days[0]} – {days[1]})" for name, days in bands.items())
            or _("nothing here"),
        ),
        labels={
            "date": _("Day"),
            "machine": _("Machine"),
            "revenue_usd_mwh": _("Revenue lost (USD/MWh)"),
            "net_usd_mwh": _("Less power not bought (USD/MWh)"),
        },
    )


def _band(name: str, first: str, last: str, end: pd.Timestamp) -> alt.LayerChart:
    """A pale band over the days from `first` to `last`, not beyond `end`, its name at the top."""
    start = pd.Timestamp(first)
    frame = pd.DataFrame(
        {"start": [start], "stop": [min(pd.Timestamp(last) + pd.Timedelta(days=1), end)], "name": [name]}
    )
    base = alt.Chart(frame).encode(x="start:T")
    area = base.mark_rect(color=theme.CONTEXT, opacity=theme.BAND_OPACITY).encode(x2="stop:T")
    word = base.mark_text(
        align="left", baseline="bottom", dy=-4, color=theme.MUTED, fontSize=theme.FONT_SIZE_SMALL
    )
    return area + word.encode(y=alt.value(0), text="name:N")


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
    x = alt.X("month:T", axis=theme.time_axis(theme.YEAR, tickCount="year"))
    ticks = [0.5, 1, 2, 5, 10, 20, 50, 100]
    scale = alt.Scale(type="log", domain=[0.5, 200], nice=False, clamp=True)
    y = alt.Y(
        "earned:Q",
        title=_("US cents per kWh"),
        scale=scale,
        axis=alt.Axis(values=ticks, format=theme.SIGNIFICANT),
    )
    tooltip = [
        alt.Tooltip("month:T", title=_("Month"), format=theme.MONTH),
        alt.Tooltip("hashprice:Q", title=_("Hashprice (USD per PH/s and day)"), format=theme.COUNT),
        alt.Tooltip("earned:Q", title=_("Break-even (US cents per kWh)"), format=theme.DECIMAL),
    ]
    line = base.mark_line(strokeWidth=1.5).encode(x=x, y=y, tooltip=tooltip)
    told = vega_sentence(_("power: {price} cents"), {"price": "format(price_cents, '.1f')"})
    price = alt.Chart(data.head(1)).transform_calculate(price="price_cents", word=told)
    level = price.mark_rule(color=theme.ALERT, strokeWidth=2).encode(y=alt.Y("price:Q", scale=scale))
    word = price.mark_text(color=theme.ALERT, align="left", baseline="top", dx=4, dy=4).encode(
        x=alt.value(0), y="price:Q", text="word:N"
    )
    here = base.transform_filter(chosen)
    rule = here.mark_rule(color=theme.MUTED, strokeDash=theme.EXPECTED_DASH).encode(x="month:T")
    point = here.mark_point(size=110, filled=True, strokeWidth=1).encode(
        x="month:T",
        y="earned:Q",
        color=alt.condition("datum.runs", alt.value(theme.ACCENT), alt.value(theme.ALERT)),
        shape=alt.condition("datum.runs", alt.value("circle"), alt.value("cross")),
        tooltip=tooltip,
    )
    answer = _answer(here)
    plot = alt.layer(line, level, word, rule, point).properties(height=220)
    return Chart(
        altair=alt.vconcat(answer, plot, spacing=26).add_params(*controls),
        data=frame,
        title=_("When did a machine earn its power? Set price, site, machine and month"),
        description=_(
            "A line by month from {first} to {last}: the electricity price at which the chosen machine "
            "earned exactly its power, a horizontal line for the chosen price, and a sentence with the "
            "answer above. Sliders set electricity price, power-usage effectiveness, efficiency and date. "
            "As drawn, {e} J/TH at a PUE of {pue} earned {value} US cents per kWh in {month}, against a "
            "price of {price}."
        ).format(
            first=month_name(frame["month"].min()),
            last=month_name(frame["month"].max()),
            e=number(efficiency_j_th, "g"),
            pue=number(pue, ".2f"),
            value=number(value, ".1f"),
            month=month_name(at["month"]),
            price=cents(tariff_usd_kwh),
        ),
        labels={"month": _("Month"), "hashprice": _("Hashprice (USD per PH/s and day)")},
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
            name=name, value=round(value, 4), bind=alt.binding_range(min=low, max=high, step=step, name=label)
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
    first = vega_sentence(_("{month}: {machine} J/TH at a PUE of {pue}"), words)
    second = vega_sentence(_("earned {earned} US cents per kWh; power cost {price}."), words)
    runs = vega_sentence(_("It ran: {left} of its revenue was left."), words)
    stops = vega_sentence(_("It stood still: power cost more than it earned."), words)
    lines = here.transform_calculate(first=first, second=second, verdict=f"datum.runs ? {runs} : {stops}")
    text = lines.mark_text(align="left", baseline="top", fontSize=14, lineHeight=19).encode(
        x=alt.value(0), y=alt.value(0), text="lines:N"
    )
    colour = alt.condition("datum.runs", alt.value(theme.ACCENT), alt.value(theme.ALERT))
    verdict = lines.mark_text(align="left", baseline="top", fontSize=14, fontWeight="bold").encode(
        x=alt.value(0), y=alt.value(40), text="verdict:N", color=colour
    )
    text = text.transform_calculate(lines="[datum.first, datum.second]")
    return alt.layer(text, verdict).properties(height=58)
