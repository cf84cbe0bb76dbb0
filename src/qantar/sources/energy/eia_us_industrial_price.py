"""US industrial electricity price, monthly (EIA Electricity Data Browser export)."""

import pandas as pd

from qantar.common.errors import RefreshError
from qantar.sources.base import Inputs, table

FILE = "Average_retail_price_of_electricity.csv"
SERIES = "ELEC.PRICE.US-IND.M"
TITLE_LINES = 4
FIRST_MONTH = "2017-01-01"


@table("industrial_prices", inputs=(f"eia-us-industrial-price/{FILE}",))
def industrial_prices(inputs: Inputs) -> pd.DataFrame:
    """iso3, month, usd_kwh; raises RefreshError where the export lacks the industrial series."""
    raw = inputs.csv(
        f"eia-us-industrial-price/{FILE}", ("source key", "units"), skiprows=TITLE_LINES
    )
    series = raw[raw["source key"] == SERIES]
    if len(series) != 1:
        raise RefreshError(f"{FILE}: {len(series)} rows with source key {SERIES}; expected one")
    cents = (
        series.drop(columns=["description", "units", "source key"]).iloc[0].dropna().astype(float)
    )
    frame = pd.DataFrame(
        {
            "iso3": "USA",
            "month": pd.to_datetime(cents.index, format="%b %Y"),
            "usd_kwh": (cents.to_numpy() / 100).round(4),
        }
    )
    return frame[frame["month"] >= FIRST_MONTH].reset_index(drop=True)
