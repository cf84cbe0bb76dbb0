"""How much power the miners of a country drew: four routes to the same number, with their
ranges.
"""

import calendar

import pandas as pd

from qantar.chapters.energy.electricity import of_country
from qantar.chapters.shared.mining_map import country_hashrate

HOURS_PER_YEAR = 8760
MW_PER_GW = 1000.0
COLUMNS = ["month", "load_mw", "low_mw", "high_mw"]


def load_from_hashrate_mw(hashrate_ehs: float, efficiency_j_th: float, pue: float) -> float:
    """Electric load [MW] of a hash rate [EH/s] on machines of an efficiency [J/TH] at a site's PUE.

    1 EH/s = 10^6 TH/s and 1 J/s = 1 W, so EH/s times J/TH is a number of MW.
    """
    return hashrate_ehs * efficiency_j_th * pue


def energy_twh(load_mw: float) -> float:
    """Electricity [TWh] of a constant load [MW] over a year of 8,760 hours."""
    return load_mw * HOURS_PER_YEAR / 1e6


def emissions_mt(load_mw: float, gco2e_kwh: float) -> float:
    """Yearly emissions [MtCO2e] of a constant load [MW] at a carbon intensity [gCO2e/kWh]."""
    # 1 TWh = 10^9 kWh and 1 Mt = 10^12 g.
    return energy_twh(load_mw) * gco2e_kwh / 1000.0


def monthly_power(network_power: pd.DataFrame) -> pd.DataFrame:
    """Means by month of the network's power bounds [GW] and efficiency bounds [J/TH], indexed by
    month.
    """
    month = network_power["date"].dt.to_period("M").dt.to_timestamp().rename("month")
    return network_power.drop(columns="date").groupby(month).mean()


def top_down(mining_share: pd.DataFrame, network_power: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Way (a): share of the map times the network's power: month, load_mw, low_mw, high_mw.

    low and high are the model's extremes (all machines the best, or the worst that still pay).
    """
    power = monthly_power(network_power)
    share = of_country(mining_share, iso3).set_index("month")["share"]
    parts = {"load_mw": "power_best_gw", "low_mw": "power_low_gw", "high_mw": "power_high_gw"}
    loads = {
        name: share * power[column].reindex(share.index) * MW_PER_GW
        for name, column in parts.items()
    }
    return (
        pd.DataFrame(loads)
        .rename_axis("month")
        .reset_index()
        .sort_values("month", ignore_index=True)
    )


def from_fleet(
    mining_share: pd.DataFrame,
    network_daily: pd.DataFrame,
    iso3: str,
    j_th: tuple[float, float, float],
    pue: float,
) -> pd.DataFrame:
    """Way (b): implied hash rate times an assumed fleet: month, load_mw, low_mw, high_mw.

    j_th: the fleet's efficiency [J/TH] as (best, assumed, worst); low and high come from the first
    and last.
    """
    rows = of_country(country_hashrate(mining_share, network_daily), iso3).sort_values("month")
    best, assumed, worst = j_th
    frame = pd.DataFrame({"month": rows["month"]})
    for name, efficiency in (("load_mw", assumed), ("low_mw", best), ("high_mw", worst)):
        frame[name] = load_from_hashrate_mw(rows["hashrate_ehs"], efficiency, pue)
    return frame.reset_index(drop=True)


def _receipts(mining_reported: pd.DataFrame, iso3: str, as_of: str) -> float | None:
    rows = of_country(mining_reported, iso3)
    found = rows.loc[(rows["measure"] == "fee_receipts") & (rows["as_of"] == as_of), "value"]
    return float(found.iloc[0]) if len(found) else None


def flat_fee(mining_fees: pd.DataFrame, iso3: str) -> float | None:
    """The flat mining fee of 2022 [KZT per kWh]; None where the country had none."""
    rows = of_country(mining_fees, iso3)
    found = rows.loc[
        (rows["basis"] == "flat") & (rows["valid_from"].dt.year == 2022), "fee_kzt_kwh"
    ]
    return float(found.iloc[0]) if len(found) else None


def from_fees(mining_reported: pd.DataFrame, mining_fees: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Way (d): fee receipts of 2022 over the fee, as a mean load: reading, load_mw; empty if none
    was paid.

    Three readings of the payment quarters: the year's receipts are the year's consumption; they are
    that of three quarters, because the last quarter is paid in the next year; the first quarter's
    own receipts.
    """
    fee = flat_fee(mining_fees, iso3)
    year, quarter = (_receipts(mining_reported, iso3, as_of) for as_of in ("2022", "2022Q1"))
    if fee is None or year is None or quarter is None:
        return pd.DataFrame(
            {"reading": pd.Series(dtype="str"), "load_mw": pd.Series(dtype="float64")}
        )
    first_quarter, three_quarters = _hours_2022(3), _hours_2022(9)
    readings = {
        "year over year": year / fee / HOURS_PER_YEAR,
        "year over three quarters": year / fee / three_quarters,
        "first quarter": quarter / fee / first_quarter,
    }
    kilowatts = pd.Series(readings, name="load_mw").rename_axis("reading")
    return (kilowatts / 1000.0).reset_index()


def _hours_2022(months: int) -> int:
    """Hours in the first `months` months of 2022."""
    return 24 * sum(calendar.monthrange(2022, month)[1] for month in range(1, months + 1))


def at_month(series: pd.DataFrame, month: str) -> pd.Series | None:
    """The row of an ISO month (frame with a column month); None where the series lacks it or its
    value.
    """
    rows = series[series["month"] == f"{month}-01"].dropna(subset=["load_mw"])
    return rows.iloc[0] if len(rows) else None


def share_of_generation(loads: pd.DataFrame, balance: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """A load series over national generation of its year: `loads` with share, share_low,
    share_high.
    """
    total = of_country(balance, iso3).set_index("year")["generation_twh"]
    generation = loads["month"].dt.year.map(total)
    shares = {
        name: loads[column].map(energy_twh) / generation
        for name, column in (
            ("share", "load_mw"),
            ("share_low", "low_mw"),
            ("share_high", "high_mw"),
        )
    }
    return loads.assign(**shares).dropna(subset=["share"]).reset_index(drop=True)


def by_price(
    prices: pd.DataFrame, mining_share: pd.DataFrame, iso3: str, month: str
) -> pd.DataFrame:
    """Way (a) had all miners paid another price of electricity: price_usd_kwh, load_mw, in one
    month.
    """
    share = of_country(mining_share, iso3)
    share = share.loc[share["month"] == f"{month}-01", "share"]
    rows = prices[prices["date"].dt.strftime("%Y-%m") == month]
    if not len(share) or rows.empty:
        return pd.DataFrame(
            {"price_usd_kwh": pd.Series(dtype="float64"), "load_mw": pd.Series(dtype="float64")}
        )
    twh = rows.groupby("price_usd_kwh")["consumption_twh_year"].mean()
    return (twh * 1e6 / HOURS_PER_YEAR * float(share.iloc[0])).rename("load_mw").reset_index()
