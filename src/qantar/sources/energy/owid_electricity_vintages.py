"""Older releases of the electricity figures: what was said about the same year before."""

import pandas as pd

from qantar.sources.base import Inputs, table
from qantar.sources.energy import owid_energy_data as newest

FOLDER = "owid-electricity-vintages"
MIX_2022 = f"{FOLDER}/electricity-mix-bp-ember_2022-release.csv"
SHARES_2023 = f"{FOLDER}/share-elec-by-source_2023-release.csv"
SOURCES_2023 = f"{FOLDER}/electricity-prod-source-stacked_2023-release.csv"
CARBON_2024 = f"{FOLDER}/carbon-intensity-electricity_2024-release.csv"
NEWEST_RELEASE = 2026
FIRST_YEAR = 2000
VALUES = ["coal_share", "generation_twh", "carbon_intensity_gco2e_kwh"]


def _release_2022(inputs: Inputs) -> pd.DataFrame:
    columns = {
        "Coal (% electricity)": "coal_share",
        "Electricity generation (TWh)": "generation_twh",
        "Carbon intensity of electricity (gCO2/kWh)": "carbon_intensity_gco2e_kwh",
    }
    raw = inputs.csv(MIX_2022, ("Entity", "Year", *columns)).rename(
        columns={**columns, "Year": "year"}
    )
    raw["iso3"] = raw["Entity"].map(newest.codes(inputs))
    raw["coal_share"] /= 100
    return raw.assign(release=2022)


def _release_2023(inputs: Inputs) -> pd.DataFrame:
    """Generation is the sum of the sources, which this release published without their total."""
    shares = inputs.csv(SHARES_2023, ("Entity", "Code", "Year", "Coal (% electricity)"))
    sources = inputs.csv(SOURCES_2023, ("Entity", "Code", "Year"))
    sources["generation_twh"] = sources.drop(columns=["Entity", "Code", "Year"]).sum(
        axis=1, min_count=1
    )
    frame = shares.merge(
        sources[["Entity", "Year", "generation_twh"]], on=["Entity", "Year"], how="left"
    )
    return pd.DataFrame(
        {
            "iso3": frame["Code"].replace({"OWID_WRL": "WLD"}),
            "year": frame["Year"],
            "coal_share": frame["Coal (% electricity)"] / 100,
            "generation_twh": frame["generation_twh"],
            "release": 2023,
        }
    )


def _release_2024(inputs: Inputs) -> pd.DataFrame:
    column = "Carbon intensity of electricity - gCO2/kWh"
    raw = inputs.csv(CARBON_2024, ("Code", "Year", column))
    return pd.DataFrame(
        {
            "iso3": raw["Code"].replace({"OWID_WRL": "WLD"}),
            "year": raw["Year"],
            "carbon_intensity_gco2e_kwh": raw[column],
            "release": 2024,
        }
    )


def _newest(inputs: Inputs) -> pd.DataFrame:
    raw = newest.rows(inputs, newest.COUNTRIES, ("coal_share_elec", "carbon_intensity_elec"))
    return pd.DataFrame(
        {
            "iso3": raw["iso3"],
            "year": raw["year"],
            "coal_share": raw["coal_share_elec"] / 100,
            "generation_twh": raw["electricity_generation"],
            "carbon_intensity_gco2e_kwh": raw["carbon_intensity_elec"],
            "release": NEWEST_RELEASE,
        }
    )


@table(
    "electricity_vintages",
    inputs=(MIX_2022, SHARES_2023, SOURCES_2023, CARBON_2024, newest.COUNTRIES),
)
def electricity_vintages(inputs: Inputs) -> pd.DataFrame:
    """iso3, release, year, coal_share, generation_twh, carbon_intensity_gco2e_kwh."""
    older = pd.concat([_release_2022(inputs), _release_2023(inputs), _release_2024(inputs)])
    older = older[older["iso3"].str.fullmatch("[A-Z]{3}", na=False)]
    latest = _newest(inputs)
    frame = pd.concat([older, latest[latest["iso3"].isin(older["iso3"])]], ignore_index=True)
    frame = frame[frame["year"] >= FIRST_YEAR].dropna(subset=VALUES, how="all")
    frame = frame.round({"coal_share": 5, "generation_twh": 3, "carbon_intensity_gco2e_kwh": 3})
    key = ["iso3", "release", "year"]
    return frame[[*key, *VALUES]].sort_values(key, ignore_index=True)
