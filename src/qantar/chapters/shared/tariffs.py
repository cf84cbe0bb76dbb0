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


def fee_ranges_kzt_kwh(
    fees: pd.DataFrame, iso3: str, days: pd.DatetimeIndex, prices_kzt_kwh: pd.Series
) -> pd.DataFrame:
    """The least and the most that the fee on grid power may be [KZT/kWh]: low and high by day.

    fees: table mining_fees; prices_kzt_kwh: what power costs on each of the days, NaN where that is
    not known. 0 where no fee is in force; a flat fee has equal ends. Of the scale of 2023 only the
    two ends are known: the lowest fee where power costs at least `price_from_kzt_kwh`, else
    anything between the lowest and the highest.
    """
    ends = pd.DataFrame(0.0, index=days, columns=["low", "high"])
    own = rows_where(fees, iso3=iso3)
    for start, of_start in own.groupby("valid_from"):
        fee = of_start.set_index("basis")
        in_force = (days >= start) & ~(days > of_start["valid_to"].min())
        if "flat" in fee.index:
            ends[in_force] = fee.loc["flat", "fee_kzt_kwh"]
        elif "scale_top" in fee.index:
            lowest = fee.loc["scale_bottom"]
            is_dear = (prices_kzt_kwh >= lowest["price_from_kzt_kwh"]).to_numpy()
            ends[in_force] = lowest["fee_kzt_kwh"]
            ends.loc[in_force & ~is_dear, "high"] = fee.loc["scale_top", "fee_kzt_kwh"]
    return ends


def fee_range_kzt_kwh(
    fees: pd.DataFrame, iso3: str, day: pd.Timestamp, price_kzt_kwh: float | None = None
) -> tuple[float, float]:
    """The ends of `fee_ranges_kzt_kwh` on one day."""
    price = pd.Series([price_kzt_kwh], dtype=float)
    low, high = fee_ranges_kzt_kwh(fees, iso3, pd.DatetimeIndex([day]), price).iloc[0]
    return low, high


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
    rate = rate_on(rates, months)
    fee = fee_ranges_kzt_kwh(fees, iso3, months, energy_usd_kwh * rate)
    return energy_usd_kwh + fee.div(rate, axis=0).where(fee > 0, 0.0)


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
