"""Proved reserves of oil by country, as the Energy Institute last counted them."""

import pandas as pd

from qantar.sources import codes
from qantar.sources.base import Inputs, table

OIL = "owid-reserves/oil-proved-reserves.csv"
COLUMNS = {"Code": "iso3", "Year": "year", "Oil proved reserves - t": "reserves_tonnes"}


@table("oil_reserves", inputs=(OIL,))
def oil_reserves(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, reserves_tonnes: countries and the world; regions and groups dropped."""
    return codes.countries(inputs.csv(OIL, COLUMNS)).round({"reserves_tonnes": 0})
