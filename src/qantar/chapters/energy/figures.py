"""Key figures of the energy chapter; `figures.csv` beside it says what each of them is."""

import numpy as np
import pandas as pd

from qantar.chapters.energy import electricity, emissions, frames, grid, load, uranium
from qantar.chapters.energy.electricity import of_country
from qantar.chapters.energy.parameters import EnergyParameters
from qantar.chapters.shared.geography import CENTRAL_ASIA
from qantar.report import register
from qantar.report.chapter import Tables
from qantar.report.lookup import number_where, rows_where
from qantar.report.register import Computed, Value, ranged

TABLES = register.tables(
    "energy", "countries", "forecasts", "network_daily", "network_power_by_price"
)
THRESHOLD = 0.70
OLDER_RELEASES = (2022, 2023)
Figures = dict[str, Computed]


def mix_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """Generation, shares of sources and carbon intensity in the chosen and the latest year."""
    balance = of_country(tables.electricity_balance, p.country)
    latest = electricity.latest_year(tables.electricity_balance, p.country, "generation_twh")
    main = electricity.main_source(tables.electricity, p.country, p.year) or ""
    made: Figures = {
        "generation_twh": number_where(balance, "generation_twh", year=p.year),
        "generation_twh_latest": _latest(balance, latest, "generation_twh"),
        "carbon_intensity": number_where(balance, "carbon_intensity_gco2e_kwh", year=p.year),
    }
    for name, source in (("coal", "coal"), ("gas", "gas"), ("main", main)):
        own = frames.shares(tables, source, p.country)
        made[f"{name}_share"] = number_where(own, "share", year=p.year)
        made[f"{name}_share_latest"] = _latest(own, latest, "share")
    return made


def _latest(frame: pd.DataFrame, year: int | None, column: str) -> Value:
    if year is None:
        return Value(None)
    return Value(number_where(frame, column, year=year), as_of=str(year))


def intensity_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """Carbon intensity by general factors, and how far the published one lies above them."""
    counted = emissions.intensities(tables, p.country, p.year).set_index("choice")["gco2e_kwh"]
    ways = counted[counted.index.isin(emissions.LIFE_CYCLE)]
    ratio = counted.get(emissions.NEWEST, np.nan) / ways.max()
    return {
        "carbon_intensity_mix": (counted.get("ipcc"), ways.min(), ways.max()),
        "carbon_intensity_ratio": ratio,
    }


def coal_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """How fast coal goes, when it last passed 70 per cent, and what releases and officials say."""
    newest = frames.shares(tables, "coal", p.country)
    releases = electricity.vintage_shares(tables.electricity_vintages, p.country)
    now = number_where(newest, "share", year=2021)
    of_2021 = [*releases.loc[releases["year"] == 2021, "share"], *([] if now is None else [now])]
    spread = (min(of_2021), max(of_2021)) if len(of_2021) > 2 else (None, None)
    first = electricity.COAL_FROM
    coal = rows_where(tables.electricity, iso3=p.country, source="coal")
    coal = coal.set_index("year")["generation_twh"]
    made: Figures = {
        "coal_generation_ratio": _since(coal, first),
        "coal_share_2010": number_where(newest, "share", year=2010),
        "coal_share_2012": number_where(newest, "share", year=first),
        "coal_share_2023": number_where(newest, "share", year=2023),
        "coal_share_last_above_70": _last_above(newest),
        "coal_share_2021_vintage_range": (now, *spread),
    }
    for release in OLDER_RELEASES:
        rows = releases[releases["release"] == release]
        made[f"coal_share_last_above_70_release_{release}"] = _last_above(rows)
    return made | _official(tables, p.country)


def _since(values: pd.Series, first: int) -> Value:
    """The last value over that of the year `first`; no value where that is missing or nothing."""
    if not values.get(first, 0) > 0:
        return Value(None)
    last = values.index.max()
    return Value(values[last] / values[first], as_of=f"{first}/{last}")


def _last_above(rows: pd.DataFrame) -> Value:
    span = f"{rows['year'].min()}/{rows['year'].max()}" if len(rows) else None
    return Value(electricity.last_year_above(rows, THRESHOLD), as_of=span)


def _official(tables: Tables, iso3: str) -> Figures:
    """Officials' counts of 2023: the surest, with the range of all."""
    counts = electricity.official_shares(tables.facts, iso3)
    of_2023 = counts[counts["year"] == 2023].sort_values("confidence")["share"]
    return {"coal_share_official_2023": _first_of(of_2023)}


def _first_of(values: pd.Series) -> Value | None:
    """The first of several counts with the range of all; None without any."""
    return ranged(values.iloc[0], values) if len(values) else None


def grid_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """The shortage at the peak of four winters, and where coal plants and consumers stand."""
    rows = grid.peaks(tables.power_peaks, p.country)
    winters = {
        "bought_mw_2020_12": "2020/21",
        "deficit_mw_2021_22": "2021/22",
        "deficit_mw_2022": "2022/23",
        "deficit_mw_2023": "2023/24",
    }
    zones = grid.zone_balance(tables.power_plants, tables.electricity_regions, p.country)
    short = {name: grid.shortage(rows, winter) for name, winter in winters.items()}
    fees = load.from_fees(tables.mining_reported, tables.mining_fees, p.country)["load_mw"]
    lacked = short["deficit_mw_2022"].value
    return {
        **{f"peak_{name}": value for name, value in short.items()},
        "coal_capacity_north": zones["coal_share"].get("north"),
        "capacity_share_south": zones["capacity_share"].get("south"),
        "consumption_share_south": zones["consumption_share"].get("south"),
        "peak_deficit_without_declared_mw_2022": None if lacked is None else lacked - fees.max(),
    }


def import_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """Net imports of 2022 and the latest year, and the last year of net exports."""
    balance = of_country(tables.electricity_balance, p.country).dropna(subset=["net_imports_twh"])
    latest = int(balance["year"].max()) if len(balance) else None
    exported = balance.loc[balance["net_imports_twh"] < 0, "year"]
    span = f"{balance['year'].min()}/{latest}" if len(balance) else None
    trade = grid.traded(tables.electricity_trade, p.country, 2022)
    of_2022 = number_where(balance, "net_imports_twh", year=2022)
    return {
        "imports_from_russia_2022": grid.bought_from(trade, "RUS"),
        "net_imports_twh_2022": ranged(of_2022, [of_2022, grid.net_imports_twh(trade)]),
        "net_imports_twh_latest": _latest(balance, latest, "net_imports_twh"),
        "last_net_export_year": Value(exported.max(), as_of=span),
    }


def load_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """The miners' load by the map, by the fleet, by what the ministry said and by the fee."""
    mapped = frames.loads(tables, p)
    held = load.share_of_generation(mapped, tables.electricity_balance, p.country)
    month = load.at_month(held, p.month)
    reported, fees = tables.mining_reported, tables.mining_fees
    return {
        "mining_load_topdown_mw": _range(month),
        "mining_load_topdown_mw_2020_12": _range(load.at_month(mapped, "2020-12")),
        "mining_share_of_generation_month": None if month is None else month["share_held"],
        "mining_load_fees_mw_2022": _first_of(load.from_fees(reported, fees, p.country)["load_mw"]),
        "mining_declared_twh_2022": load.declared_twh(reported, fees, p.country),
        "mining_load_ministry_mw_2022_02": load.by_ministry(tables.mining_load_reports, p.country),
        **_year_figures(tables, p, mapped),
    }


def report_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """Single reports that the text quotes: one number, or the least with both ends of a range."""
    reports = {
        "mining_load_unregistered_mw_2021_11": "ministry-2021-11",
        "mining_load_association_mw_2021_10": "association-2021-10",
        "mining_limit_mw_2022_02": "operator-limit-2022-02",
        "mining_stopped_mw_2022_02": "inspections-2022-02",
        "russian_power_mw_2022": "russian-power-2022",
        "auctions_mw_2024": "auctions-2024",
    }
    ends = of_country(tables.mining_load_reports, p.country).set_index("report")
    ends = ends[["low_mw", "high_mw"]].reindex(list(reports.values()))
    return {
        name: _first_of(ends.loc[report].dropna().drop_duplicates())
        for name, report in reports.items()
    }


def _range(row: pd.Series | None) -> tuple | None:
    return None if row is None else (row["load_mw"], row["low_mw"], row["high_mw"])


def _year_figures(tables: Tables, p: EnergyParameters, mapped: pd.DataFrame) -> Figures:
    """What the map's last full year drew, and its part of generation."""
    names = ("twh", "mean_mw", "share_of_generation")
    found: Figures = dict.fromkeys(f"mining_{name}" for name in names)
    for last in load.by_year(mapped).tail(1).itertuples():
        as_of = str(int(last.year))
        ends = (last.low_twh, last.high_twh)
        found["mining_twh"] = Value(last.energy_twh, *ends, as_of=as_of)
        found["mining_mean_mw"] = Value(last.mean_mw, as_of=as_of)
        every = frames.weights(tables).set_index("iso3")["share_of_generation"]
        if p.country in every:
            found["mining_share_of_generation"] = Value(every[p.country], as_of=as_of)
    return found


def demand_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """Does the map's mining fit into the growth of demand?"""
    found = frames.check(tables, p)
    gdp = rows_where(tables.macro, indicator="gdp_growth", iso3=p.country)
    names = {
        "demand_growth_twh": "demand_growth_twh",
        "mining_growth_twh": "mining_growth_twh",
        "other_growth_twh": "other_growth_twh",
        "usual_growth_twh": "usual_growth_twh",
        "demand_falls_before": "falls_before",
        "demand_above_trend_mw": "above_trend_mw",
        "mining_growth_mw": "mining_growth_mw",
    }
    made: Figures = {
        name: Value(getattr(found, attribute), as_of=str(found.year)) if found else None
        for name, attribute in names.items()
    }
    by_demand = None
    if found:
        mapped = load.by_year(frames.loads(tables, p)).iloc[-1]["mean_mw"]
        mean = mapped - found.mining_growth_mw + found.above_trend_mw
        by_demand = Value(mean, as_of=str(found.year))
    return made | {
        "mining_mean_by_demand_mw": by_demand,
        "gdp_growth_2021": number_where(gdp, "value", year=2021),
    }


def emission_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """Emissions of the year's mining with their doubts, and of the month held for a year."""
    mapped, found = frames.loads(tables, p), frames.simulated(tables, p)
    made: Figures = dict.fromkeys(("mining_co2_mt", "mining_co2_mt_month"))
    if found:
        year = load.by_year(mapped).iloc[-1]
        value = year["energy_twh"] * _intensity(tables, p, int(year["year"])) / 1000
        # A count of other life cycles than the newest may lie beyond nineteen draws in twenty.
        low, high = min(found["both"].low, value), max(found["both"].high, value)
        made["mining_co2_mt"] = Value(value, low, high, as_of=str(int(year["year"])))
    month = load.at_month(mapped, p.month)
    grams = _intensity(tables, p, int(p.month[:4]))
    if month is not None and grams is not None:
        made["mining_co2_mt_month"] = load.energy_twh(month["load_mw"]) * grams / 1000
    return made


def _intensity(tables: Tables, p: EnergyParameters, year: int) -> float | None:
    """The chosen carbon intensity [gCO2e/kWh] of a year."""
    counted = emissions.intensities(tables, p.country, year)
    return counted.set_index("choice")["gco2e_kwh"].get(p.emission_factor)


def rank(values: pd.Series, iso3: str) -> int | None:
    """Rank of one country among `values` (indexed by iso3), the largest first; None if absent."""
    return int((values > values[iso3]).sum()) + 1 if iso3 in values.index else None


def other_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """Ranks in emissions, oil and uranium, which other pages quote."""
    of_2021 = rows_where(tables.co2, year=2021).sort_values("release", ascending=False)
    newest = of_2021.drop_duplicates("iso3").set_index("iso3")["co2_mt"]
    central_asia = newest[newest.index.isin(CENTRAL_ASIA)]
    oil = tables.oil_reserves.query("year == 2020 and iso3 != 'WLD'").set_index("iso3")
    produced = uranium.production(tables.uranium)
    latest = int(produced["year"].max())
    mined, mined_latest = (uranium.in_year(produced, year) for year in (2021, latest))
    return {
        "co2_rank_central_asia_2021": rank(central_asia, p.country),
        "co2_mt_2021": _first_of(rows_where(of_2021, iso3=p.country)["co2_mt"]),
        "oil_reserves_rank_2020": rank(oil["reserves_tonnes"], p.country),
        "uranium_share_2021": number_where(mined, "share", iso3=p.country),
        "uranium_rank_2021": rank(mined.set_index("iso3")["tonnes_u"], p.country),
        "uranium_share_latest": Value(
            number_where(mined_latest, "share", iso3=p.country), as_of=str(latest)
        ),
    }


def nuclear_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """The planned plant's output, also beside generation."""
    plant = frames.scenario(tables, p)
    if plant is None:
        return dict.fromkeys(("nuclear_output_twh", "nuclear_share"))
    return {
        "nuclear_output_twh": Value(plant.plant_twh, as_of=str(plant.plant_year)),
        "nuclear_share": Value(plant.share_of_latest, as_of=str(plant.latest_year)),
    }


def figures(tables: Tables, p: EnergyParameters) -> Figures:
    """All key figures of the chapter; one that the tables cannot give is None."""
    made: Figures = {
        **grid_figures(tables, p),
        **load_figures(tables, p),
        **report_figures(tables, p),
        **demand_figures(tables, p),
        **import_figures(tables, p),
        **emission_figures(tables, p),
        **mix_figures(tables, p),
        **intensity_figures(tables, p),
        **coal_figures(tables, p),
        **other_figures(tables, p),
        **nuclear_figures(tables, p),
    }
    return {f"energy.{name}": None if _empty(value) else value for name, value in made.items()}


def _empty(value: float | tuple | None) -> bool:
    number = value[0] if isinstance(value, tuple) else value
    return number is None or pd.isna(number)
