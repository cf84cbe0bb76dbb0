"""Charts of the digital-mining fee: price plus fee in its regimes, and what it took of earnings."""

import altair as alt
import pandas as pd

from qantar.chapters.shared.charts.words import cents, plain
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _, told
from qantar.report.sentences import number

SCALE_FROM = 2023


def energy_names() -> dict[str, str]:
    """The energy prices that `tariff_stack` compares: cited fact (``""`` = the chapter's own)
    and name.
    """
    return {
        "EN075": _("At the power plant (Ekibastuz, 2020)"),
        "": _("The chapter's miner"),
        "tariff-18-20": _("A farm in Karaganda region"),
    }


def _parts() -> dict[str, str]:
    """The parts of a kilowatt-hour's cost; a fee of the scale, whose steps are remembered,
    stands apart.
    """
    return {
        "energy": _("energy"),
        "fee": _("mining fee"),
        "remembered": _("mining fee, scale from memory"),
    }


def _fee_part(year: int) -> str:
    return "remembered" if year >= SCALE_FROM else "fee"


def _cost_bars(rows: pd.DataFrame, x: alt.X, y: alt.Y, tooltip: list[alt.Tooltip]) -> alt.Chart:
    """Stacked bars of the parts; the remembered fee is pale with an outline. rows: part, place,
    amount.
    """
    names = list(_parts().values())
    legend = alt.Legend(title=None, columns=1)
    fill = alt.Scale(domain=names, range=[theme.GREY_MARK, theme.ACCENT, theme.DIVERGING[1]])
    outline = alt.Scale(domain=names, range=[theme.GREY_MARK, theme.ACCENT, theme.ACCENT])
    return (
        alt.Chart(rows[rows["amount"] > 0])
        .mark_bar(strokeWidth=theme.AREA_OUTLINE)
        .encode(
            x=x,
            y=y,
            fill=alt.Fill("part:N", scale=fill, legend=legend),
            stroke=alt.Stroke("part:N", scale=outline, legend=legend),
            order=alt.Order("place:Q"),
            tooltip=tooltip,
        )
    )


@chart(tables=("mining_fees", "tariffs", "exchange_rate"))
def tariff_stack(frame: pd.DataFrame, *, country: str) -> Chart:
    """Energy price and fee under each regime, stacked [KZT/kWh], for several energy prices.

    frame: energy, regime (year), price_kzt_kwh, fee_kzt_kwh, total_kzt_kwh, kzt_per_usd,
    total_usd_kwh.
    """
    if frame.empty:
        raise NoData(told(_("The tables hold no mining fee for {country}."), country=country))
    regimes = {"2021": _("2021: no fee"), "2022": _("2022: 1 tenge"), "2023": _("from 2023: scale")}
    named = frame.assign(name=frame["regime"].map(regimes))
    energies, names = list(dict.fromkeys(frame["energy"])), _parts()
    panels = []
    for energy in energies:
        rows = named[named["energy"] == energy]
        fee = [names[_fee_part(int(year))] for year in rows["regime"]]
        price = rows.assign(part=names["energy"], place=0, amount=rows["price_kzt_kwh"])
        bars = pd.concat([price, rows.assign(part=fee, place=1, amount=rows["fee_kzt_kwh"])])
        limit = float(frame["total_kzt_kwh"].max() * 1.5)
        panels.append(_stack_panel(bars, energy, limit, last=energy == energies[-1]))
    return Chart(
        altair=alt.vconcat(*panels, spacing=14),
        data=frame,
        **_tariff_stack_words(named, country, energies),
        labels={
            "energy": _("Energy price"),
            "regime": _("Regime"),
            "price_kzt_kwh": _("Energy (KZT/kWh)"),
            "fee_kzt_kwh": _("Fee (KZT/kWh)"),
            "total_kzt_kwh": _("Sum (KZT/kWh)"),
            "kzt_per_usd": _("Tenge per dollar"),
            "total_usd_kwh": _("Sum (USD/kWh)"),
        },
    )


def _tariff_stack_words(named: pd.DataFrame, country: str, energies: list[str]) -> dict[str, str]:
    """Title and description of `tariff_stack`."""
    cheapest = named[named["energy"] == energies[0]].set_index("regime")["total_kzt_kwh"]
    before, flat, scale = (number(cheapest[year], ".1f") for year in ("2021", "2022", "2023"))
    sums = "; ".join(
        _("{energy}, {regime}: {total} tenge").format(
            energy=row.energy, regime=row.name, total=number(row.total_kzt_kwh, ".1f")
        )
        for row in named[["energy", "name", "total_kzt_kwh"]].itertuples(index=False)
    )
    return {
        "title": _(
            "Power at {before} tenge cost a miner {flat} with the fee of 2022; {scale} by the "
            "remembered scale of 2023"
        ).format(before=before, flat=flat, scale=scale),
        "description": _(
            "Horizontal bars in {n} groups, one per energy price, each with one bar per regime of "
            "the mining fee in {country}: energy price and fee in tenge per kWh, the sum in tenge "
            "and US cents beside. {sums}. The ends of the scale of 2023 are cited; that it falls "
            "evenly between them is from memory, so that fee is drawn pale."
        ).format(n=len(energies), country=country, sums=sums),
    }


def _stack_panel(bars: pd.DataFrame, energy: str, limit: float, *, last: bool) -> alt.LayerChart:
    """The regimes' bars for one energy price, with the sum beside each."""
    order = list(dict.fromkeys(bars["name"]))
    y = alt.Y("name:N", sort=order, title=energy, axis=alt.Axis(labelLimit=110, titleY=-6))
    x = alt.X(
        "amount:Q",
        title=_("Tenge per kWh") if last else None,
        scale=alt.Scale(domain=[0, limit], nice=False),
        axis=alt.Axis(tickCount=5, labels=last),
    )
    tooltip = [
        alt.Tooltip("name:N", title=_("Regime")),
        alt.Tooltip("part:N", title=_("Part")),
        alt.Tooltip("amount:Q", title=_("Tenge per kWh"), format=theme.DECIMAL),
        alt.Tooltip("total_usd_kwh:Q", title=_("Sum (USD/kWh)"), format=theme.PRICE),
    ]
    label = _("{kzt} ({usd} US cents)")
    sums = bars.drop_duplicates("name")
    sums = sums.assign(
        label=[
            label.format(kzt=number(row.total_kzt_kwh, ".1f"), usd=cents(row.total_usd_kwh))
            for row in sums.itertuples()
        ]
    )
    words = (
        alt.Chart(sums)
        .mark_text(align="left", dx=5)
        .encode(x="total_kzt_kwh:Q", y=y, text="label:N")
    )
    return alt.layer(_cost_bars(bars, x, y, tooltip), words).properties(height=alt.Step(theme.ROW))


@chart(tables=("network_daily", "mining_fees", "exchange_rate"))
def fee_bite(frame: pd.DataFrame, *, country: str) -> Chart:
    """What a kilowatt-hour earned and what power and fee took of it, by machine and year.

    frame: machine, year, revenue_usd_kwh, energy_usd_kwh, fee_usd_kwh, left_usd_kwh, fee_share.
    """
    if frame.empty:
        raise NoData(told(_("The tables hold no mining fee for {country}."), country=country))
    names, machines = _parts(), list(dict.fromkeys(frame["machine"]))
    panels = []
    for machine in machines:
        rows = frame[frame["machine"] == machine]
        fee = [names[_fee_part(year)] for year in rows["year"]]
        energy = rows.assign(part=names["energy"], place=0, amount=100 * rows["energy_usd_kwh"])
        bars = pd.concat([energy, rows.assign(part=fee, place=1, amount=100 * rows["fee_usd_kwh"])])
        earned = rows.assign(amount=100 * rows["revenue_usd_kwh"])
        panels.append(_bite_panel(bars, earned, machine, last=machine == machines[-1]))
    return Chart(
        altair=alt.vconcat(*panels, spacing=14),
        data=frame,
        **_fee_bite_words(frame),
        labels={
            "machine": _("Machine"),
            "year": _("Year"),
            "revenue_usd_kwh": _("Earned (USD/kWh)"),
            "energy_usd_kwh": _("Energy (USD/kWh)"),
            "fee_usd_kwh": _("Fee (USD/kWh)"),
            "left_usd_kwh": _("Left over (USD/kWh)"),
            "fee_share": _("Fee over earnings"),
        },
    )


def _fee_bite_words(frame: pd.DataFrame) -> dict[str, str]:
    """Title and description of `fee_bite`; the title rests on the first year, whose fee is
    cited.
    """
    first = frame[frame["year"] == frame["year"].min()]
    said, long = _("{share} ({machine})"), _("{machine} {year}: {share}")
    shares = [
        said.format(share=number(row.fee_share, ".0%"), machine=plain(row.machine))
        for row in first.itertuples()
    ]
    values = [
        long.format(machine=row.machine, year=row.year, share=number(row.fee_share, ".0%"))
        for row in frame.itertuples()
    ]
    return {
        "title": _("In {year} the fee took {shares} of what a kilowatt-hour earned").format(
            year=first["year"].iloc[0], shares=_(" and ").join(shares)
        ),
        "description": _(
            "For each machine one bar a year: energy and mining fee in US cents per kWh, and a "
            "tick for what the kilowatt-hour earned on the year's average. Where the tick lies "
            "left of the bar's end the machine did not pay. Fee over earnings: {values}. From "
            "{scale} the fee is that of a scale whose steps are from memory, drawn pale."
        ).format(values="; ".join(values), scale=SCALE_FROM),
    }


def _bite_panel(
    bars: pd.DataFrame, earned: pd.DataFrame, title: str, *, last: bool
) -> alt.LayerChart:
    """One machine's years: bars of cost and a tick for what was earned."""
    y = alt.Y("year:O", title=title, axis=alt.Axis(titleY=-6))
    x = alt.X("amount:Q", title=_("US cents per kWh") if last else None, axis=alt.Axis(tickCount=5))
    form = theme.DECIMAL_FINE
    tooltip = [
        alt.Tooltip("year:O", title=_("Year")),
        alt.Tooltip("part:N", title=_("Part")),
        alt.Tooltip("amount:Q", title=_("US cents per kWh"), format=form),
    ]
    told = [
        alt.Tooltip("year:O", title=_("Year")),
        alt.Tooltip("amount:Q", title=_("Earned (US cents per kWh)"), format=form),
        alt.Tooltip("fee_share:Q", title=_("Fee over earnings"), format=theme.SHARE),
    ]
    ticks = alt.Chart(earned).mark_tick(color=theme.TEXT, thickness=3, size=20, opacity=1)
    word = alt.Chart(earned.head(1)).mark_text(align="left", dx=6)
    word = word.encode(x="amount:Q", y=y, text=alt.value(_("earned")))
    layers = [_cost_bars(bars, x, y, tooltip), ticks.encode(x="amount:Q", y=y, tooltip=told), word]
    return alt.layer(*layers).properties(height=alt.Step(theme.ROW))
