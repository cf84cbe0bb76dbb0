"""Price of Brent crude oil (US Energy Information Administration)."""

import pandas as pd

from qantar.sources.base import Inputs, table

FILE = "oil-prices/brent-monthly.csv"


@table("oil_price", inputs=(FILE,))
def oil_price(inputs: Inputs) -> pd.DataFrame:
    """date (first day of the month), usd_per_barrel (the month's average)."""
    raw = inputs.csv(FILE, {"Date": "date", "Price": "usd_per_barrel"}).round(2)
    day = pd.to_datetime(raw["date"], format="%Y-%m-%d")
    return raw.assign(date=day.dt.to_period("M").dt.to_timestamp())
