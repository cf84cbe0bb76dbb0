"""How much power the miners of a country drew: by the map, by the fleet, by the fee, by reports."""

import calendar

import pandas as pd

from qantar.chapters.energy.electricity import of_country
from qantar.chapters.shared.mining_map import country_hashrate
from qantar.chapters.shared.tariffs import fee_receipts_kzt
from qantar.report.lookup import number_where

HOURS_PER_YEAR = 8760
MW_PER_GW = 1000.0
MONTHS = 12
# What the economy ministry said of registered miners and of the others in February 2022.
MINISTRY = ("economy-2022-02", "economy-grey-2022-02")


def load_from_hashrate_mw(hashrate_ehs: float, efficiency_j_th: float, pue: float) -> float:
    """Electric load [MW] of a hash rate [EH/s] on machines of an efficiency [J/TH] at a site's PUE.

    1 EH/s = 10^6 TH/s and 1 J/s = 1 W, so EH/s times J/TH is a number of MW.
    """
    return hashrate_ehs * efficiency_j_th * pue


def energy_twh(load_mw: float) -> float:
    """Electricity [TWh] of a constant load [MW] over a year of 8,760 hours."""
    return load_mw * HOURS_PER_YEAR / 1e6


def monthly_power(network_power: pd.DataFrame) -> pd.DataFrame:
    """Monthly means of the network's power and efficiency bounds [GW, J/TH], indexed by month."""
    month = network_power["date"].dt.to_period("M").dt.to_timestamp().rename("month")
    return network_power.drop(columns="date").groupby(month).mean()


def top_down(mining_share: pd.DataFrame, network_power: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Way (a), by month: share of the map times the network's power.

    Columns month, share, network_gw, load_mw, low_mw, high_mw (the index's extremes: all machines
    the best, or the worst that still pay), hours, energy_twh, low_twh, high_twh.
    """
    power = monthly_power(network_power)
    rows = of_country(mining_share, iso3)[["month", "share"]].sort_values("month")
    rows["hours"] = 24 * rows["month"].dt.days_in_month
    parts = {"load": "power_best_gw", "low": "power_low_gw", "high": "power_high_gw"}
    rows["network_gw"] = rows["month"].map(power[parts["load"]])
    for name, column in parts.items():
        rows[f"{name}_mw"] = rows["share"] * rows["month"].map(power[column]) * MW_PER_GW
        energy = "energy" if name == "load" else name
        rows[f"{energy}_twh"] = rows[f"{name}_mw"] * rows["hours"] / 1e6
    return rows.reset_index(drop=True)


def by_year(loads: pd.DataFrame) -> pd.DataFrame:
    """Years with all twelve months on the map: year, energy_twh, low_twh, high_twh, mean_mw.

    loads: as from `top_down`.
    """
    known = loads.dropna(subset=["energy_twh"])
    groups = known.groupby(known["month"].dt.year)
    years = groups[["energy_twh", "low_twh", "high_twh", "hours"]].sum()[groups.size() == MONTHS]
    years["mean_mw"] = years["energy_twh"] * 1e6 / years["hours"]
    return years.drop(columns="hours").rename_axis("year").reset_index()


def at_month(series: pd.DataFrame, month: str) -> pd.Series | None:
    """The row of an ISO month (columns month, load_mw); None where the series lacks it."""
    rows = series[series["month"] == f"{month}-01"].dropna(subset=["load_mw"])
    return rows.iloc[0] if len(rows) else None


def by_price(
    prices: pd.DataFrame, mining_share: pd.DataFrame, iso3: str, month: str
) -> pd.DataFrame:
    """Way (a) in a month, had all miners paid another price of power: price_usd_kwh, load_mw.

    prices: date, price_usd_kwh, consumption_twh_year of the whole network; empty off the map.
    """
    share = of_country(mining_share, iso3).set_index("month")["share"].get(f"{month}-01", 0.0)
    rows = prices[prices["date"].dt.strftime("%Y-%m") == month] if share else prices.iloc[:0]
    twh = rows.groupby("price_usd_kwh")["consumption_twh_year"].mean()
    return (twh * 1e6 / HOURS_PER_YEAR * share).rename("load_mw").reset_index()


def from_fleet(
    mining_share: pd.DataFrame,
    network_daily: pd.DataFrame,
    iso3: str,
    j_th: tuple[float, float, float],
    pue: float,
) -> pd.DataFrame:
    """Way (b): implied hash rate times an assumed fleet: month, load_mw, low_mw, high_mw.

    j_th: the fleet's efficiency [J/TH] as (best, assumed, worst), for low_mw, load_mw, high_mw.
    """
    rows = of_country(country_hashrate(mining_share, network_daily), iso3).sort_values("month")
    frame = pd.DataFrame({"month": rows["month"]})
    for name, efficiency in zip(("low_mw", "load_mw", "high_mw"), j_th, strict=True):
        frame[name] = load_from_hashrate_mw(rows["hashrate_ehs"], efficiency, pue)
    return frame.reset_index(drop=True)


def by_ministry(reports: pd.DataFrame, iso3: str) -> float | None:
    """Registered miners and, at most, the others by the economy ministry [MW]; None where unsaid.

    reports: table mining_load_reports.
    """
    said = of_country(reports, iso3).set_index("report")["high_mw"].reindex(MINISTRY)
    return None if said.isna().any() else float(said.sum())


def flat_fee(mining_fees: pd.DataFrame, iso3: str) -> float | None:
    """The flat mining fee of 2022 [KZT per kWh]; None where the country had none."""
    of_2022 = mining_fees[mining_fees["valid_from"].dt.year == 2022]
    return number_where(of_2022, "fee_kzt_kwh", iso3=iso3, basis="flat")


def declared_twh(
    mining_reported: pd.DataFrame, mining_fees: pd.DataFrame, iso3: str
) -> float | None:
    """Electricity [TWh] on which the mining fee of 2022 was paid: receipts over the fee."""
    fee, receipts = flat_fee(mining_fees, iso3), fee_receipts_kzt(mining_reported, iso3, "2022")
    return receipts / fee / 1e9 if fee and receipts is not None else None


def from_fees(mining_reported: pd.DataFrame, mining_fees: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Way (d): fee receipts of 2022 over the fee, as a mean load: reading, load_mw; may be empty.

    Three readings: the year's receipts are the year's consumption; they are that of three quarters,
    because the last quarter is paid in the next year; the first quarter's own receipts.
    """
    fee = flat_fee(mining_fees, iso3)
    year, quarter = (fee_receipts_kzt(mining_reported, iso3, as_of) for as_of in ("2022", "2022Q1"))
    if fee is None or year is None or quarter is None:
        return pd.DataFrame({"reading": pd.Series(dtype="str"), "load_mw": pd.Series(dtype=float)})
    readings = {
        "year over year": year / fee / HOURS_PER_YEAR,
        "year over three quarters": year / fee / _hours_2022(9),
        "first quarter": quarter / fee / _hours_2022(3),
    }
    return (pd.Series(readings, name="load_mw") / 1000.0).rename_axis("reading").reset_index()


def _hours_2022(months: int) -> int:
    """Hours in the first `months` months of 2022."""
    return 24 * sum(calendar.monthrange(2022, month)[1] for month in range(1, months + 1))


def share_of_generation(loads: pd.DataFrame, balance: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Each month's load held for 8,760 hours over its year's generation: `loads` with share_held.

    loads: as from `top_down`; balance: iso3, year, generation_twh.
    """
    total = of_country(balance, iso3).set_index("year")["generation_twh"]
    held = loads["load_mw"].map(energy_twh) / loads["month"].dt.year.map(total)
    return loads.assign(share_held=held)
