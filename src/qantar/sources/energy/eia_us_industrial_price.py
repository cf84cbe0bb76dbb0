"""US industrial electricity price, monthly (EIA Electricity Data Browser export)."""

import pandas as pd

from qantar.common.errors import RefreshError
from qantar.sources.base import Inputs, table

FILE = "eia-us-industrial-price/Average_retail_price_of_electricity.csv"
SERIES = "ELEC.PRICE.US-IND.M"
TITLE_LINES = 4
FIRST_MONTH = "2017-01-01"


@table("industrial_prices", inputs=(FILE,))
def industrial_prices(inputs: Inputs) -> pd.DataFrame:
    """iso3, month, usd_kwh; raises RefreshError where the export lacks the industrial series."""
    raw = inputs.csv(FILE, ("description", "units", "source key"), skiprows=TITLE_LINES)
    series = raw[raw["source key"] == SERIES]
    if len(series) != 1:
        raise RefreshError(f"{FILE}: {len(series)} rows with source key {SERIES}; expected one")
    cents = series.iloc[0].drop(["description", "units", "source key"]).dropna().astype(float)
    month = pd.to_datetime(cents.index, format="%b %Y")
    usd = (cents.to_numpy() / 100).round(4)
    return pd.DataFrame({"iso3": "USA", "month": month, "usd_kwh": usd})[month >= FIRST_MONTH]
