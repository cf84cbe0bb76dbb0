"""Charts of the digital-mining fee: price plus fee in its regimes, and what it took of earnings."""

import altair as alt
import pandas as pd

from qantar.charts import theme
from qantar.charts.mining_words import cents
from qantar.charts.theme import Chart, NoData, chart
from qantar.say import number
from qantar.text import _


def energy_names() -> dict[str, str]:
    """The energy prices that `tariff_stack` compares: cited fact (``""`` = the chapter's own) and name."""
    return {
        "EN075": _("At the power plant (Ekibastuz, 2020)"),
        "": _("The chapter's miner"),
        "tariff-18-20": _("A farm in Karaganda region"),
    }


@chart(tables=("mining_fees", "tariffs", "exchange_rate"))
def tariff_stack(frame: pd.DataFrame, *, country: str) -> Chart:
    """Energy price and fee under each regime, stacked [KZT/kWh], for several energy prices.

    frame: energy, regime, price_kzt_kwh, fee_kzt_kwh, total_kzt_kwh, kzt_per_usd, total_usd_kwh.
    """
    if frame.empty:
        raise NoData(_("The tables hold no mining fee for {country}.").format(country=country))
    regimes = {"2021": _("2021: no fee"), "2022": _("2022: 1 tenge"), "2023": _("from 2023: scale")}
    parts = {"price_kzt_kwh": _("energy"), "fee_kzt_kwh": _("mining fee")}
    long = frame.assign(regime=frame["regime"].map(regimes)).melt(
        ["energy", "regime", "total_kzt_kwh", "total_usd_kwh"], list(parts), "part", "kzt_kwh"
    )
    long = long.assign(part=long["part"].map(parts))
    order = list(parts.values())
    colour = alt.Scale(domain=order, range=[theme.CONTEXT, theme.ALERT])
    limit = float(frame["total_kzt_kwh"].max() * 1.5)
    panels = []
    energies = list(dict.fromkeys(frame["energy"]))
    for energy in energies:
        rows = long[long["energy"] == energy]
        panels.append(
            _stack_panel(rows, energy, list(regimes.values()), order, colour, limit, energy == energies[-1])
        )
    cheapest = frame[frame["energy"] == energies[0]].iloc[-1]
    return Chart(
        altair=alt.vconcat(*panels, spacing=14),
        data=frame,
        **_tariff_stack_words(cheapest, frame, country, energies, regimes),
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


def _tariff_stack_words(
    cheapest: pd.Series, frame: pd.DataFrame, country: str, energies: list[str], regimes: dict[str, str]
) -> dict[str, str]:
    """Title and description of `tariff_stack`."""
    return {
        "title": _(
            "From 2023 the fee lifts every price to about {floor} tenge: power at {price} pays {fee} on top"
        ).format(
            floor=number(
                frame["total_kzt_kwh"].min() if len(frame) == 1 else cheapest["total_kzt_kwh"], ".0f"
            ),
            price=number(cheapest["price_kzt_kwh"], ".1f"),
            fee=number(cheapest["fee_kzt_kwh"], ".1f"),
        ),
        "description": _(
            "Horizontal bars in {n} groups, one per energy price, each with one bar per regime of the "
            "mining fee in {country}: energy price and fee in tenge per kWh, the sum in tenge and US cents "
            "beside. {values}. The ends of the scale of 2023 are cited; that it falls evenly between them "
            "is from memory."
        ).format(
            n=len(energies),
            country=country,
            values="; ".join(
                _("{energy}, {regime}: {total} tenge").format(
                    energy=row.energy, regime=regimes[row.regime], total=number(row.total_kzt_kwh, ".1f")
                )
                for row in frame.itertuples()
            ),
        ),
    }


def _stack_panel(
    rows: pd.DataFrame,
    energy: str,
    regimes: list[str],
    parts: list[str],
    colour: alt.Scale,
    limit: float,
    last: bool,
) -> alt.LayerChart:
    y = alt.Y("regime:N", sort=regimes, title=energy, axis=alt.Axis(labelLimit=110, titleY=-6))
    x = alt.X(
        "kzt_kwh:Q",
        title=_("Tenge per kWh") if last else None,
        scale=alt.Scale(domain=[0, limit], nice=False),
        axis=alt.Axis(tickCount=5, labels=last),
    )
    bars = (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            x=x,
            y=y,
            color=alt.Color("part:N", scale=colour, sort=parts, legend=alt.Legend(title=None)),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("regime:N", title=_("Regime")),
                alt.Tooltip("part:N", title=_("Part")),
                alt.Tooltip("kzt_kwh:Q", title=_("Tenge per kWh"), format=theme.DECIMAL),
                alt.Tooltip("total_usd_kwh:Q", title=_("Sum (USD/kWh)"), format=theme.PRICE),
            ],
        )
        .transform_calculate(place=f"indexof({parts!r}, datum.part)")
    )
    sums = rows.drop_duplicates("regime")
    sums = sums.assign(
        label=[
            _("{kzt} ({usd} US cents)").format(
                kzt=number(row.total_kzt_kwh, ".1f"), usd=cents(row.total_usd_kwh)
            )
            for row in sums.itertuples()
        ]
    )
    words = alt.Chart(sums).mark_text(align="left", dx=5).encode(x="total_kzt_kwh:Q", y=y, text="label:N")
    return alt.layer(bars, words).properties(height=alt.Step(theme.ROW))


@chart(tables=("network_daily", "mining_fees", "exchange_rate"))
def fee_bite(frame: pd.DataFrame, *, country: str) -> Chart:
    """What a kilowatt-hour earned and what power and fee took of it, by machine and year.

    frame: machine, year, revenue_usd_kwh, energy_usd_kwh, fee_usd_kwh, left_usd_kwh, fee_share.
    """
    if frame.empty:
        raise NoData(_("The tables hold no mining fee for {country}.").format(country=country))
    parts = {"energy_usd_kwh": _("energy"), "fee_usd_kwh": _("mining fee")}
    long = frame.melt(["machine", "year", "revenue_usd_kwh", "fee_share"], list(parts), "part", "usd_kwh")
    long = long.assign(part=long["part"].map(parts), us_cents=100 * long["usd_kwh"])
    rows = frame.assign(us_cents=100 * frame["revenue_usd_kwh"])
    machines, panels = list(dict.fromkeys(frame["machine"])), []
    for machine in machines:
        picked = [part[part["machine"] == machine] for part in (long, rows)]
        panels.append(_bite_panel(*picked, machine, list(parts.values()), machine == machines[-1]))
    worst = frame.loc[frame["fee_share"].idxmax()]
    return Chart(
        altair=alt.vconcat(*panels, spacing=14),
        data=frame,
        title=_("{machine}: the fee took {share} of what a kilowatt-hour earned in {year}").format(
            machine=worst["machine"], share=number(worst["fee_share"], ".0%"), year=worst["year"]
        ),
        description=_(
            "For each machine one bar a year: energy and mining fee in US cents per kWh, and a tick for "
            "what the kilowatt-hour earned on the year's average. Where the tick lies left of the bar's "
            "end the machine did not pay. Fee over earnings: {values}."
        ).format(
            values="; ".join(
                _("{machine} {year}: {share}").format(
                    machine=row.machine, year=row.year, share=number(row.fee_share, ".0%")
                )
                for row in frame.itertuples()
            )
        ),
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


def _bite_panel(
    bars: pd.DataFrame, ticks: pd.DataFrame, title: str, parts: list[str], last: bool
) -> alt.LayerChart:
    y = alt.Y("year:O", title=title, axis=alt.Axis(titleY=-6))
    x = alt.X("us_cents:Q", title=_("US cents per kWh") if last else None, axis=alt.Axis(tickCount=5))
    colour = alt.Scale(domain=parts, range=[theme.CONTEXT, theme.ALERT])
    cost = (
        alt.Chart(bars)
        .mark_bar(height=13)
        .encode(
            x=x,
            y=y,
            color=alt.Color("part:N", scale=colour, sort=parts, legend=alt.Legend(title=None)),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("year:O", title=_("Year")),
                alt.Tooltip("part:N", title=_("Part")),
                alt.Tooltip("us_cents:Q", title=_("US cents per kWh"), format=theme.DECIMAL_FINE),
            ],
        )
        .transform_calculate(place=f"indexof({parts!r}, datum.part)")
    )
    earned = (
        alt.Chart(ticks)
        .mark_tick(color=theme.INK, thickness=3, size=20, opacity=1)
        .encode(
            x="us_cents:Q",
            y=y,
            tooltip=[
                alt.Tooltip("year:O", title=_("Year")),
                alt.Tooltip("us_cents:Q", title=_("Earned (US cents per kWh)"), format=theme.DECIMAL_FINE),
                alt.Tooltip("fee_share:Q", title=_("Fee over earnings"), format=theme.SHARE),
            ],
        )
    )
    first = alt.Chart(ticks.head(1)).mark_text(align="left", dx=6)
    words = first.encode(x="us_cents:Q", y=y, text=alt.value(_("earned")))
    return alt.layer(cost, earned, words).properties(height=alt.Step(theme.ROW))
