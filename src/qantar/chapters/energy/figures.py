"""Key figures of the energy chapter: electricity, mining's part, emissions, uranium, a nuclear
plan.
"""

from collections.abc import Mapping

import pandas as pd

from qantar.chapters.energy import electricity, nuclear, uranium
from qantar.chapters.energy import emissions as mining_emissions
from qantar.chapters.energy import mining as energy_mining
from qantar.chapters.energy import power as energy_power
from qantar.chapters.energy.parameters import EnergyParameters
from qantar.common.text import _
from qantar.report.figures import Figure

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
MAPS = ("map_neighbours", "map_outline")
CENTRAL_ASIA = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
STANDARD_PLANT = (2400.0, 0.90)
Tables = Mapping[str, pd.DataFrame]


def names(countries: pd.DataFrame) -> dict[str, str]:
    """Plain English name by ISO code."""
    return dict(zip(countries["iso3"], countries["name"], strict=True))


def newest_co2(co2: pd.DataFrame) -> pd.DataFrame:
    """Emissions of the newest release only: iso3, year, co2_mt, coal_mt, gas_mt, oil_mt."""
    return (
        co2[co2["release"] == co2["release"].max()].drop(columns="release").reset_index(drop=True)
    )


def _rank(values: pd.Series, iso3: str) -> int | None:
    """Rank of one country among `values` (indexed by iso3), the largest first; None where it has
    none.
    """
    return int((values > values[iso3]).sum()) + 1 if iso3 in values.index else None


def reserves_and_co2(tables: Tables, p: EnergyParameters) -> list[Figure]:
    """Ranks in emissions among Central Asia's five states and in oil reserves in the world."""
    emitted = tables["co2"][tables["co2"]["year"] == 2021]
    newest = newest_co2(tables["co2"]).query("year == 2021").set_index("iso3")["co2_mt"]
    releases = emitted.loc[emitted["iso3"] == p.country, "co2_mt"]
    oil = (
        tables["oil_reserves"]
        .query("year == 2020 and iso3 != 'WLD'")
        .set_index("iso3")["reserves_tonnes"]
    )
    spread = (float(releases.min()), float(releases.max()), "vintages") if len(releases) > 1 else ()
    level = float(newest[p.country]) if p.country in newest else None
    among = _("Rank by territorial carbon dioxide among the five states of Central Asia")
    rank = _rank(newest[newest.index.isin(CENTRAL_ASIA)], p.country)
    total = _("Territorial carbon dioxide: newest release, range over releases")
    proved = _("Rank by proved reserves of oil")
    return [
        Figure("energy.co2_rank_central_asia_2021", rank, "rank", "2021", ("co2",), among),
        Figure("energy.co2_mt_2021", level, "Mt CO2", "2021", ("co2",), total, *spread),
        Figure(
            "energy.oil_reserves_rank_2020",
            _rank(oil, p.country),
            "rank",
            "2020",
            ("oil_reserves",),
            proved,
        ),
    ]


def uranium_figures(tables: Tables, p: EnergyParameters) -> list[Figure]:
    """Share of world uranium mine production and rank, in 2021 and in the latest year."""
    produced = uranium.production(tables["uranium"])
    figures = []
    for suffix, year in (("2021", 2021), ("latest", int(produced["year"].max()))):
        producers = uranium.in_year(produced, year)
        share, rank = (uranium.of(producers, p.country, column) for column in ("share", "rank"))
        tonnes = uranium.of(producers, p.country, "tonnes_u")
        place = None if rank is None else int(rank)
        share_text, rank_text = (
            _("Share of world uranium mine production"),
            _("Rank among uranium producers"),
        )
        at, source = str(year), ("uranium",)
        figures += [
            Figure(f"energy.uranium_share_{suffix}", share, "share", at, source, share_text),
            Figure(f"energy.uranium_rank_{suffix}", place, "rank", at, source, rank_text),
            Figure(
                f"energy.uranium_tonnes_{suffix}", tonnes, "t U", at, source, _("Uranium mined")
            ),
        ]
    return figures


def nuclear_scenario(tables: Tables, p: EnergyParameters) -> nuclear.Scenario | None:
    """The plant of the parameters beside the country's latest year; None where the tables lack
    that year.
    """
    year = electricity.latest_year(tables["electricity_balance"], p.country, "generation_twh")
    if year is None or p.nuclear_year <= year:
        return None
    balance = electricity.of_country(tables["electricity_balance"], p.country)
    coal = electricity.of_country(tables["electricity"].query("source == 'coal'"), p.country)
    return nuclear.Scenario(
        capacity_mw=p.nuclear_capacity_mw,
        capacity_factor=p.nuclear_capacity_factor,
        plant_year=p.nuclear_year,
        growth=p.generation_growth,
        latest_year=year,
        latest_twh=electricity.value_in(balance, year, "generation_twh"),
        coal_twh=electricity.value_in(coal, year, "generation_twh") or 0.0,
    )


def nuclear_figures(tables: Tables, p: EnergyParameters) -> list[Figure]:
    """Output of the plant, its share of generation, the coal it could replace and what that
    avoids.
    """
    plant = nuclear_scenario(tables, p)
    factors = mining_emissions.factors_of(tables["emission_factors"], "ipcc")
    latest, planned = (str(plant.latest_year), str(plant.plant_year)) if plant else ("", "")
    of_latest = _(
        "Output of the planned plant over generation of the latest year, the plant not included"
    )
    of_its_year = _(
        "Share of the plant in generation of its first year, generation growing as assumed"
    )
    replaced = _("Share of the latest year's coal power that the plant could replace")
    avoided = plant and plant.avoided_mt(factors["coal"], factors["nuclear"])
    values = [
        (
            "nuclear_output_twh",
            plant and plant.plant_twh,
            "TWh",
            planned,
            _("Yearly output of the plant"),
        ),
        ("nuclear_share", plant and plant.share_of_latest, "share", latest, of_latest),
        (
            "nuclear_share_in_its_year",
            plant and plant.share_of_plant_year,
            "share",
            planned,
            of_its_year,
        ),
        ("nuclear_coal_displaced", plant and plant.displaced_coal_share, "share", latest, replaced),
        (
            "nuclear_avoided_mt",
            avoided,
            "MtCO2e a year",
            planned,
            _("Emissions avoided (IPCC medians)"),
        ),
    ]
    if (p.nuclear_capacity_mw, p.nuclear_capacity_factor) == STANDARD_PLANT:
        values.append(("nuclear_share_2x1200", *values[1][1:]))
    used = (*energy_power.MIX, "emission_factors")
    return [
        Figure(f"energy.{name}", value, unit, at, used, text)
        for name, value, unit, at, text in values
    ]


def figures(tables: Tables, parameters: EnergyParameters) -> list[Figure]:
    """All key figures of the chapter for the parameters; a figure the tables cannot give has
    value None.
    """
    makers = (
        energy_power.mix,
        energy_power.coal,
        energy_power.trade,
        energy_power.peak,
        energy_power.plants,
        energy_mining.routes,
        energy_mining.generation_share,
        energy_mining.intensity,
        energy_mining.emissions,
        energy_mining.moves,
        uranium_figures,
        reserves_and_co2,
        nuclear_figures,
    )
    return [figure for maker in makers for figure in maker(tables, parameters)]
