"""Our World in Data's energy data: generation by source, carbon intensity, demand, imports."""

import pandas as pd

from qantar.sources import codes
from qantar.sources.base import Inputs, table
from qantar.sources.energy import owid_grapher_electricity as charts

FOLDER = "owid-energy-data"
COUNTRIES = f"{FOLDER}/owid-energy-data_countries_1990-2025.csv"
KAZAKHSTAN = f"{FOLDER}/owid-energy-data_KAZ_1990-2025.csv"
FIRST_YEAR = 1990
# Biofuel is part of other renewables, so it is left out: adding both would count it twice.
SOURCES = ("coal", "gas", "oil", "nuclear", "hydro", "solar", "wind", "other_renewable")
INTENSITY = "carbon_intensity_gco2e_kwh"
DECIMALS = 3


def rows(inputs: Inputs, file: str, columns: dict[str, str]) -> pd.DataFrame:
    """iso3, year, generation_twh and `columns`: countries since 1990 that state a generation."""
    named = {"iso_code": "iso3", "year": "year", "electricity_generation": "generation_twh"}
    raw = codes.countries(inputs.csv(file, {**named, **columns})).query("iso3 != 'WLD'")
    return raw[(raw["year"] >= FIRST_YEAR) & raw["generation_twh"].notna()]


def codes_by_name(inputs: Inputs) -> dict[str, str]:
    """ISO code by Our World in Data's name (``World``: WLD), for files with names only."""
    known = codes.countries(inputs.csv(COUNTRIES, {"country": "name", "iso_code": "iso3"}))
    return {"World": "WLD", **dict(zip(known["name"], known["iso3"], strict=True))}


@table(
    "electricity",
    inputs=(COUNTRIES, *(charts.file(f"electricity-{source}") for source in charts.SOURCES)),
)
def electricity(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, source, generation_twh; a source that the publisher leaves empty has no row."""
    wide = rows(inputs, COUNTRIES, {f"{source}_electricity": source for source in SOURCES})
    states = wide.drop(columns="generation_twh").melt(
        ["iso3", "year"], var_name="source", value_name="generation_twh"
    )
    world = [
        charts.world(inputs, f"electricity-{source}", "generation_twh").assign(source=source)
        for source in charts.SOURCES
    ]
    frame = pd.concat([states, *world], ignore_index=True)
    return frame.dropna(subset="generation_twh").round(DECIMALS)


@table(
    "electricity_balance",
    inputs=(
        *(COUNTRIES, KAZAKHSTAN),
        *(charts.file(charts.GENERATION), charts.file(charts.CARBON_INTENSITY)),
    ),
)
def electricity_balance(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, generation_, demand_, net_imports_twh (+ = in), carbon_intensity_gco2e_kwh."""
    columns = {"electricity_demand": "demand_twh", "net_elec_imports": "net_imports_twh"}
    detail = rows(inputs, KAZAKHSTAN, columns).drop(columns="generation_twh")
    states = rows(inputs, COUNTRIES, {"carbon_intensity_elec": INTENSITY}).merge(
        detail[detail["iso3"] == "KAZ"], on=["iso3", "year"], how="left"
    )
    world = charts.world(inputs, charts.GENERATION, "generation_twh").merge(
        charts.world(inputs, charts.CARBON_INTENSITY, INTENSITY), on=["iso3", "year"], how="left"
    )
    return pd.concat([states, world], ignore_index=True).round(DECIMALS)
