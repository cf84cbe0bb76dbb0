"""What a kilowatt-hour costs a miner: energy price plus digital-mining fee, in tenge and
dollars.
"""

from collections.abc import Sequence

import pandas as pd

MONTHLY_KINDS = ("market_close", "quarter_average", "single_day")


def monthly_rates(exchange_rate: pd.DataFrame) -> pd.DataFrame:
    """The rates of single months: month (index), kind, kzt_per_usd, low, high; yearly averages
    left out.
    """
    monthly = exchange_rate[exchange_rate["kind"].isin(MONTHLY_KINDS)]
    return monthly.set_index("month").sort_index()


def rate_on(rates: pd.DataFrame, days: pd.DatetimeIndex) -> pd.Series:
    """Tenge per dollar of each day's month (the last month before it that has one); NaN before
    the first.
    """
    return rates["kzt_per_usd"].reindex(pd.DatetimeIndex(days), method="ffill")


def fee_kzt_kwh(fees: pd.DataFrame, iso3: str, day: pd.Timestamp, price_kzt_kwh: float) -> float:
    """The fee [KZT/kWh] on power from the grid at an energy price, on a day; 0 where no fee is in
    force.

    fees: table mining_fees. Where a scale is in force the fee brings price and fee up to the
    scale's floor, but stays between its lowest and highest step.
    """
    ended = fees["valid_to"] < day
    force = fees[(fees["iso3"] == iso3) & (fees["valid_from"] <= day) & ~ended]
    level = force.set_index("basis")["fee_kzt_kwh"]
    if "flat" in level:
        return float(level["flat"])
    if "price_plus_fee_floor" not in level:
        return 0.0
    needed = level["price_plus_fee_floor"] - price_kzt_kwh
    return float(min(max(needed, level["scale_bottom"]), level["scale_top"]))


def all_in_usd_kwh(
    days: pd.DatetimeIndex,
    energy_usd_kwh: float,
    iso3: str,
    fees: pd.DataFrame,
    rates: pd.DataFrame,
) -> pd.Series:
    """Energy price plus fee [USD/kWh] on each day, indexed by date; the energy price is constant in
    dollars.

    The month's rate turns the price into tenge for the scale and the fee back into dollars (regimes
    begin with a month). A country without a fee in the table pays the energy price alone.
    """
    months = pd.DatetimeIndex(days).to_period("M").to_timestamp()
    fee_usd = {}
    for month, rate in rate_on(rates, months.unique()).items():
        fee_kzt = fee_kzt_kwh(fees, iso3, month, energy_usd_kwh * rate)
        fee_usd[month] = fee_kzt / rate if fee_kzt else 0.0
    return pd.Series(
        energy_usd_kwh + months.map(fee_usd).to_numpy(float), index=pd.DatetimeIndex(days)
    )


def stack(
    fees: pd.DataFrame,
    iso3: str,
    regimes: Sequence[tuple[str, str]],
    prices_kzt_kwh: dict[str, float],
) -> pd.DataFrame:
    """Energy and fee side by side: energy (name), regime, price_kzt_kwh, fee_kzt_kwh,
    total_kzt_kwh.

    regimes: (name, ISO day on which it is read); prices_kzt_kwh: energy price by name.
    """
    rows = []
    for name, price in prices_kzt_kwh.items():
        for regime, day in regimes:
            fee = fee_kzt_kwh(fees, iso3, pd.Timestamp(day), price)
            rows.append((name, regime, price, fee, price + fee))
    columns = ["energy", "regime", "price_kzt_kwh", "fee_kzt_kwh", "total_kzt_kwh"]
    return pd.DataFrame(rows, columns=columns)
