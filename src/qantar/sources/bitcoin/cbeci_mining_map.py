"""Cambridge (CCAF) Bitcoin Mining Map: each country's monthly share of the global hash rate."""

import pandas as pd

from qantar.common.errors import RefreshError
from qantar.sources.base import Inputs, table

FILE = "global_hash_rates.csv"

# The map's own names (a star there means little evidence of large mining) and ISO 3166-1 alpha-3
# codes.
COUNTRIES = {
    "Canada": "CAN",
    "Germany *": "DEU",
    "Iran, Islamic Rep.": "IRN",
    "Ireland *": "IRL",
    "Kazakhstan": "KAZ",
    "Mainland China": "CHN",
    "Malaysia": "MYS",
    "Russian Federation": "RUS",
    "United States": "USA",
}
OTHER = "Other"


@table("mining_share", inputs=(f"cbeci-mining-map/{FILE}",))
def mining_share(inputs: Inputs) -> pd.DataFrame:
    """iso3 (empty for ``Other``), country, month, share (fraction), doubtful (starred by the
    publisher).

    Raises RefreshError for a country group that the map did not have before.
    """
    raw = inputs.csv(f"cbeci-mining-map/{FILE}", ("date", "country", "monthly_hashrate_%"))
    unknown = sorted(set(raw["country"]) - set(COUNTRIES) - {OTHER})
    if unknown:
        raise RefreshError(
            f"{FILE}: country {unknown[0]!r} has no ISO code here; add it to COUNTRIES"
        )
    per_cent = raw["monthly_hashrate_%"].astype(str).str.removesuffix("%").astype(float)
    frame = pd.DataFrame(
        {
            "iso3": raw["country"].map(COUNTRIES),
            "country": raw["country"].str.removesuffix(" *"),
            "month": pd.to_datetime(raw["date"], format="%Y-%m-%d"),
            "share": (per_cent / 100).round(6),
            "doubtful": raw["country"].str.endswith("*"),
        }
    )
    return frame.sort_values(["month", "country"], ignore_index=True)
