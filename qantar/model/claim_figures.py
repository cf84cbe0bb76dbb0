"""Key figures that only the claims need: the country's size and people, ranks, recorded counts."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

from qantar.figures import Figure
from qantar.text import _

Tables = Mapping[str, pd.DataFrame]
Figures = Mapping[str, Figure]

TABLES = (
    "census_ethnicity",
    "claim_rules",
    "claims",
    "co2",
    "countries",
    "events",
    "facts",
    "macro",
    "oil_reserves",
    "regions",
)
# The nine countries of Western Europe in the UN's M49 standard, and the EU's members of 1995 to 2004.
M49_WESTERN_EUROPE = ("AUT", "BEL", "CHE", "DEU", "FRA", "LIE", "LUX", "MCO", "NLD")
EU_15 = (
    *("AUT", "BEL", "DEU", "DNK", "ESP", "FIN", "FRA", "GBR"),
    *("GRC", "IRL", "ITA", "LUX", "NLD", "PRT", "SWE"),
)
DAYS_A_YEAR = 365.25
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
        "Surface area of Kazakhstan over that of Western Europe: nine countries of the UN's M49 standard; "
        "low: the fifteen members of the European Union of 1995 to 2004"
    )
    name = "country.area_ratio_western_europe"
    return [
        Figure(
            "country.surface_area_km2", area["KAZ"], "km²", year, ("macro",), _("Surface area of Kazakhstan")
        ),
        Figure(name, narrow, "ratio", year, ("macro",), definition, wide, narrow, "methods"),
    ]


def people(tables: Tables, others: Figures) -> list[Figure]:
    """Population of 1 January 2022 by both counts; people per km² and the country's place by them."""
    revised = tables["regions"].query("indicator == 'population' and region == 'Kazakhstan' and year == 2022")
    now, first = float(revised["value"].iloc[0]) / 1e6, float(_fact(tables, FIRST_COUNT_OF_2022)["value"])
    density = (_indicator(tables, "population", 2021) / _indicator(tables, "land_area_km2")).dropna()
    countries = density[density.index.isin(_single_countries(tables))]
    thinner = countries < countries["KAZ"]
    source = ("macro", "countries")
    return [
        Figure(
            "country.population_million_2022", now, "million people", "2022-01-01", ("regions", "facts"),
            _("Population on 1 January 2022, revised with the census of 2021; low: as first published"),
            min(now, first), max(now, first), "vintages",
        ),
        Figure(
            "country.density_per_km2_2021", countries["KAZ"], "people per km²", "2021", source,
            _("People in the middle of the year per km² of land"),
        ),
        Figure(
            "country.density_rank_2021", int(thinner.sum()) + 1, "rank", "2021", source,
            _("Rank by people per km² of land among countries and territories, the emptiest first"),
        ),
        Figure(
            "country.density_countries_2021", len(countries), "countries", "2021", source,
            _("Countries and territories ranked by people per km² of land"),
        ),
        Figure(
            "country.density_quantile_2021", float(thinner.mean()), "share", "2021", source,
            _("Share of countries and territories with fewer people per km² of land than Kazakhstan"),
        ),
    ]  # fmt: skip


def _single_countries(tables: Tables) -> set[str]:
    """Codes of countries and territories, groups of countries left out."""
    return set(tables["countries"].loc[tables["countries"]["note"] != "group of countries", "iso3"])


def censuses(tables: Tables, others: Figures) -> list[Figure]:
    """Kazakhs and Russians in the census of 2021, and the last census with over a quarter Russians."""
    census = tables["census_ethnicity"].pivot(index="year", columns="group", values="share")
    above = int(census.index[census["Russian"] > 0.25].max())
    source = ("census_ethnicity",)
    return [
        Figure(
            "country.kazakh_share_2021", float(census.at[2021, "Kazakh"]), "share", "2021", source,
            _("Share of Kazakhs in the census"),
        ),
        Figure(
            "country.russian_share_2021", float(census.at[2021, "Russian"]), "share", "2021", source,
            _("Share of Russians in the census"),
        ),
        Figure(
            "country.russian_share_last_above_25pct", above, "year", str(above), source,
            _("Last census that counted more than a quarter Russians"),
        ),
    ]  # fmt: skip


def oil(tables: Tables, others: Figures) -> list[Figure]:
    """Share of the world's proved oil reserves in the last year of the series."""
    year = int(tables["oil_reserves"]["year"].max())
    last = tables["oil_reserves"].query("year == @year").set_index("iso3")["reserves_tonnes"]
    definition = _("Share of the world's proved oil reserves")
    name = f"country.oil_reserves_share_{year}"
    return [Figure(name, last["KAZ"] / last["WLD"], "share", str(year), ("oil_reserves",), definition)]


def presidency(tables: Tables, others: Figures) -> list[Figure]:
    """Years between the first and last day of Nazarbayev's presidency, from the events table."""
    starts = tables["events"].set_index("event_id")["start_date"]
    party, office, independence, end = (
        pd.Timestamp(starts[event]) for event in ("e002", "e004", "e007", "e031")
    )
    in_office, independent, leading = (
        (end - start).days / DAYS_A_YEAR for start in (office, independence, party)
    )
    return [
        Figure(
            "claims.presidency_years", in_office, "years", "1990-04-24/2019-03-20", ("events",),
            _("Years of Nazarbayev's presidency; low: from independence"),
            low=independent, high=in_office, range_kind="methods",
        ),
        Figure(
            "claims.leadership_years", leading, "years", "1989-06-22/2019-03-20", ("events",),
            _("Years from Nazarbayev's party leadership to the end of his presidency"),
        ),
    ]  # fmt: skip


def emissions(tables: Tables, others: Figures) -> list[Figure]:
    """Coal's part of carbon dioxide in 2021, newest release."""
    row = tables["co2"].query("iso3 == 'KAZ' and year == 2021").sort_values("release").iloc[-1]
    definition = _("Coal's share of territorial carbon dioxide emissions from fuels and cement")
    share = float(row["coal_mt"] / row["co2_mt"])
    return [Figure("claims.coal_share_of_co2_2021", share, "share", "2021", ("co2",), definition)]


def pools(tables: Tables, others: Figures) -> list[Figure]:
    """Fall of the block rate at the two large pools that press reports named, from the timeline's ratio."""
    ratio = others.get("network.rate_ratio_named_pools")
    if ratio is None or ratio.value is None:
        return []
    definition = _("Fall of the block rate of AntPool and F2Pool together after the cut: one less the ratio")
    fall = Figure(
        "claims.large_pools_fall_24h", 1 - ratio.value, "share", ratio.as_of, ratio.tables, definition
    )
    return [replace(fall, low=1 - ratio.high, high=1 - ratio.low, range_kind=ratio.range_kind)]


def recorded(tables: Tables, others: Figures) -> list[Figure]:
    """Counts that are recorded beside a claim in `claim_rules`, as figures of their own."""
    rows = tables["claim_rules"].dropna(subset=["recorded"]).merge(tables["claims"], on="claim_id")
    return [
        Figure(
            row["figure"], int(row["recorded"]), row["stated_unit"], row["stated_date"],
            ("claim_rules", "claims"),
            _("Count recorded as evidence of claim {claim}: {count}").format(
                claim=row["claim_id"], count=row["evidence_value"]
            ),
            low=None if pd.isna(row["recorded_low"]) else row["recorded_low"],
            high=None if pd.isna(row["recorded_high"]) else row["recorded_high"],
            range_kind=None if pd.isna(row["recorded_low"]) else "methods",
        )
        for __, row in rows.iterrows()
    ]  # fmt: skip


PARTS: tuple[Callable[[Tables, Figures], list[Figure]], ...] = (
    size,
    people,
    censuses,
    oil,
    presidency,
    emissions,
    pools,
    recorded,
)


def claim_figures(tables: Tables, others: Figures) -> list[Figure]:
    """All figures of this module. `tables` holds TABLES; `others` are the other chapters' figures by id."""
    return [figure for part in PARTS for figure in part(tables, others)]
