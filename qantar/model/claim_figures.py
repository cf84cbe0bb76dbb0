"""Key figures that only the claims need: the country's size, people, rank, and counts recorded beside a claim."""

from collections.abc import Callable, Mapping

import pandas as pd

from qantar.figures import Figure
from qantar.model.claim_pools import pool_figures
from qantar.text import _

Tables = Mapping[str, pd.DataFrame]

TABLES = (
    "blocks",
    "census_ethnicity",
    "claim_rules",
    "co2",
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
OFFICIAL_COAL_SHARE = "EN003"


def _indicator(tables: Tables, name: str, year: int | None = None) -> pd.Series:
    """Values of a macro indicator by country, of `year` or of each country's newest year."""
    rows = tables["macro"].query("indicator == @name")
    if year is not None:
        rows = rows[rows["year"] == year]
    return rows.sort_values("year").groupby("iso3")["value"].last()


def _fact(tables: Tables, name: str) -> tuple[float, str]:
    row = tables["facts"].set_index("id").loc[name]
    return float(row["value"]), str(row["date"])


def size(tables: Tables) -> list[Figure]:
    """Surface area, and its ratio to two readings of Western Europe."""
    area = _indicator(tables, "surface_area_km2")
    year = str(tables["macro"].query("indicator == 'surface_area_km2'")["year"].max())
    narrow, wide = (area["KAZ"] / area[list(group)].sum() for group in (M49_WESTERN_EUROPE, EU_15))
    return [
        Figure(
            "country.area_million_km2", area["KAZ"] / 1e6, "million km²", year, ("macro",),
            _("Surface area of Kazakhstan"),
        ),
        Figure(
            "country.area_ratio_western_europe", narrow, "ratio", year, ("macro",),
            _("Surface area of Kazakhstan over that of Western Europe: nine countries of the UN's M49 standard; "
              "low: the fifteen members of the European Union of 1995 to 2004"),
            low=wide, high=narrow, range_kind="methods",
        ),
    ]  # fmt: skip


def people(tables: Tables) -> list[Figure]:
    """Population on 1 January 2022 by both counts, density and its place among countries, census shares."""
    revised = tables["regions"].query("indicator == 'population' and region == 'Kazakhstan' and year == 2022")
    now, first = float(revised["value"].iloc[0]) / 1e6, _fact(tables, FIRST_COUNT_OF_2022)[0]
    density = (_indicator(tables, "population", 2021) / _indicator(tables, "land_area_km2")).dropna()
    countries = density[density.index.isin(_single_countries(tables))]
    rank = int((countries < countries["KAZ"]).sum()) + 1
    place = _("{number} countries and territories in the table").format(number=len(countries))
    return [
        Figure(
            "country.population_million_2022", now, "million people", "2022-01-01", ("regions", "facts"),
            _("Population of Kazakhstan on 1 January 2022, revised with the census of 2021; "
              "low: the count first published"),
            low=min(now, first), high=max(now, first), range_kind="vintages",
        ),
        Figure(
            "country.density_per_km2_2021", countries["KAZ"], "people per km²", "2021", ("macro",),
            _("People of mid-2021 per km² of land"),
        ),
        Figure(
            "country.density_rank_2021", rank, "rank", "2021", ("macro",),
            _("Rank by people per km² of land, the thinnest first; {place}").format(place=place),
        ),
        Figure(
            "country.density_quantile_2021", (rank - 1) / len(countries), "share", "2021", ("macro",),
            _("Share of countries more thinly peopled than Kazakhstan; {place}").format(place=place),
        ),
    ]  # fmt: skip


def _single_countries(tables: Tables) -> set[str]:
    """Codes of countries and territories, groups of countries left out."""
    return set(tables["countries"].loc[tables["countries"]["note"] != "group of countries", "iso3"])


def censuses(tables: Tables) -> list[Figure]:
    """Shares of Kazakhs and Russians in the newest census, and the last one with over a quarter of Russians."""
    shares = tables["census_ethnicity"].pivot(index="year", columns="group", values="share").sort_index()
    newest = int(shares.dropna().index.max())
    above = shares.index[shares["Russian"] > 0.25]
    source = ("census_ethnicity",)
    return [
        Figure(
            f"country.kazakh_share_{newest}", float(shares.at[newest, "Kazakh"]), "share", str(newest), source,
            _("Share of Kazakhs in the census"),
        ),
        Figure(
            f"country.russian_share_{newest}", float(shares.at[newest, "Russian"]), "share", str(newest), source,
            _("Share of Russians in the census"),
        ),
        Figure(
            "country.russian_share_last_above_25pct", int(above.max()), "year", str(int(above.max())), source,
            _("Last census that counted more than a quarter Russians"),
        ),
    ]  # fmt: skip


def oil(tables: Tables) -> list[Figure]:
    """Rank and share by proved oil reserves in the last year of the series."""
    reserves = tables["oil_reserves"].query("iso3 != 'WLD'")
    year = int(tables["oil_reserves"]["year"].max())
    last = reserves[reserves["year"] == year].set_index("iso3")["reserves_tonnes"]
    world = tables["oil_reserves"].query("iso3 == 'WLD' and year == @year")["reserves_tonnes"]
    total = float(world.iloc[0]) if len(world) else float(last.sum())
    return [
        Figure(
            f"country.oil_reserves_rank_{year}", int((last > last["KAZ"]).sum()) + 1, "rank", str(year),
            ("oil_reserves",), _("Rank by proved oil reserves among countries"),
        ),
        Figure(
            f"country.oil_reserves_share_{year}", float(last["KAZ"]) / total, "share", str(year),
            ("oil_reserves",), _("Share of the world's proved oil reserves"),
        ),
    ]  # fmt: skip


def presidency(tables: Tables) -> list[Figure]:
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
            "politics.presidency_years", in_office, "years", "1990-04-24/2019-03-20", ("events",),
            _("Years of Nazarbayev's presidency; low: from independence"),
            low=independent, high=in_office, range_kind="methods",
        ),
        Figure(
            "politics.leadership_years", leading, "years", "1989-06-22/2019-03-20", ("events",),
            _("Years from Nazarbayev's party leadership to the end of his presidency"),
        ),
    ]  # fmt: skip


def energy(tables: Tables) -> list[Figure]:
    """The official coal share, and coal's part of carbon dioxide in 2021 (newest release)."""
    share, year = _fact(tables, OFFICIAL_COAL_SHARE)
    row = tables["co2"].query("iso3 == 'KAZ' and year == 2021").sort_values("release").iloc[-1]
    return [
        Figure(
            "claims.coal_share_official_2023", share / 100, "share", year, ("facts",),
            _("Coal's share of generation in the unified power system, official count"),
        ),
        Figure(
            "claims.coal_share_of_co2_2021", float(row["coal_mt"] / row["co2_mt"]), "share", "2021", ("co2",),
            _("Coal's share of territorial carbon dioxide emissions from fuels and cement"),
        ),
    ]  # fmt: skip


def recorded(tables: Tables) -> list[Figure]:
    """Counts that are recorded beside a claim in `claim_rules`, as figures of their own."""
    rows = tables["claim_rules"].dropna(subset=["recorded"]).merge(tables["claims"], on="claim_id")
    return [
        Figure(
            row["figure"], int(row["recorded"]), row["stated_unit"], row["stated_date"], ("claim_rules", "claims"),
            _("Count recorded as evidence of claim {claim}: {count}").format(
                claim=row["claim_id"], count=row["evidence_value"]
            ),
            low=None if pd.isna(row["recorded_low"]) else row["recorded_low"],
            high=None if pd.isna(row["recorded_high"]) else row["recorded_high"],
            range_kind=None if pd.isna(row["recorded_low"]) else "methods",
        )
        for __, row in rows.iterrows()
    ]  # fmt: skip


PARTS: tuple[Callable[[Tables], list[Figure]], ...] = (
    size,
    people,
    censuses,
    oil,
    presidency,
    energy,
    pool_figures,
    recorded,
)


def claim_figures(tables: Tables) -> list[Figure]:
    """All figures of this module; `tables` holds TABLES, ``claims`` and ``countries``."""
    return [figure for part in PARTS for figure in part(tables)]
