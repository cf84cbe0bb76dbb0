"""Price of Brent crude oil (US Energy Information Administration)."""

import pandas as pd

from qantar.sources.base import Inputs, table

FILE = "brent-monthly.csv"


@table("oil_price", inputs=(f"oil-prices/{FILE}",))
def oil_price(inputs: Inputs) -> pd.DataFrame:
    """date (first day of the month), usd_per_barrel (the month's average)."""
    raw = inputs.csv(f"oil-prices/{FILE}", ("Date", "Price"))
    month = pd.to_datetime(raw["Date"], format="%Y-%m-%d").dt.to_period("M").dt.to_timestamp()
    frame = pd.DataFrame({"date": month, "usd_per_barrel": raw["Price"].round(2)})
    return frame.sort_values("date", ignore_index=True)
