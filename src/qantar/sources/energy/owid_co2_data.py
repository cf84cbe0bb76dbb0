"""Our World in Data's CO2 data: territorial emissions, newest release and the one before."""

import pandas as pd

from qantar.sources.base import Inputs, table
from qantar.sources.energy import owid_energy_data

FOLDER = "owid-co2-data"
NEWEST = f"{FOLDER}/owid-co2-data_subset_1990-2024.csv"
OLDER = f"{FOLDER}/owid-co2-data_all-columns_2004-2023_gcb2024.csv"
# The last year of data names the release; neither file states its own.
NEWEST_RELEASE, OLDER_RELEASE = 2024, 2023
FUELS = {"co2": "co2_mt", "coal_co2": "coal_mt", "gas_co2": "gas_mt", "oil_co2": "oil_mt"}


def _release(inputs: Inputs, file: str, release: int, separator: str) -> pd.DataFrame:
    raw = inputs.csv(file, {"country": "iso3", "year": "year", **FUELS}, sep=separator)
    raw["iso3"] = raw["iso3"].map(owid_energy_data.codes_by_name(inputs))
    return raw.assign(release=release).dropna(subset=["iso3", "co2_mt"])


@table("co2", inputs=(NEWEST, OLDER, owid_energy_data.COUNTRIES))
def co2(inputs: Inputs) -> pd.DataFrame:
    """iso3, release (its last year), year, co2_mt, coal_mt, gas_mt, oil_mt; with the world."""
    newest = _release(inputs, NEWEST, NEWEST_RELEASE, ",")
    older = _release(inputs, OLDER, OLDER_RELEASE, ";")
    return pd.concat([newest, older], ignore_index=True).round(3)
