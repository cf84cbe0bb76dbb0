"""Key figures on mining in the energy chapter: load by every route, share of generation,
emissions, moves.
"""

from collections.abc import Mapping

import pandas as pd

from qantar.chapters.energy import electricity
from qantar.chapters.energy import emissions as mining_emissions
from qantar.chapters.energy import load as mining_load
from qantar.chapters.energy import routes as mining_routes
from qantar.chapters.energy.parameters import EnergyParameters
from qantar.common.text import _
from qantar.report.figures import Figure

MAP_POWER = ("mining_share", "network_power")
FIXED_MONTH = "2021-08"
Tables = Mapping[str, pd.DataFrame]


def _range(row: pd.Series | None, kind: str) -> tuple:
    return () if row is None else (float(row["low_mw"]), float(row["high_mw"]), kind)


def _value(row: pd.Series | None) -> float | None:
    return None if row is None else float(row["load_mw"])


def routes(tables: Tables, p: EnergyParameters) -> list[Figure]:
    """The load by ways (a) to (d)."""
    loads = mining_routes.top_down(tables, p)
    fixed, chosen = (mining_load.at_month(loads, month) for month in (FIXED_MONTH, p.month))
    fleet = mining_load.at_month(mining_routes.fleet(tables, p), p.month)
    top_down = _("Way (a): share of the hash rate times the network's power (CBECI)")
    by_fleet = _("Way (b): hash rate times the assumed efficiency of the machines times PUE")
    figures = [
        Figure(
            "energy.mining_load_topdown_mw_2021_08",
            _value(fixed),
            "MW",
            FIXED_MONTH,
            MAP_POWER,
            top_down,
            *_range(fixed, "model_extremes"),
        ),
        Figure(
            "energy.mining_load_topdown_mw",
            _value(chosen),
            "MW",
            p.month,
            MAP_POWER,
            top_down,
            *_range(chosen, "model_extremes"),
        ),
        Figure(
            "energy.mining_load_fleet_mw",
            _value(fleet),
            "MW",
            p.month,
            ("mining_share", "network_daily"),
            by_fleet,
            *_range(fleet, "methods"),
        ),
    ]
    return figures + _reported(tables, p) + _fees(tables, p)


def _reported(tables: Tables, p: EnergyParameters) -> list[Figure]:
    rows = electricity.of_country(tables["mining_load_reports"], p.country)
    rows = rows[(rows["counted"] == "unregistered") & (rows["reporter"] == "ministry")].sort_values(
        "month"
    )
    value = float(rows["load_mw"].iloc[0]) if len(rows) else None
    meaning = _("Way (c): load of unregistered miners as the ministry estimated it, at most")
    name = "energy.mining_load_unregistered_mw_2021_11"
    return [Figure(name, value, "MW", "2021-11", ("mining_load_reports",), meaning)]


def _fees(tables: Tables, p: EnergyParameters) -> list[Figure]:
    readings = mining_load.from_fees(tables["mining_reported"], tables["mining_fees"], p.country)
    loads = readings.set_index("reading")["load_mw"]
    year = loads.get("year over year")
    return [
        Figure(
            "energy.mining_load_fees_mw_2022",
            None if year is None else float(year),
            "MW",
            "2022",
            ("mining_reported", "mining_fees"),
            _(
                "Way (d): receipts of the mining fee over the fee: declared consumption; range by "
                "quarters"
            ),
            *((float(loads.min()), float(loads.max()), "methods") if len(loads) else ()),
        )
    ]


def generation_share(tables: Tables, p: EnergyParameters) -> list[Figure]:
    """The load of way (a), held for a year, over the year's generation; the country's rank on
    the map.
    """
    loads = mining_routes.top_down(tables, p)
    shares = mining_load.share_of_generation(loads, tables["electricity_balance"], p.country)
    tables_used = (*MAP_POWER, "electricity_balance")
    meaning = _("Miners' load of way (a), held for 8,760 hours, over the year's generation")
    figures = []
    for suffix, month in (("_2021_08", FIXED_MONTH), ("", p.month)):
        row = mining_load.at_month(shares, month)
        spread = (
            ()
            if row is None
            else (float(row["share_low"]), float(row["share_high"]), "model_extremes")
        )
        value = None if row is None else float(row["share"])
        name = f"energy.mining_share_of_generation{suffix}"
        figures.append(Figure(name, value, "share", month, tables_used, meaning, *spread))
    everyone = mining_emissions.on_the_map(
        tables["mining_share"], tables["network_power"], tables["electricity_balance"], p.month
    )
    rank = everyone.set_index("iso3")["share_of_generation"].rank(ascending=False, method="min")
    place = rank.get(p.country)
    figures.append(
        Figure(
            "energy.mining_share_of_generation_rank",
            None if place is None or pd.isna(place) else int(place),
            "rank",
            p.month,
            tables_used,
            _("Rank of the country among those the map names, by mining's share of generation"),
        )
    )
    return figures


def intensity(tables: Tables, p: EnergyParameters) -> list[Figure]:
    """Carbon intensity by general factors for the year's fuels, and how far the published one
    lies above.
    """
    counted = mining_emissions.intensities(tables, p.country, p.year).set_index("choice")[
        "gco2e_kwh"
    ]
    ways = counted[counted.index.isin(list(mining_emissions.MIX_BASES))]
    published, highest = counted.get(mining_emissions.NEWEST), ways.max() if len(ways) else None
    used = ("electricity", "electricity_balance", "emission_factors")
    spread = (float(ways.min()), float(highest), "methods") if len(ways) else ()
    ratio = float(published / highest) if published is not None and highest else None
    ipcc = float(counted["ipcc"]) if "ipcc" in counted else None
    by_mix = _(
        "Carbon intensity of the year's fuels by IPCC medians; range over sets of general factors"
    )
    over = _(
        "Published carbon intensity over the highest that general factors give for the same fuels"
    )
    return [
        Figure(
            "energy.carbon_intensity_mix",
            ipcc,
            "gCO2e/kWh",
            str(p.year),
            used,
            by_mix,
            *spread,
        ),
        Figure("energy.carbon_intensity_ratio", ratio, "ratio", str(p.year), used, over),
    ]


def emissions(tables: Tables, p: EnergyParameters) -> list[Figure]:
    """Yearly emissions of the load of way (a), with the range over all ways of counting a
    kilowatt-hour.
    """
    figures = []
    for month, name in ((FIXED_MONTH, "_2021_08"), (p.month, "")):
        if name and p.emission_factor != mining_emissions.NEWEST:
            continue
        load = _value(mining_load.at_month(mining_routes.top_down(tables, p), month))
        counted = mining_emissions.intensities(
            tables, p.country, mining_emissions.year_of(month)
        ).set_index("choice")["gco2e_kwh"]
        chosen = counted.get(p.emission_factor)
        known = load is not None and chosen is not None
        spread = ()
        if known and len(counted) > 1:
            ends = (
                mining_load.emissions_mt(load, counted.min()),
                mining_load.emissions_mt(load, counted.max()),
            )
            spread = (float(ends[0]), float(ends[1]), "methods")
        figures.append(
            Figure(
                f"energy.mining_co2_mt{name}",
                float(mining_load.emissions_mt(load, chosen)) if known else None,
                "MtCO2e a year",
                month,
                (*MAP_POWER, "electricity_balance", "electricity_vintages", "emission_factors"),
                _("Yearly emissions at the load of way (a); range over the ways of counting"),
                *spread,
            )
        )
    return figures


def moves(tables: Tables, p: EnergyParameters) -> list[Figure]:
    """What moving the machines did to emissions, under the map's shares."""
    moved = mining_routes.moved(tables, p)
    values = (
        (
            "moved_share",
            moved and moved.lost_share,
            "share",
            _("Share of the hash rate that the country lost"),
        ),
        (
            "moved_load_mw",
            moved and moved.load_mw,
            "MW",
            _("Load of the share lost, at the network's power before"),
        ),
        (
            "moved_origin_intensity",
            moved and moved.origin_gco2e_kwh,
            "gCO2e/kWh",
            _("Carbon intensity of the country's own grid in the year of the first month"),
        ),
        (
            "moved_destination_intensity",
            moved and moved.destination_gco2e_kwh,
            "gCO2e/kWh",
            _("Carbon intensity of the grids that gained share, weighted by their gains"),
        ),
        (
            "moved_change_mt",
            moved and moved.change_mt,
            "MtCO2e a year",
            _("Change of yearly emissions, had the load lost moved to the grids that gained share"),
        ),
    )
    span = "/".join(p.moved_months)
    used = (*MAP_POWER, "electricity_balance")
    return [
        Figure(f"energy.{name}", value, unit, span, used, text)
        for name, value, unit, text in values
    ]
