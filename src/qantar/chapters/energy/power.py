"""Key figures on electricity: the mix, coal as releases and officials count it, imports, peaks,
plants.
"""

from collections.abc import Mapping

import pandas as pd

from qantar.chapters.energy import electricity
from qantar.chapters.energy import grid as power_grid
from qantar.chapters.energy.parameters import EnergyParameters
from qantar.common.text import _
from qantar.report.figures import Figure

MIX = ("electricity", "electricity_balance")
BALANCE = ("electricity_balance",)
VINTAGES = ("electricity_vintages",)
PLANTS = ("power_plants", "electricity_regions")
THRESHOLD = 0.70
OLDER_RELEASES = (2022, 2023)
# The years before and after the step from net exports to net imports.
BEFORE, AFTER = (2017, 2021), (2022, 2025)
Tables = Mapping[str, pd.DataFrame]


def _shares(tables: Tables, p: EnergyParameters, source: str) -> pd.DataFrame:
    every = electricity.source_shares(tables["electricity"], tables["electricity_balance"], source)
    return electricity.of_country(every, p.country)


def _in(frame: pd.DataFrame, year: int | None, column: str) -> float | None:
    return None if year is None else electricity.value_in(frame, year, column)


def mix(tables: Tables, p: EnergyParameters) -> list[Figure]:
    """Generation, carbon intensity, shares of sources: of 2021, the chosen and the latest year."""
    balance = electricity.of_country(tables["electricity_balance"], p.country)
    main_source = electricity.main_source(tables["electricity"], p.country, p.year)
    coal, gas, main = (_shares(tables, p, source) for source in ("coal", "gas", main_source or ""))
    latest = electricity.latest_year(tables["electricity_balance"], p.country, "generation_twh")
    measures = (
        ("coal_share", coal, "share", "share", MIX, _("Share of coal in generation")),
        ("gas_share", gas, "share", "share", MIX, _("Share of gas in generation")),
        (
            "main_share",
            main,
            "share",
            "share",
            MIX,
            _("Share of the chosen year's largest source in generation"),
        ),
        (
            "generation_twh",
            balance,
            "generation_twh",
            "TWh",
            BALANCE,
            _("Electricity generated in a year"),
        ),
        (
            "carbon_intensity",
            balance,
            "carbon_intensity_gco2e_kwh",
            "gCO2e/kWh",
            BALANCE,
            _("Average life-cycle carbon intensity of generation, newest release"),
        ),
    )
    return [
        Figure(
            f"energy.{name}{suffix}",
            _in(frame, year, column),
            unit,
            str(year or ""),
            sources,
            meaning,
        )
        for name, frame, column, unit, sources, meaning in measures
        for suffix, year in (("_2021", 2021), ("", p.year), ("_latest", latest))
    ]


def coal(tables: Tables, p: EnergyParameters) -> list[Figure]:
    """When coal last supplied more than 70 per cent, by release; the spread of releases;
    official counts.
    """
    newest = _shares(tables, p, "coal")
    releases = electricity.vintage_shares(tables["electricity_vintages"], p.country)
    of_2021 = releases[releases["year"] == 2021]["share"]
    spread = len(of_2021) > 1
    meaning = _("Last year in which coal supplied more than 70 per cent of generation")
    figures = [
        Figure(
            "energy.coal_share_last_above_70",
            electricity.last_year_above(newest, THRESHOLD),
            "year",
            _year_span(newest),
            MIX,
            meaning,
        ),
        Figure(
            "energy.coal_share_2021_vintage_range",
            _in(newest, 2021, "share"),
            "share",
            "2021",
            VINTAGES,
            _("Share of coal in 2021: newest release, and the extremes over all releases held"),
            *((float(of_2021.min()), float(of_2021.max()), "vintages") if spread else ()),
        ),
    ]
    for release in OLDER_RELEASES:
        rows = releases[releases["release"] == release]
        year = electricity.last_year_above(rows, THRESHOLD)
        name = f"energy.coal_share_last_above_70_release_{release}"
        figures.append(Figure(name, year, "year", _year_span(rows), VINTAGES, meaning))
    return figures + _official(tables, p)


def _year_span(rows: pd.DataFrame) -> str:
    return f"{rows['year'].min()}/{rows['year'].max()}" if len(rows) else ""


def _official(tables: Tables, p: EnergyParameters) -> list[Figure]:
    """The official counts of 2022 and 2023; where several exist for a year, the surest, with
    their range.
    """
    counts = electricity.official_shares(tables["facts"], p.country)
    figures = []
    for year in (2022, 2023):
        rows = counts[counts["year"] == year].sort_values("confidence")
        value = float(rows["share"].iloc[0]) if len(rows) else None
        spread = (
            (float(rows["share"].min()), float(rows["share"].max()), "methods")
            if len(rows) > 1
            else ()
        )
        meaning = _("Share of coal in generation as counted by the country's officials")
        name = f"energy.coal_share_official_{year}"
        figures.append(Figure(name, value, "share", str(year), ("facts",), meaning, *spread))
    return figures


def trade(tables: Tables, p: EnergyParameters) -> list[Figure]:
    """Net imports of 2023 and of the latest year, and their means before and after the step of
    2022.
    """
    every = tables["electricity_balance"]
    balance = electricity.of_country(every, p.country)
    latest = electricity.latest_year(every, p.country, "net_imports_twh")
    exported = balance.loc[balance["net_imports_twh"] < 0, "year"]
    means = (("before", *BEFORE), ("after", *AFTER))
    doubts = electricity.of_country(tables["electricity_trade"], p.country)["doubt"]
    net = _("Imports minus exports of electricity")
    figures = [
        Figure(
            "energy.net_imports_twh_2023",
            _in(balance, 2023, "net_imports_twh"),
            "TWh",
            "2023",
            BALANCE,
            net,
        ),
        Figure(
            "energy.net_imports_twh_latest",
            _in(balance, latest, "net_imports_twh"),
            "TWh",
            str(latest or ""),
            BALANCE,
            net,
        ),
        Figure(
            "energy.last_net_export_year",
            int(exported.max()) if len(exported) else None,
            "year",
            _year_span(balance),
            BALANCE,
            _("Last year in which exports of electricity exceeded imports"),
        ),
        Figure(
            "energy.trade_doubtful_values",
            int(doubts.notna().sum()) if len(doubts) else None,
            "values",
            "2021/2023",
            ("electricity_trade",),
            _("Monthly trade figures that cannot be right as printed"),
        ),
    ]
    for name, first, last in means:
        value = electricity.mean_net_imports(every, p.country, first, last)
        meaning = _("Mean net imports of electricity over the years")
        figures.append(
            Figure(
                f"energy.net_imports_twh_mean_{name}",
                value,
                "TWh",
                f"{first}/{last}",
                BALANCE,
                meaning,
            )
        )
    return figures


def peak(tables: Tables, p: EnergyParameters) -> list[Figure]:
    """Load, generation and deficit at the maximum of 2022 and 2023, as the grid operator
    reported them.
    """
    rows = power_grid.peaks(tables["power_peaks"], p.country)
    rows = rows[rows["kind"] == "measured"].assign(
        year=lambda frame: frame["period"].str[:4].astype(int)
    )
    meanings = {
        "load_mw": _("Highest load of the year"),
        "generation_mw": _("Generation at the hour of the highest load"),
        "deficit_mw": _("Highest load minus generation at that hour"),
    }
    return [
        Figure(
            f"energy.peak_{column}_{year}",
            _in(rows, year, column),
            "MW",
            next(iter(rows.loc[rows["year"] == year, "period"]), ""),
            ("power_peaks",),
            meaning,
        )
        for column, meaning in meanings.items()
        for year in (2022, 2023)
    ]


def plants(tables: Tables, p: EnergyParameters) -> list[Figure]:
    """Capacity of all plants; what north, south and west hold of it, of coal, of gas and of
    consumption.
    """
    zones = power_grid.zone_balance(
        tables["power_plants"], tables["electricity_regions"], p.country
    )
    coal, gas = zones["coal_mw"].sum(), zones["gas_mw"].sum()
    north_coal = power_grid.of_zone(zones, "north", "coal_mw")
    west_gas = power_grid.of_zone(zones, "west", "gas_mw")
    values = (
        (
            "capacity_mw",
            zones["capacity_mw"].sum() or None,
            "MW",
            _("Capacity of the plants in the table"),
        ),
        ("coal_capacity_mw", coal or None, "MW", _("Capacity of coal plants in the table")),
        (
            "coal_capacity_north",
            north_coal / coal if coal else None,
            "share",
            _("North's share of coal capacity"),
        ),
        (
            "gas_capacity_west",
            west_gas / gas if gas else None,
            "share",
            _("West's share of gas capacity"),
        ),
        *(
            (f"{column}_{zone}", power_grid.of_zone(zones, zone, column), "share", meaning)
            for zone in ("north", "south", "west")
            for column, meaning in (
                ("capacity_share", _("Share of the zone in the country's capacity")),
                ("consumption_share", _("Share of the zone in the country's consumption")),
            )
        ),
    )
    return [
        Figure(f"energy.{name}", value, unit, "2022", PLANTS, text)
        for name, value, unit, text in values
    ]
