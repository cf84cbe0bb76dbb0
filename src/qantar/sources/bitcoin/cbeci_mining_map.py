"""Cambridge (CCAF) Bitcoin Mining Map: each country's monthly share of the global hash rate."""

import pandas as pd

from qantar.sources import codes
from qantar.sources.base import Inputs, table

FILE = "global_hash_rates.csv"
OTHER = "Other"


@table("mining_share", inputs=(f"cbeci-mining-map/{FILE}",))
def mining_share(inputs: Inputs) -> pd.DataFrame:
    """iso3 (empty for ``Other``), country, month, share (fraction), doubtful (starred).

    Raises RefreshError for a country group that the map did not have before.
    """
    raw = inputs.csv(f"cbeci-mining-map/{FILE}", ("date", "country", "monthly_hashrate_%"))
    known = {**codes.of("cbeci-mining-map"), OTHER: None}
    per_cent = raw["monthly_hashrate_%"].astype(str).str.removesuffix("%").astype(float)
    frame = pd.DataFrame(
        {
            "iso3": codes.mapped(raw["country"], known, FILE),
            # A star means little evidence of large mining.
            "country": raw["country"].str.removesuffix(" *"),
            "month": pd.to_datetime(raw["date"], format="%Y-%m-%d"),
            "share": (per_cent / 100).round(6),
            "doubtful": raw["country"].str.endswith("*"),
        }
    )
    return frame.sort_values(["month", "country"], ignore_index=True)
