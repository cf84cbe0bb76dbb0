"""The country's size, people and oil as the claims about them need it."""

import pandas as pd

from qantar.report.chapter import Tables
from qantar.report.lookup import number_where, rows_where
from qantar.report.register import Computed, Value, ranged

# The nine countries of Western Europe in the UN's M49 standard, and the EU's members of 1995 to
# 2004.
M49_WESTERN_EUROPE = ("AUT", "BEL", "CHE", "DEU", "FRA", "LIE", "LUX", "MCO", "NLD")
EU_15 = (
    *("AUT", "BEL", "DEU", "DNK", "ESP", "FIN", "FRA", "GBR"),
    *("GRC", "IRL", "ITA", "LUX", "NLD", "PRT", "SWE"),
)
EAST = ("East Kazakhstan",)
SOUTH_EAST = (*EAST, "Almaty city", "Almaty region")
FIRST_COUNT_OF_2022 = "W058"  # population of 1 January 2022 as published before the census revision


def _indicator(tables: Tables, name: str, year: int | None = None) -> pd.Series:
    """Values of a macro indicator by country, of `year` or of each country's newest year."""
    rows = tables["macro"].query("indicator == @name")
    if year is not None:
        rows = rows[rows["year"] == year]
    return rows.sort_values("year").groupby("iso3")["value"].last()


def size(tables: Tables) -> dict[str, Computed]:
    """Surface area, and that area over Western Europe's in two readings."""
    area = _indicator(tables, "surface_area_km2")
    year = str(rows_where(tables.macro, indicator="surface_area_km2")["year"].max())
    narrow, wide = (area["KAZ"] / area[list(group)].sum() for group in (M49_WESTERN_EUROPE, EU_15))
    return {
        "country.surface_area_km2": Value(area["KAZ"], as_of=year),
        "country.area_ratio_western_europe": Value(narrow, wide, narrow, as_of=year),
    }


def people(tables: Tables) -> dict[str, Computed]:
    """Population on 1 January 2022 in millions, by both counts of that day."""
    revised = rows_where(tables.regions, indicator="population", region="Kazakhstan", year=2022)[
        "value"
    ].iloc[0]
    first = number_where(tables.facts, "value", id=FIRST_COUNT_OF_2022)
    return {"country.population_million_2022": ranged(revised / 1e6, (revised / 1e6, first))}


def density(tables: Tables) -> dict[str, Computed]:
    """People per km² of land, and the country's place by them among countries and territories."""
    people = _indicator(tables, "population", 2021)
    crowding = (people / _indicator(tables, "land_area_km2")).dropna()
    groups = rows_where(tables.countries, note="group of countries")["iso3"]
    countries = crowding[~crowding.index.isin(groups)]
    thinner = countries < countries["KAZ"]
    return {
        "country.density_per_km2_2021": countries["KAZ"],
        "country.density_rank_2021": int(thinner.sum()) + 1,
        "country.density_countries_2021": len(countries),
        "country.density_quantile_2021": thinner.mean(),
    }


def east(tables: Tables) -> dict[str, Computed]:
    """People per km² in the east over the country's mean, in borders of 2021 and two readings."""
    rows = tables["regions"].query("indicator == 'population' and year == 2021")
    population = rows.set_index("region")["value"]
    area = tables["region_areas"].set_index("region")["area_km2"]
    mean = population["Kazakhstan"] / area.sum()

    def crowding(regions: tuple[str, ...]) -> float:
        return float(population[list(regions)].sum() / area[list(regions)].sum())

    return {
        "country.east_density_ratio_2021": crowding(EAST) / mean,
        "country.southeast_density_ratio_2021": crowding(SOUTH_EAST) / mean,
    }


def censuses(tables: Tables) -> dict[str, Computed]:
    """Kazakhs and Russians in the census of 2021, and the last with over a quarter Russians."""
    census = tables["census_ethnicity"].pivot(index="year", columns="group", values="share")
    above = int(census.index[census["Russian"] > 0.25].max())
    return {
        "country.kazakh_share_2021": census.at[2021, "Kazakh"],
        "country.russian_share_2021": census.at[2021, "Russian"],
        "country.russian_share_last_above_25pct": Value(above, as_of=str(above)),
    }


def oil(tables: Tables) -> dict[str, Computed]:
    """Share of the world's proved oil reserves in the last year of the series."""
    year = int(tables["oil_reserves"]["year"].max())
    last = tables["oil_reserves"].query("year == @year").set_index("iso3")["reserves_tonnes"]
    return {"country.oil_reserves_share": Value(float(last["KAZ"] / last["WLD"]), as_of=str(year))}
