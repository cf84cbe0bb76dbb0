"""Proved reserves of oil by country, as the Energy Institute last counted them."""

import pandas as pd

from qantar.sources.base import Inputs, Publisher, RemoteFile, table

FOLDER = "owid-reserves"
OIL = f"{FOLDER}/oil-proved-reserves.csv"
COLUMN = "Oil proved reserves - t"

PUBLISHER = Publisher(
    id=FOLDER,
    title="Oil proved reserves; uranium production",
    publisher="Our World in Data, from the Energy Institute, BP and the British Geological Survey",
    url="https://ourworldindata.org/grapher/oil-proved-reserves",
    mode="manual",
    files=(
        RemoteFile(
            "oil-proved-reserves.csv",
            sha256="6b701e0a65be81f4e7fffd77b91998241272160ffaf0e60c58ac4536fd75ca6b",
        ),
        RemoteFile(
            "uranium-production.csv",
            sha256="c9590c9edf20dcb6a544d694d9968b3bec652195d43c879ab6db47a52b1a49e7",
        ),
    ),
    why_manual="copies of chart downloads of 2020 and 2026; later downloads may hold another series",
)


@table("oil_reserves", inputs=(OIL,))
def oil_reserves(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, reserves_tonnes: countries and the world; regions and groups dropped."""
    raw = inputs.csv(OIL, ("Code", "Year", COLUMN))
    code = raw["Code"].replace({"OWID_WRL": "WLD"})
    frame = pd.DataFrame({"iso3": code, "year": raw["Year"], "reserves_tonnes": raw[COLUMN].round(0)})
    frame = frame[frame["iso3"].str.fullmatch("[A-Z]{3}", na=False)]
    return frame.sort_values(["iso3", "year"], ignore_index=True)
