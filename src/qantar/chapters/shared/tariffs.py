"""What a kilowatt-hour costs a miner: energy price and digital-mining fee, in tenge and dollars."""

import pandas as pd

from qantar.common.text import _
from qantar.report.lookup import number_where, rows_where
from qantar.report.sentences import day, number

MONTHLY_KINDS = ("market_close", "quarter_average", "single_day")


def monthly_rates(exchange_rate: pd.DataFrame) -> pd.DataFrame:
    """The rates of single months: month (index), kind, kzt_per_usd, low, high."""
    monthly = exchange_rate[exchange_rate["kind"].isin(MONTHLY_KINDS)]
    return monthly.set_index("month").sort_index()


def rate_on(rates: pd.DataFrame, days: pd.DatetimeIndex) -> pd.Series:
    """Tenge per dollar of each day's month, or the last month before; NaN before the first."""
    return rates["kzt_per_usd"].reindex(pd.DatetimeIndex(days), method="ffill")


def fee_receipts_kzt(reported: pd.DataFrame, iso3: str, period: str) -> float | None:
    """What miners paid as the fee in an ISO year or a quarter (``2022Q1``); None where unknown.

    reported: table mining_reported.
    """
    return number_where(reported, "value", iso3=iso3, measure="fee_receipts", as_of=period)


def fee_range_kzt_kwh(
    fees: pd.DataFrame, iso3: str, day: pd.Timestamp, price_kzt_kwh: float | None = None
) -> tuple[float, float]:
    """The least and the most that the fee on grid power may be on a day [KZT/kWh].

    fees: table mining_fees. (0, 0) where no fee is in force; a flat fee has equal ends. Of the
    scale of 2023 only the two ends are known: the lowest fee where power costs at least
    `price_from_kzt_kwh`, else anything between the lowest and the highest.
    """
    own = rows_where(fees, iso3=iso3)
    force = own[(own["valid_from"] <= day) & ~(own["valid_to"] < day)].set_index("basis")
    fee = force["fee_kzt_kwh"]
    if "flat" in fee:
        return float(fee["flat"]), float(fee["flat"])
    if "scale_top" not in fee:
        return 0.0, 0.0
    lowest, dear = float(fee["scale_bottom"]), force.loc["scale_bottom", "price_from_kzt_kwh"]
    is_dear = price_kzt_kwh is not None and price_kzt_kwh >= dear
    return lowest, lowest if is_dear else float(fee["scale_top"])


def all_in_usd_kwh(
    months: pd.DatetimeIndex,
    energy_usd_kwh: float,
    iso3: str,
    fees: pd.DataFrame,
    rates: pd.DataFrame,
) -> pd.DataFrame:
    """Energy price plus fee [USD/kWh] by month: low and high (a regime begins with a month).

    The energy price is constant in dollars; the month's rate turns it into tenge for the scale, and
    the fee back into dollars. A country without a fee in the table pays the energy price alone.
    """
    rows = []
    for rate, month in zip(rate_on(rates, months), months, strict=True):
        ends = fee_range_kzt_kwh(fees, iso3, month, energy_usd_kwh * rate)
        rows.append([energy_usd_kwh + (end / rate if end else 0.0) for end in ends])
    return pd.DataFrame(rows, columns=["low", "high"], index=months)


def fees_in_words(fees: pd.DataFrame) -> pd.DataFrame:
    """The table mining_fees for readers: who paid, from when to when, price of power, fee."""
    words = {
        "flat": _("all not named apart"),
        "own_generation": _("with power of their own"),
        "own_renewable": _("with renewable power of their own"),
        "scale_bottom": _("others, who paid most for power"),
        "scale_top": _("others, who paid least for power"),
        "renewable_or_off_grid": _("with renewable power, or none from the grid"),
    }

    def when(date: pd.Timestamp) -> str:
        return _("today") if pd.isna(date) else day(f"{date:%Y-%m-%d}")

    def price(kzt_kwh: float) -> str:
        return "" if pd.isna(kzt_kwh) else number(kzt_kwh, ".0f")

    return pd.DataFrame(
        {
            _("From"): fees["valid_from"].map(when),
            _("To"): fees["valid_to"].map(when),
            _("Miners"): fees["basis"].map(words),
            _("Where power costs at least (tenge)"): fees["price_from_kzt_kwh"].map(price),
            _("Fee (tenge per kWh)"): fees["fee_kzt_kwh"],
        }
    )
