"""Older releases of the electricity figures: what was said about the same year before."""

import pandas as pd

from qantar.sources import codes
from qantar.sources.base import Inputs, table
from qantar.sources.energy import owid_energy_data as newest

FOLDER = "owid-electricity-vintages"
MIX_2022 = f"{FOLDER}/electricity-mix-bp-ember_2022-release.csv"
SHARES_2023 = f"{FOLDER}/share-elec-by-source_2023-release.csv"
SOURCES_2023 = f"{FOLDER}/electricity-prod-source-stacked_2023-release.csv"
CARBON_2024 = f"{FOLDER}/carbon-intensity-electricity_2024-release.csv"
NEWEST_RELEASE = 2026
FIRST_YEAR = 2000
PLACE = {"Code": "iso3", "Year": "year"}
SHARE = {"Coal (% electricity)": "coal_share"}
DECIMALS = {"coal_share": 5, "generation_twh": 3, newest.INTENSITY: 3}


def _release_2022(inputs: Inputs) -> pd.DataFrame:
    columns = {
        "Entity": "iso3",
        "Year": "year",
        **SHARE,
        "Electricity generation (TWh)": "generation_twh",
        "Carbon intensity of electricity (gCO2/kWh)": newest.INTENSITY,
    }
    raw = inputs.csv(MIX_2022, columns)
    return raw.assign(iso3=raw["iso3"].map(newest.codes_by_name(inputs)), release=2022)


def _release_2023(inputs: Inputs) -> pd.DataFrame:
    """Generation is the sum of the sources, which this release published without their total."""
    shares = codes.countries(inputs.csv(SHARES_2023, {**PLACE, **SHARE}))
    sources = inputs.csv(SOURCES_2023, ("Entity", *PLACE)).drop(columns="Entity")
    sources = codes.countries(sources.rename(columns=PLACE)).set_index(["iso3", "year"])
    total = sources.sum(axis=1, min_count=1).rename("generation_twh")
    return shares.join(total, on=["iso3", "year"]).assign(release=2023)


def _release_2024(inputs: Inputs) -> pd.DataFrame:
    column = {"Carbon intensity of electricity - gCO2/kWh": newest.INTENSITY}
    return inputs.csv(CARBON_2024, {**PLACE, **column}).assign(release=2024)


def _newest(inputs: Inputs) -> pd.DataFrame:
    columns = {"coal_share_elec": "coal_share", "carbon_intensity_elec": newest.INTENSITY}
    return newest.rows(inputs, newest.COUNTRIES, columns).assign(release=NEWEST_RELEASE)


@table(
    "electricity_vintages",
    inputs=(MIX_2022, SHARES_2023, SOURCES_2023, CARBON_2024, newest.COUNTRIES),
)
def electricity_vintages(inputs: Inputs) -> pd.DataFrame:
    """iso3, release, year, coal_share, generation_twh, carbon_intensity_gco2e_kwh."""
    older = pd.concat([_release_2022(inputs), _release_2023(inputs), _release_2024(inputs)])
    older = codes.countries(older)
    latest = _newest(inputs)
    frame = pd.concat([older, latest[latest["iso3"].isin(older["iso3"])]], ignore_index=True)
    frame = frame[frame["year"] >= FIRST_YEAR].dropna(subset=list(DECIMALS), how="all")
    # every release states the share in per cent
    return frame.assign(coal_share=frame["coal_share"] / 100).round(DECIMALS)
