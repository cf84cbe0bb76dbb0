"""The country's size, people and oil as the claims about them need it."""

from collections.abc import Mapping

import pandas as pd

from qantar.common.text import _
from qantar.report.figures import Figure

Tables = Mapping[str, pd.DataFrame]
Figures = Mapping[str, Figure]

TABLES = (
    "census_ethnicity",
    "countries",
    "facts",
    "macro",
    "oil_reserves",
    "region_areas",
    "regions",
)
# The nine countries of Western Europe in the UN's M49 standard, and the EU's members of 1995 to
# 2004.
M49_WESTERN_EUROPE = ("AUT", "BEL", "CHE", "DEU", "FRA", "LIE", "LUX", "MCO", "NLD")
EU_15 = (
    *("AUT", "BEL", "DEU", "DNK", "ESP", "FIN", "FRA", "GBR"),
    *("GRC", "IRL", "ITA", "LUX", "NLD", "PRT", "SWE"),
)
FIRST_COUNT_OF_2022 = "W058"  # population of 1 January 2022 as published before the census revision


def _indicator(tables: Tables, name: str, year: int | None = None) -> pd.Series:
    """Values of a macro indicator by country, of `year` or of each country's newest year."""
    rows = tables["macro"].query("indicator == @name")
    if year is not None:
        rows = rows[rows["year"] == year]
    return rows.sort_values("year").groupby("iso3")["value"].last()


def _fact(tables: Tables, name: str) -> pd.Series:
    return tables["facts"].set_index("id").loc[name]


def size(tables: Tables, others: Figures) -> list[Figure]:
    """Surface area, and that area over Western Europe's in two readings."""
    area = _indicator(tables, "surface_area_km2")
    year = str(tables["macro"].query("indicator == 'surface_area_km2'")["year"].max())
    narrow, wide = (area["KAZ"] / area[list(group)].sum() for group in (M49_WESTERN_EUROPE, EU_15))
    definition = _(
        "Surface area of Kazakhstan over that of Western Europe: nine countries of the UN's M49 "
        "standard; low: the fifteen members of the European Union of 1995 to 2004"
    )
    name = "country.area_ratio_western_europe"
    return [
        Figure(
            "country.surface_area_km2",
            area["KAZ"],
            "km²",
            year,
            ("macro",),
            _("Surface area of Kazakhstan"),
        ),
        Figure(name, narrow, "ratio", year, ("macro",), definition, wide, narrow, "methods"),
    ]


def people(tables: Tables, others: Figures) -> list[Figure]:
    """Population on 1 January 2022, by both counts of that day."""
    revised = tables["regions"].query(
        "indicator == 'population' and region == 'Kazakhstan' and year == 2022"
    )
    now, first = (
        float(revised["value"].iloc[0]) / 1e6,
        float(_fact(tables, FIRST_COUNT_OF_2022)["value"]),
    )
    return [
        Figure(
            "country.population_million_2022",
            now,
            "million people",
            "2022-01-01",
            ("regions", "facts"),
            _(
                "Population on 1 January 2022, revised with the census of 2021; low: as first "
                "published"
            ),
            min(now, first),
            max(now, first),
            "vintages",
        ),
    ]


def density(tables: Tables, others: Figures) -> list[Figure]:
    """People per km² of land, and the country's place by them among countries and territories."""
    crowding = (
        _indicator(tables, "population", 2021) / _indicator(tables, "land_area_km2")
    ).dropna()
    countries = crowding[crowding.index.isin(_single_countries(tables))]
    thinner = countries < countries["KAZ"]
    source = ("macro", "countries")
    return [
        Figure(
            "country.density_per_km2_2021",
            countries["KAZ"],
            "people per km²",
            "2021",
            source,
            _("People in the middle of the year per km² of land"),
        ),
        Figure(
            "country.density_rank_2021",
            int(thinner.sum()) + 1,
            "rank",
            "2021",
            source,
            _("Rank by people per km² of land among countries and territories, the emptiest first"),
        ),
        Figure(
            "country.density_countries_2021",
            len(countries),
            "countries",
            "2021",
            source,
            _("Countries and territories ranked by people per km² of land"),
        ),
        Figure(
            "country.density_quantile_2021",
            float(thinner.mean()),
            "share",
            "2021",
            source,
            _(
                "Share of countries and territories with fewer people per km² of land than "
                "Kazakhstan"
            ),
        ),
    ]


def east(tables: Tables, others: Figures) -> list[Figure]:
    """People per km² in East Kazakhstan, the mountainous east in its borders of 2021."""
    people_of = (
        tables["regions"]
        .query("indicator == 'population' and year == 2021")
        .set_index("region")["value"]
    )
    area = tables["region_areas"].set_index("region")["area_km2"]
    dense = float(people_of["East Kazakhstan"] / area["East Kazakhstan"])
    mean = float(people_of["Kazakhstan"] / area.sum())
    source = ("regions", "region_areas")
    return [
        Figure(
            "country.east_density_per_km2_2021",
            dense,
            "people per km²",
            "2021-01-01",
            source,
            _("People per km² in East Kazakhstan, in its borders before 2022"),
        ),
        Figure(
            "country.east_density_ratio_2021",
            dense / mean,
            "ratio",
            "2021-01-01",
            source,
            _("People per km² in East Kazakhstan over the mean of all regions, measured alike"),
        ),
    ]


def _single_countries(tables: Tables) -> set[str]:
    """Codes of countries and territories, groups of countries left out."""
    return set(tables["countries"].loc[tables["countries"]["note"] != "group of countries", "iso3"])


def censuses(tables: Tables, others: Figures) -> list[Figure]:
    """Kazakhs and Russians in the census of 2021, and the last census with over a quarter
    Russians.
    """
    census = tables["census_ethnicity"].pivot(index="year", columns="group", values="share")
    above = int(census.index[census["Russian"] > 0.25].max())
    source = ("census_ethnicity",)
    return [
        Figure(
            "country.kazakh_share_2021",
            float(census.at[2021, "Kazakh"]),
            "share",
            "2021",
            source,
            _("Share of Kazakhs in the census"),
        ),
        Figure(
            "country.russian_share_2021",
            float(census.at[2021, "Russian"]),
            "share",
            "2021",
            source,
            _("Share of Russians in the census"),
        ),
        Figure(
            "country.russian_share_last_above_25pct",
            above,
            "year",
            str(above),
            source,
            _("Last census that counted more than a quarter Russians"),
        ),
    ]


def oil(tables: Tables, others: Figures) -> list[Figure]:
    """Share of the world's proved oil reserves in the last year of the series."""
    year = int(tables["oil_reserves"]["year"].max())
    last = tables["oil_reserves"].query("year == @year").set_index("iso3")["reserves_tonnes"]
    definition = _("Share of the world's proved oil reserves")
    name = f"country.oil_reserves_share_{year}"
    return [
        Figure(name, last["KAZ"] / last["WLD"], "share", str(year), ("oil_reserves",), definition)
    ]
