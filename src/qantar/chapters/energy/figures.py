"""Key figures of the energy chapter; `figures.csv` beside it says what each of them is."""

import pandas as pd

from qantar.chapters.energy import (
    electricity,
    emissions,
    frames,
    grid,
    load,
    uranium,
)
from qantar.chapters.energy.electricity import of_country, value_in
from qantar.chapters.energy.parameters import EnergyParameters
from qantar.report import Value
from qantar.report.chapter import Tables

TABLES = (
    "co2",
    "countries",
    "electricity",
    "electricity_balance",
    "electricity_regions",
    "electricity_trade",
    "electricity_vintages",
    "emission_factors",
    "facts",
    "macro",
    "mining_fees",
    "mining_load_reports",
    "mining_reported",
    "mining_share",
    "network_daily",
    "network_power",
    "network_power_by_price",
    "oil_reserves",
    "power_peaks",
    "power_plants",
    "uranium",
)
CENTRAL_ASIA = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
THRESHOLD = 0.70
OLDER_RELEASES = (2022, 2023)
Figures = dict[str, float | int | tuple | Value | None]


def mix_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """Generation, shares of sources and carbon intensity in the chosen and the latest year."""
    balance = of_country(tables.electricity_balance, p.country)
    latest = electricity.latest_year(tables.electricity_balance, p.country, "generation_twh")
    main = electricity.main_source(tables.electricity, p.country, p.year) or ""
    made: Figures = {
        "energy.generation_twh": value_in(balance, p.year, "generation_twh"),
        "energy.generation_twh_latest": _latest(balance, latest, "generation_twh"),
        "energy.carbon_intensity": value_in(balance, p.year, "carbon_intensity_gco2e_kwh"),
    }
    for name, source in (("coal", "coal"), ("gas", "gas"), ("main", main)):
        own = frames.shares(tables, source, p.country)
        made[f"energy.{name}_share"] = value_in(own, p.year, "share")
        made[f"energy.{name}_share_latest"] = _latest(own, latest, "share")
    return made


def _latest(frame: pd.DataFrame, year: int | None, column: str) -> Value:
    if year is None:
        return Value(None)
    return Value(value_in(frame, year, column), as_of=str(year))


def intensity_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """Carbon intensity by general factors, and how far the published one lies above them."""
    counted = emissions.intensities(tables, p.country, p.year).set_index("choice")["gco2e_kwh"]
    ways = counted[counted.index.isin(emissions.LIFE_CYCLE)]
    published = counted.get(emissions.NEWEST)
    highest = ways.max() if len(ways) else None
    return {
        "energy.carbon_intensity_mix": (
            counted.get("ipcc"),
            ways.min() if len(ways) else None,
            highest,
        ),
        "energy.carbon_intensity_ratio": (
            published / highest if published is not None and highest else None
        ),
    }


def coal_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """How fast coal goes, when it last passed 70 per cent, and what releases and officials say."""
    newest = frames.shares(tables, "coal", p.country)
    releases = electricity.vintage_shares(tables.electricity_vintages, p.country)
    of_2021 = releases.loc[releases["year"] == 2021, "share"]
    of_2021 = [*of_2021, *filter(pd.notna, [value_in(newest, 2021, "share")])]
    spread = (min(of_2021), max(of_2021)) if len(of_2021) > 2 else (None, None)
    change = electricity.change_since(newest, electricity.COAL_FROM)
    made: Figures = {
        "energy.coal_share_2010": value_in(newest, electricity.COAL_FROM, "share"),
        "energy.coal_share_2023": value_in(newest, 2023, "share"),
        "energy.coal_share_change": (
            Value(
                float(change["change"].iloc[0]),
                as_of=f"{electricity.COAL_FROM}/{change['year'].iloc[0]}",
            )
            if len(change)
            else None
        ),
        "energy.coal_share_last_above_70": _last_above(newest),
        "energy.coal_share_2021_vintage_range": (value_in(newest, 2021, "share"), *spread),
    }
    for release in OLDER_RELEASES:
        rows = releases[releases["release"] == release]
        made[f"energy.coal_share_last_above_70_release_{release}"] = _last_above(rows)
    return made | _official(tables, p.country)


def _last_above(rows: pd.DataFrame) -> Value:
    span = f"{rows['year'].min()}/{rows['year'].max()}" if len(rows) else None
    return Value(electricity.last_year_above(rows, THRESHOLD), as_of=span)


def _official(tables: Tables, iso3: str) -> Figures:
    """Officials' counts of 2023: the surest, with the range of all."""
    counts = electricity.official_shares(tables.facts, iso3)
    of_2023 = counts[counts["year"] == 2023].sort_values("confidence")["share"]
    if of_2023.empty:
        return {"energy.coal_share_official_2023": None}
    return {"energy.coal_share_official_2023": (of_2023.iloc[0], of_2023.min(), of_2023.max())}


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
    places = {
        "coal_capacity_north": ("north", "coal_share"),
        "capacity_share_south": ("south", "capacity_share"),
        "consumption_share_south": ("south", "consumption_share"),
    }
    short = {name: grid.shortage(rows, winter) for name, winter in winters.items()}
    fees = load.from_fees(tables.mining_reported, tables.mining_fees, p.country)["load_mw"]
    known = short["deficit_mw_2022"] is not None and len(fees)
    without = short["deficit_mw_2022"] - fees.max() if known else None
    return {
        **{f"energy.peak_{name}": value for name, value in short.items()},
        **{f"energy.{name}": zones[column].get(zone) for name, (zone, column) in places.items()},
        "energy.peak_deficit_without_declared_mw_2022": without,
    }


def import_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """Net imports of 2022, 2023 and the latest year, and the last year of net exports."""
    balance = of_country(tables.electricity_balance, p.country).dropna(subset=["net_imports_twh"])
    latest = int(balance["year"].max()) if len(balance) else None
    exported = balance.loc[balance["net_imports_twh"] < 0, "year"]
    span = f"{balance['year'].min()}/{latest}" if len(balance) else None
    bought = grid.bought_from(tables.electricity_trade, p.country, 2022)
    return {
        "energy.imports_from_russia_2022": bought.get("RUS", 0.0) if len(bought) else None,
        "energy.net_imports_twh_2022": value_in(balance, 2022, "net_imports_twh"),
        "energy.net_imports_twh_2023": value_in(balance, 2023, "net_imports_twh"),
        "energy.net_imports_twh_latest": _latest(balance, latest, "net_imports_twh"),
        "energy.last_net_export_year": Value(
            int(exported.max()) if len(exported) else None, as_of=span
        ),
    }


def load_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """The miners' load by the map, by the fleet, by what the ministry said and by the fee."""
    mapped = frames.loads(tables, p)
    month = load.at_month(
        load.share_of_generation(mapped, tables.electricity_balance, p.country), p.month
    )
    other = load.at_month(frames.fleet(tables, p), p.month)
    fees = load.from_fees(tables.mining_reported, tables.mining_fees, p.country)["load_mw"]
    return {
        "energy.mining_load_topdown_mw": _range(month),
        "energy.mining_load_topdown_mw_2020_12": _range(load.at_month(mapped, "2020-12")),
        "energy.mining_share_of_generation_month": (
            None if month is None or pd.isna(month["share_held"]) else month["share_held"]
        ),
        "energy.mining_load_fleet_mw": _range(other),
        "energy.mining_load_fees_mw_2022": (
            (fees.iloc[0], fees.min(), fees.max()) if len(fees) else None
        ),
        "energy.mining_declared_twh_2022": load.declared_twh(
            tables.mining_reported, tables.mining_fees, p.country
        ),
        **_year_figures(tables, mapped),
    } | _weight_figures(tables, p, mapped)


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
    rows = of_country(tables.mining_load_reports, p.country).set_index("report")
    made: Figures = dict.fromkeys(f"energy.{name}" for name in reports)
    for name, report in reports.items():
        if report in rows.index:
            ends = rows.loc[report, ["low_mw", "high_mw"]].dropna().tolist()
            one = len(set(ends)) == 1
            made[f"energy.{name}"] = ends[0] if one else (ends[0], *ends)
    return made


def _range(row: pd.Series | None) -> tuple | None:
    return None if row is None else (row["load_mw"], row["low_mw"], row["high_mw"])


def _year_figures(tables: Tables, mapped: pd.DataFrame) -> Figures:
    years = load.by_year(mapped)
    if years.empty:
        return {"energy.mining_twh": None, "energy.mining_mean_mw": None}
    last = years.iloc[-1]
    as_of = str(int(last["year"]))
    return {
        "energy.mining_twh": Value(
            last["energy_twh"], last["low_twh"], last["high_twh"], as_of=as_of
        ),
        "energy.mining_mean_mw": Value(last["mean_mw"], as_of=as_of),
    }


def _weight_figures(tables: Tables, p: EnergyParameters, mapped: pd.DataFrame) -> Figures:
    """What the year's mining is of the country's generation, and its rank on the map."""
    names = ("energy.mining_share_of_generation", "energy.mining_share_of_generation_rank")
    years = load.by_year(mapped)
    if years.empty:
        return dict.fromkeys(names)
    year = int(years["year"].iloc[-1])
    every = frames.weights(tables).set_index("iso3")["share_of_generation"]
    if p.country not in every:
        return dict.fromkeys(names)
    place = int(every.rank(ascending=False, method="min")[p.country])
    values = (float(every[p.country]), place)
    return {name: Value(value, as_of=str(year)) for name, value in zip(names, values, strict=True)}


def demand_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """Does the map's mining fit into the growth of demand?"""
    found = frames.check(tables, p)
    gdp = of_country(tables.macro.query("indicator == 'gdp_growth'"), p.country)
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
        f"energy.{name}": Value(getattr(found, attribute), as_of=str(found.year)) if found else None
        for name, attribute in names.items()
    }
    return made | {"energy.gdp_growth_2021": value_in(gdp, 2021, "value")}


def emission_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """Emissions of the year's mining with their doubts, and of the month held for a year."""
    mapped, found = frames.loads(tables, p), frames.simulated(tables, p)
    names = {"mining_co2_mt": "both", "mining_co2_mt_load": "load"}
    names["mining_co2_mt_counting"] = "counting"
    made: Figures = dict.fromkeys(f"energy.{name}" for name in names)
    if found:
        year = load.by_year(mapped).iloc[-1]
        grams = _intensity(tables, p, int(year["year"]))
        for name, kind in names.items():
            value = year["energy_twh"] * grams / 1000
            # A count of other life cycles than the newest may lie beyond nineteen draws in twenty.
            low, high = min(found[kind].low, value), max(found[kind].high, value)
            made[f"energy.{name}"] = Value(value, low, high, as_of=str(int(year["year"])))
    month = load.at_month(mapped, p.month)
    grams = _intensity(tables, p, emissions.year_of(p.month))
    held = None
    if month is not None and grams is not None:
        held = load.energy_twh(month["load_mw"]) * grams / 1000
    return made | {"energy.mining_co2_mt_month": held}


def _intensity(tables: Tables, p: EnergyParameters, year: int) -> float | None:
    """The chosen carbon intensity [gCO2e/kWh] of a year."""
    counted = emissions.intensities(tables, p.country, year)
    return counted.set_index("choice")["gco2e_kwh"].get(p.emission_factor)


def rank(values: pd.Series, iso3: str) -> int | None:
    """Rank of one country among `values` (indexed by iso3), the largest first; None if absent."""
    return int((values > values[iso3]).sum()) + 1 if iso3 in values.index else None


def other_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """Ranks in emissions, oil and uranium, which other pages quote."""
    of_2021 = tables.co2[tables.co2["year"] == 2021]
    newest = of_2021[of_2021["release"] == of_2021["release"].max()].set_index("iso3")["co2_mt"]
    releases = of_2021.loc[of_2021["iso3"] == p.country, "co2_mt"]
    spread = (releases.min(), releases.max()) if len(releases) > 1 else (None, None)
    oil = tables.oil_reserves.query("year == 2020 and iso3 != 'WLD'")
    produced = uranium.production(tables.uranium)
    latest = int(produced["year"].max())
    mined, mined_latest = (uranium.in_year(produced, year) for year in (2021, latest))
    return {
        "energy.co2_rank_central_asia_2021": rank(
            newest[newest.index.isin(CENTRAL_ASIA)], p.country
        ),
        "energy.co2_mt_2021": (newest.get(p.country), *spread),
        "energy.oil_reserves_rank_2020": rank(oil.set_index("iso3")["reserves_tonnes"], p.country),
        "energy.uranium_share_2021": uranium.of(mined, p.country, "share"),
        "energy.uranium_rank_2021": rank(mined.set_index("iso3")["tonnes_u"], p.country),
        "energy.uranium_share_latest": Value(
            uranium.of(mined_latest, p.country, "share"), as_of=str(latest)
        ),
    }


def nuclear_figures(tables: Tables, p: EnergyParameters) -> Figures:
    """The planned plant's output beside generation and its growth until then."""
    names = ("nuclear_output_twh", "nuclear_share", "generation_growth_twh")
    plant = frames.scenario(tables, p)
    if plant is None:
        return {f"energy.{name}": None for name in names}
    return {
        "energy.nuclear_output_twh": Value(plant.plant_twh, as_of=str(plant.plant_year)),
        "energy.nuclear_share": Value(plant.share_of_latest, as_of=str(plant.latest_year)),
        "energy.generation_growth_twh": Value(
            plant.growth_twh, as_of=f"{plant.latest_year}/{plant.plant_year}"
        ),
    }


def figures(tables: Tables, p: EnergyParameters) -> Figures:
    """All key figures of the chapter; one that the tables cannot give is None."""
    makers = (
        grid_figures,
        load_figures,
        report_figures,
        demand_figures,
        import_figures,
        emission_figures,
        mix_figures,
        intensity_figures,
        coal_figures,
        other_figures,
        nuclear_figures,
    )
    made: Figures = {}
    for maker in makers:
        made |= maker(tables, p)
    return {name: None if _empty(value) else value for name, value in made.items()}


def _empty(value: float | tuple | None) -> bool:
    number = value[0] if isinstance(value, tuple) else value
    return number is None or pd.isna(number)
