"""What the digital-mining fee took from a miner, and what it brought the state."""

from collections.abc import Mapping

import pandas as pd

from qantar.chapters.mining.series import Workings
from qantar.chapters.shared import tariffs
from qantar.chapters.shared.hashprice import breakeven_usd_kwh
from qantar.common.text import _
from qantar.report.figures import Figure

FEES = ("mining_fees", "exchange_rate")


def fee_bite(
    daily: pd.Series,
    efficiencies_j_th: Mapping[str, float],
    pue: float,
    energy_usd_kwh: float,
    all_in: pd.Series,
) -> pd.DataFrame:
    """Where a kilowatt-hour's revenue went, by machine and year since the fee exists.

    Returns machine, year, revenue, energy, fee and rest [USD/kWh], fee_share (fee over revenue),
    all as means over all days of the year, whether or not the machine would run, so the rest may be
    negative.
    """
    fee = all_in - energy_usd_kwh
    charged = sorted({day.year for day in fee.index[fee > 0]})
    rows = []
    for name, efficiency in efficiencies_j_th.items():
        revenue = breakeven_usd_kwh(daily, efficiency, pue)
        for year in charged:
            earned, paid = (
                revenue[revenue.index.year == year].mean(),
                fee[fee.index.year == year].mean(),
            )
            left = earned - energy_usd_kwh - paid
            rows.append((name, year, earned, energy_usd_kwh, paid, left, paid / earned))
    amounts = ["revenue_usd_kwh", "energy_usd_kwh", "fee_usd_kwh", "left_usd_kwh"]
    return pd.DataFrame(rows, columns=["machine", "year", *amounts, "fee_share"])


def fee_figures(work: Workings) -> list[Figure]:
    """The fee in dollars, its share of what a kilowatt-hour earned, and the receipts; None
    without a fee.
    """
    return [_fee_of_january(work), *_bite_figures(work), *_receipt_figures(work)]


def _flat_kzt_kwh(work: Workings) -> float | None:
    """The flat fee of 2022 [KZT/kWh]; None where the country has none."""
    if not work.has_fee:
        return None
    day = pd.Timestamp("2022-01-01")
    return tariffs.fee_kzt_kwh(work.tables["mining_fees"], work.parameters.country, day, 0)


def _fee_of_january(work: Workings) -> Figure:
    flat, month = _flat_kzt_kwh(work), work.rates.loc[pd.Timestamp("2022-01-01")]
    what = _(
        "the mining fee at the month's closing rate; range: at the month's highest and lowest rate"
    )
    values = () if flat is None else (flat / month["high"], flat / month["low"], "market_range")
    value = None if flat is None else flat / month["kzt_per_usd"]
    return Figure("mining.fee_usd_kwh_2022_01", value, "USD/kWh", "2022-01", FEES, what, *values)


def _bite_figures(work: Workings) -> list[Figure]:
    p = work.parameters
    bite = fee_bite(work.daily, work.efficiencies, p.pue, p.tariff_usd_kwh, work.all_in)
    scale = _(" (a scale whose end points are cited; that it falls evenly between is from memory)")
    found = []
    for year, note in ((2022, ""), (2023, scale)):
        rows = bite[bite["year"] == year]
        mean = float(rows["fee_usd_kwh"].iloc[0]) if len(rows) else None
        what = _("mean of the year's mining fee at the chapter's energy price") + note
        found.append(Figure(f"mining.fee_usd_kwh_{year}", mean, "USD/kWh", str(year), FEES, what))
        for kind, row in (("old", 0), ("new", -1)):
            share = float(rows["fee_share"].iloc[row]) if len(rows) else None
            what = _("the fee over what a kilowatt-hour earned, means of the year") + note
            tables = ("network_daily", *FEES)
            found.append(
                Figure(f"mining.fee_share_{kind}_{year}", share, "share", str(year), tables, what)
            )
    return found


def _receipt_figures(work: Workings) -> list[Figure]:
    reported, rate = work.tables["mining_reported"], work.tables["exchange_rate"]
    own = reported[
        (reported["measure"] == "fee_receipts") & (reported["iso3"] == work.parameters.country)
    ]
    year, flat = own.loc[own["as_of"] == "2022", "value"], _flat_kzt_kwh(work)
    if year.empty or flat is None:
        billion_kzt = usd = twh = None
    else:
        yearly = rate[(rate["kind"] == "year_average") & (rate["month"] == "2022-01-01")]
        kzt = float(year.iloc[0])
        billion_kzt, usd = kzt / 1e9, kzt / float(yearly["kzt_per_usd"].iloc[0])
        twh = kzt / flat / 1e9
    collected = _("mining fee collected for the year, as reported")
    converted = _("mining fee collected for the year, at the year's average rate")
    rows = (
        ("kzt_bn", billion_kzt, "billion KZT", (), collected),
        ("usd", usd, "USD", FEES[1:], converted),
        ("usd_mn", usd and usd / 1e6, "million USD", FEES[1:], converted),
        (
            "twh",
            twh,
            "TWh",
            FEES[:1],
            _("fee collected over the flat fee: the power declared for mining"),
        ),
    )
    return [
        Figure(
            f"mining.fee_receipts_{name}_2022",
            value,
            unit,
            "2022",
            ("mining_reported", *tables),
            what,
        )
        for name, value, unit, tables, what in rows
    ]
