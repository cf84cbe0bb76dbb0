"""Price of Brent crude oil (US Energy Information Administration)."""

import pandas as pd

from qantar.sources.base import Inputs, Publisher, RemoteFile, table

FILE = "brent-monthly.csv"
PUBLISHER = Publisher(
    id="oil-prices",
    title="Europe Brent spot price FOB",
    publisher="US Energy Information Administration",
    url="https://www.eia.gov/dnav/pet/pet_pri_spt_s1_d.htm",
    mode="automatic",
    files=(
        RemoteFile(
            FILE,
            url="https://raw.githubusercontent.com/datasets/oil-prices/main/data/brent-monthly.csv",
            sha256="60a5004be7b0b76c0b4b4fd817ee585c3a37d681c59f4745bc7034209cf13497",
        ),
    ),
)


@table("oil_price", inputs=(f"oil-prices/{FILE}",))
def oil_price(inputs: Inputs) -> pd.DataFrame:
    """date (first day of the month), usd_per_barrel (the month's average)."""
    raw = inputs.csv(f"oil-prices/{FILE}", ("Date", "Price"))
    month = pd.to_datetime(raw["Date"], format="%Y-%m-%d").dt.to_period("M").dt.to_timestamp()
    frame = pd.DataFrame({"date": month, "usd_per_barrel": raw["Price"].round(2)})
    return frame.sort_values("date", ignore_index=True)
