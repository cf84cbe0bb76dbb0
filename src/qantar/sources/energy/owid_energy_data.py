"""Our World in Data's energy data: generation by source, carbon intensity, demand, imports."""

import pandas as pd

from qantar.common.errors import RefreshError
from qantar.sources import codes
from qantar.sources.base import Inputs, table

FOLDER = "owid-energy-data"
COUNTRIES = f"{FOLDER}/owid-energy-data_countries_1990-2025.csv"
KAZAKHSTAN = f"{FOLDER}/owid-energy-data_KAZ_1990-2025.csv"
CHARTS = "owid-grapher-electricity"
WORLD_GENERATION = f"{CHARTS}/electricity-generation.csv"
WORLD_INTENSITY = f"{CHARTS}/carbon-intensity-electricity.csv"
WORLD_SOURCES = {
    source: f"{CHARTS}/electricity-{source}.csv"
    for source in ("coal", "gas", "oil", "nuclear", "hydro", "solar", "wind")
}
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


def _world(inputs: Inputs, file: str, name: str) -> pd.DataFrame:
    """The world's rows, which `COUNTRIES` lacks, of a chart: iso3, year, its only value as `name`.

    Raises RefreshError where the download has not exactly one value column (its title may change).
    """
    raw = inputs.csv(file, ("Entity", "Code", "Year"))
    values = [column for column in raw.columns if column not in ("Entity", "Code", "Year")]
    if len(values) != 1:
        raise RefreshError(f"{file}: expected one value column, found {values}")
    rows = raw[raw["Code"] == "OWID_WRL"].drop(columns=["Entity", "Code"]).assign(iso3="WLD")
    return rows.rename(columns={"Year": "year", values[0]: name})


@table("electricity", inputs=(COUNTRIES, *WORLD_SOURCES.values()))
def electricity(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, source, generation_twh; a source that the publisher leaves empty has no row."""
    wide = rows(inputs, COUNTRIES, {f"{source}_electricity": source for source in SOURCES})
    states = wide.drop(columns="generation_twh").melt(
        ["iso3", "year"], var_name="source", value_name="generation_twh"
    )
    world = [
        _world(inputs, file, "generation_twh").assign(source=source)
        for source, file in WORLD_SOURCES.items()
    ]
    frame = pd.concat([states, *world], ignore_index=True)
    return frame.dropna(subset="generation_twh").round(DECIMALS)


@table("electricity_balance", inputs=(COUNTRIES, KAZAKHSTAN, WORLD_GENERATION, WORLD_INTENSITY))
def electricity_balance(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, generation_, demand_, net_imports_twh (+ = in), carbon_intensity_gco2e_kwh."""
    columns = {"electricity_demand": "demand_twh", "net_elec_imports": "net_imports_twh"}
    detail = rows(inputs, KAZAKHSTAN, columns).drop(columns="generation_twh")
    states = rows(inputs, COUNTRIES, {"carbon_intensity_elec": INTENSITY}).merge(
        detail[detail["iso3"] == "KAZ"], on=["iso3", "year"], how="left"
    )
    world = _world(inputs, WORLD_GENERATION, "generation_twh").merge(
        _world(inputs, WORLD_INTENSITY, INTENSITY), on=["iso3", "year"], how="left"
    )
    return pd.concat([states, world], ignore_index=True).round(DECIMALS)
