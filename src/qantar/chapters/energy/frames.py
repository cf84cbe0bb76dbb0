"""The chapter's frames, and the findings its sentences depend on, from tables and parameters."""

import pandas as pd

from qantar.chapters.energy import (
    demand,
    electricity,
    emissions,
    grid,
    load,
    nuclear,
    uncertainty,
)
from qantar.chapters.energy.electricity import of_country
from qantar.chapters.energy.parameters import EnergyParameters
from qantar.common.text import _
from qantar.report.chapter import Tables
from qantar.report.lookup import number_where

WAY_COLUMNS = ["way", "start", "end", "low_mw", "high_mw", "independent", "whole"]


def shares(tables: Tables, source: str, iso3: str) -> pd.DataFrame:
    """Share of a source in a country's generation: year, share."""
    every = electricity.source_shares(tables.electricity, tables.electricity_balance, source)
    return of_country(every, iso3)


def loads(tables: Tables, p: EnergyParameters) -> pd.DataFrame:
    """Way (a) by month, as from `load.top_down`."""
    return load.top_down(tables.mining_share, tables.network_power, p.country)


def fleet(tables: Tables, p: EnergyParameters) -> pd.DataFrame:
    """Way (b) by month, as from `load.from_fleet`."""
    best, worst = p.fleet_range_j_th
    j_th = (best, p.fleet_efficiency_j_th, worst)
    return load.from_fleet(tables.mining_share, tables.network_daily, p.country, j_th, p.pue)


def names(tables: Tables) -> pd.Series:
    """Plain name of each country, by iso3."""
    return tables.countries.set_index("iso3")["name"]


def weights(tables: Tables) -> pd.DataFrame:
    """Mining on every grid of the map, as from `emissions.on_the_map`, with `country`."""
    every = emissions.on_the_map(
        tables.mining_share, tables.network_power, tables.electricity_balance
    )
    return every.assign(country=every["iso3"].map(names(tables)))


def every_way(tables: Tables, p: EnergyParameters) -> pd.DataFrame:
    """Every estimate of the load side by side, as from `all_ways`."""
    prices = load.by_price(tables.network_power_by_price, tables.mining_share, p.country, p.month)
    return all_ways(
        from_the_map(loads(tables, p), fleet(tables, p), prices, p.month),
        reported(tables.mining_load_reports, p.country),
        load.from_fees(tables.mining_reported, tables.mining_fees, p.country),
        check(tables, p),
    )


def coal_beside_peers(tables: Tables, p: EnergyParameters) -> pd.DataFrame:
    """Coal's share by year of the country, its peers and the world: iso3, year, share, country."""
    every = electricity.source_shares(tables.electricity, tables.electricity_balance, "coal")
    shown = every[every["iso3"].isin([p.country, *p.peers, emissions.WORLD])]
    return shown.assign(country=shown["iso3"].map(names(tables)))


def check(tables: Tables, p: EnergyParameters) -> demand.Check | None:
    """The residual check of the map against the country's demand, as from `demand.residual`."""
    years = load.by_year(loads(tables, p))
    return demand.residual(tables.electricity_balance, years, p.country)


def simulated(tables: Tables, p: EnergyParameters) -> dict[str, uncertainty.Interval] | None:
    """Emissions of the map's last full year with their doubts; None where something is missing."""
    years = load.by_year(loads(tables, p))
    if years.empty or not years["energy_twh"].iloc[-1] > 0:
        return None
    counted = emissions.intensities(tables, p.country, int(years["year"].iloc[-1]))
    ends = emissions.life_cycle(counted, p.emission_factor)
    if ends is None:
        return None
    drawn = float(years["energy_twh"].iloc[-1])
    return uncertainty.emissions(drawn, p.load_factor_95, ends, draws=p.draws, seed=p.seed)


def scenario(tables: Tables, p: EnergyParameters) -> nuclear.Scenario | None:
    """The plant of the parameters beside the latest year; None where the tables lack one."""
    year = electricity.latest_year(tables.electricity_balance, p.country, "generation_twh")
    if year is None or p.nuclear_year <= year:
        return None
    balance = of_country(tables.electricity_balance, p.country)
    latest = number_where(balance, "generation_twh", year=year)
    if not latest:  # a country that generates nothing
        return None
    return nuclear.Scenario(
        capacity_mw=p.nuclear_capacity_mw,
        capacity_factor=p.nuclear_capacity_factor,
        plant_year=p.nuclear_year,
        growth=p.generation_growth,
        latest_year=year,
        latest_twh=latest,
        coal_twh=number_where(
            tables.electricity, "generation_twh", iso3=p.country, source="coal", year=year
        ),
        net_imports_twh=number_where(balance, "net_imports_twh", year=year),
    )


def bought_without_mining(
    tables: Tables, p: EnergyParameters, month: str = "2020-12", winter: str = "2020/21"
) -> dict[str, float | None]:
    """What was bought at the evening peak of a month less the map's mean load of it: others_least
    and others_most [MW]; None where either is not held.
    """
    rows = grid.peaks(tables.power_peaks, p.country).set_index("winter")
    mined = load.at_month(loads(tables, p), month)
    if winter not in rows.index or mined is None:
        return {"others_least": None, "others_most": None}
    least, most = rows.loc[winter, ["deficit_low_mw", "deficit_high_mw"]].astype(float)
    return {"others_least": least - mined["load_mw"], "others_most": most - mined["load_mw"]}


def exceeds_growth(tables: Tables, p: EnergyParameters) -> bool:
    """Whether the map's mining grew by more than all demand."""
    found = check(tables, p)
    return found is not None and found.other_growth_twh < 0


def ministry_exceeds_map(tables: Tables, p: EnergyParameters) -> bool:
    """Whether the economy ministry counted up to more miners than the map has in any month."""
    said = load.by_ministry(tables.mining_load_reports, p.country)
    return said is not None and bool((loads(tables, p)["load_mw"] < said).all())


def month_misleads(tables: Tables, p: EnergyParameters) -> bool:
    """Whether the month's load, held for a year, would be another share of generation than what
    the map's last full year took, to a tenth of a per cent.
    """
    mapped = loads(tables, p)
    held = load.share_of_generation(mapped, tables.electricity_balance, p.country)
    month, every = load.at_month(held, p.month), weights(tables).set_index("iso3")
    if month is None or p.country not in every.index:
        return False
    return bool(
        round(month["share_held"], 3) != round(every.at[p.country, "share_of_generation"], 3)
    )


def releases_differ(tables: Tables, p: EnergyParameters) -> bool:
    """Whether releases give other territorial emissions of 2021, to a million tonnes."""
    own = of_country(tables.co2, p.country)
    return bool(own.loc[own["year"] == 2021, "co2_mt"].round().nunique() > 1)


def explains_first_imports(tables: Tables, p: EnergyParameters) -> bool:
    """Whether miners declared more than the net imports of 2022, and these grew afterwards."""
    imports = of_country(tables.electricity_balance, p.country).set_index("year")["net_imports_twh"]
    declared = load.declared_twh(tables.mining_reported, tables.mining_fees, p.country)
    first, last = imports.get(2022), imports.dropna().iloc[-1:].max()
    return declared is not None and bool(0 < first < min(declared, last))


def uses_coal(tables: Tables, p: EnergyParameters) -> bool:
    """Whether coal ever was more than a trace in the country's electricity since COAL_FROM."""
    own = shares(tables, "coal", p.country)
    since = own.loc[own["year"] >= electricity.COAL_FROM, "share"]
    return bool((since >= electricity.LITTLE).any())


def main_source(tables: Tables, p: EnergyParameters) -> str:
    """The reader's name of the year's largest source of electricity."""
    source = electricity.main_source(tables.electricity, p.country, p.year)
    return electricity.source_names().get(source or "", _("no one source"))


def _days(period: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of an ISO year or month."""
    whole = pd.Period(period)
    return whole.start_time, whole.end_time.normalize()


def from_the_map(
    loads: pd.DataFrame, fleet: pd.DataFrame, prices: pd.DataFrame, month: str
) -> list[tuple]:
    """Rows of ways (a) and (b): the mean of the map's last full year, and one month by each.

    loads: load.top_down; fleet: load.from_fleet; prices: load.by_price of the month.
    """
    rows = []
    for year in load.by_year(loads).tail(1).itertuples():
        rows.append(
            ("map, year", *_days(str(int(year.year))), year.mean_mw, year.mean_mw, False, True)
        )
    one, other = load.at_month(loads, month), load.at_month(fleet, month)
    if one is not None and one["load_mw"] > 0:
        rows.append(("map, month", *_days(month), one["load_mw"], one["load_mw"], False, True))
    if len(prices):
        ends = (prices["load_mw"].min(), prices["load_mw"].max())
        rows.append(("map, price", *_days(month), *ends, False, True))
    if other is not None and other["load_mw"] > 0:
        rows.append(("fleet", *_days(month), other["low_mw"], other["high_mw"], False, True))
    return rows


def reported(reports: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """What officials, firms and analysts said: the columns WAY_COLUMNS, `way` in words.

    low_mw is empty where only an upper bound was said, high_mw where only a lower one; `whole`:
    whether all mining is counted, and not a part of it or a bound.
    """
    names = {
        "label": "way",
        "period_start": "start",
        "period_end": "end",
        "independent_of_map": "independent",
    }
    rows = of_country(reports, iso3).rename(columns=names)
    every = (rows["counted"] == "all") & rows["measures"].isin(["load", "capacity"])
    bounded = rows[["low_mw", "high_mw"]].notna().all(axis="columns")
    return rows.assign(whole=every & bounded)[WAY_COLUMNS]


def all_ways(
    mapped: list[tuple], reports: pd.DataFrame, fees: pd.DataFrame, check: demand.Check | None
) -> pd.DataFrame:
    """All estimates in order of time, those that rest on the map first: the columns WAY_COLUMNS.

    mapped: as from `from_the_map`; reports: as from `reported`; fees: as from `load.from_fees`;
    check: as from `demand.residual`.
    """
    rows = list(mapped)
    if check is not None and check.above_trend_mw > 0:
        above = check.above_trend_mw
        rows.append(("demand above trend", *_days(str(check.year)), above, above, True, False))
    if len(fees):
        ends = (fees["load_mw"].min(), fees["load_mw"].max())
        rows.append(("fee", *_days("2022"), *ends, True, False))
    frame = pd.DataFrame(rows, columns=WAY_COLUMNS).astype({"low_mw": float, "high_mw": float})
    parts = [part for part in (frame, reports) if len(part)]
    every = pd.concat(parts, ignore_index=True) if parts else frame
    return every.sort_values(["independent", "start"], kind="stable", ignore_index=True)
