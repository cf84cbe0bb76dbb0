"""Our World in Data's CO2 data set: territorial emissions in its newest release and in the one before."""

import pandas as pd

from qantar.sources import owid_energy_data
from qantar.sources.base import Inputs, Publisher, RemoteFile, table

FOLDER = "owid-co2-data"
NEWEST = f"{FOLDER}/owid-co2-data_subset_1990-2024.csv"
OLDER = f"{FOLDER}/owid-co2-data_all-columns_2004-2023_gcb2024.csv"
# The last year of data names the release; neither file states its own.
NEWEST_RELEASE, OLDER_RELEASE = 2024, 2023
FUELS = {"co2": "co2_mt", "coal_co2": "coal_mt", "gas_co2": "gas_mt", "oil_co2": "oil_mt"}

PUBLISHER = Publisher(
    id=FOLDER,
    title="CO2 and Greenhouse Gas Emissions",
    publisher="Our World in Data, from the Global Carbon Project",
    url="https://github.com/owid/co2-data",
    mode="manual",
    files=(
        RemoteFile(
            "owid-co2-data_subset_1990-2024.csv",
            sha256="b37a00fc188af68bdf870e04c987a837be16dd8d551f7c1f0d9385d088b408e0",
        ),
        RemoteFile(
            "owid-co2-data_all-columns_2004-2023_gcb2024.csv",
            sha256="b92526930cbd6636256e9af5f9ba7447a812b0b76fef5b90c25f6df844532635",
        ),
    ),
    why_manual="two releases are compared, and the publisher's address holds the newest one only",
)


def _release(inputs: Inputs, file: str, release: int, separator: str) -> pd.DataFrame:
    raw = inputs.csv(file, ("country", "year", *FUELS), sep=separator).rename(columns=FUELS)
    raw["iso3"] = raw["country"].map(owid_energy_data.codes(inputs))
    return raw.assign(release=release).dropna(subset=["iso3", "co2_mt"])


@table("co2", inputs=(NEWEST, OLDER, owid_energy_data.COUNTRIES))
def co2(inputs: Inputs) -> pd.DataFrame:
    """iso3, release (its last year of data), year, co2_mt, coal_mt, gas_mt, oil_mt; countries, the world."""
    parts = [
        _release(inputs, NEWEST, NEWEST_RELEASE, ","),
        _release(inputs, OLDER, OLDER_RELEASE, ";"),
    ]
    key = ["iso3", "release", "year"]
    frame = pd.concat(parts, ignore_index=True)[[*key, *FUELS.values()]]
    return frame.round(3).sort_values(key, ignore_index=True)
