"""Proved reserves of oil by country, as the Energy Institute last counted them."""

import pandas as pd

from qantar.sources.base import Inputs, table

FOLDER = "owid-reserves"
OIL = f"{FOLDER}/oil-proved-reserves.csv"
COLUMN = "Oil proved reserves - t"


@table("oil_reserves", inputs=(OIL,))
def oil_reserves(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, reserves_tonnes: countries and the world; regions and groups dropped."""
    raw = inputs.csv(OIL, ("Code", "Year", COLUMN))
    code = raw["Code"].replace({"OWID_WRL": "WLD"})
    frame = pd.DataFrame(
        {"iso3": code, "year": raw["Year"], "reserves_tonnes": raw[COLUMN].round(0)}
    )
    frame = frame[frame["iso3"].str.fullmatch("[A-Z]{3}", na=False)]
    return frame.sort_values(["iso3", "year"], ignore_index=True)
