"""Our World in Data's energy data: generation by source, carbon intensity, demand, imports."""

import pandas as pd

from qantar.sources.base import Inputs, table
from qantar.sources.energy import owid_grapher_electricity as charts

FOLDER = "owid-energy-data"
COUNTRIES = f"{FOLDER}/owid-energy-data_countries_1990-2025.csv"
KAZAKHSTAN = f"{FOLDER}/owid-energy-data_KAZ_1990-2025.csv"
FIRST_YEAR = 1990
# Biofuel is part of other renewables, so it is left out: adding both would count it twice.
SOURCES = ("coal", "gas", "oil", "nuclear", "hydro", "solar", "wind", "other_renewable")
GENERATION = "electricity_generation"
DECIMALS = 3


def rows(inputs: Inputs, file: str, columns: tuple[str, ...]) -> pd.DataFrame:
    """Rows of countries (ISO code of three letters) since 1990 that state a generation."""
    raw = inputs.csv(file, ("country", "iso_code", "year", GENERATION, *columns))
    country = raw["iso_code"].str.fullmatch("[A-Z]{3}", na=False)
    kept = raw[country & (raw["year"] >= FIRST_YEAR) & raw[GENERATION].notna()]
    return kept.rename(columns={"iso_code": "iso3"})


def codes(inputs: Inputs) -> dict[str, str]:
    """ISO code by Our World in Data's name (``World``: WLD), for files with names only."""
    raw = inputs.csv(COUNTRIES, ("country", "iso_code"))
    known = raw[raw["iso_code"].str.fullmatch("[A-Z]{3}", na=False)]
    return {"World": "WLD", **dict(zip(known["country"], known["iso_code"], strict=True))}


@table(
    "electricity",
    inputs=(COUNTRIES, *(charts.file(f"electricity-{source}") for source in charts.SOURCES)),
)
def electricity(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, source, generation_twh; a source that the publisher leaves empty has no row."""
    columns = {f"{source}_electricity": source for source in SOURCES}
    wide = rows(inputs, COUNTRIES, tuple(columns)).rename(columns=columns)
    parts = [
        wide.melt(["iso3", "year"], list(SOURCES), var_name="source", value_name="generation_twh")
    ]
    for source in charts.SOURCES:
        parts.append(
            charts.world(inputs, f"electricity-{source}", "generation_twh").assign(source=source)
        )
    frame = pd.concat(parts, ignore_index=True).dropna(subset=["generation_twh"])
    frame["generation_twh"] = frame["generation_twh"].round(DECIMALS)
    key = ["iso3", "year", "source"]
    return frame[[*key, "generation_twh"]].sort_values(key, ignore_index=True)


@table(
    "electricity_balance",
    inputs=(
        COUNTRIES,
        KAZAKHSTAN,
        charts.file(charts.GENERATION),
        charts.file(charts.CARBON_INTENSITY),
    ),
)
def electricity_balance(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, generation_, demand_, net_imports_twh (+ = in), carbon_intensity_gco2e_kwh."""
    names = {
        GENERATION: "generation_twh",
        "carbon_intensity_elec": "carbon_intensity_gco2e_kwh",
        "electricity_demand": "demand_twh",
        "net_elec_imports": "net_imports_twh",
    }
    wide = rows(inputs, COUNTRIES, ("carbon_intensity_elec",))
    detail = rows(inputs, KAZAKHSTAN, ("electricity_demand", "net_elec_imports"))
    detail = detail[detail["iso3"] == "KAZ"][
        ["iso3", "year", "electricity_demand", "net_elec_imports"]
    ]
    world = charts.world(inputs, charts.GENERATION, GENERATION).merge(
        charts.world(inputs, charts.CARBON_INTENSITY, "carbon_intensity_elec"),
        on=["iso3", "year"],
        how="left",
    )
    states = wide[["iso3", "year", GENERATION, "carbon_intensity_elec"]]
    states = states.merge(detail, on=["iso3", "year"], how="left")
    frame = pd.concat([states, world], ignore_index=True).rename(columns=names)
    values = list(names.values())
    frame[values] = frame[values].round(DECIMALS)
    return frame[["iso3", "year", *values]].sort_values(["iso3", "year"], ignore_index=True)
