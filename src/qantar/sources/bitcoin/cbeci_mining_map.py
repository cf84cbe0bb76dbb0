"""Cambridge (CCAF) Bitcoin Mining Map: each country's monthly share of the global hash rate."""

import pandas as pd

from qantar.sources import codes
from qantar.sources.base import Inputs, table

FILE = "cbeci-mining-map/global_hash_rates.csv"
COLUMNS = {"date": "month", "country": "country", "monthly_hashrate_%": "share"}
OTHER = "Other"


@table("mining_share", inputs=(FILE,), order=("month", "country"))
def mining_share(inputs: Inputs) -> pd.DataFrame:
    """iso3 (empty for ``Other``), country, month, share (fraction), doubtful (starred).

    Raises RefreshError for a country group that the map did not have before.
    """
    raw = inputs.csv(FILE, COLUMNS)
    known = {**codes.of("cbeci-mining-map"), OTHER: None}
    per_cent = raw["share"].astype(str).str.removesuffix("%").astype(float)
    return raw.assign(
        iso3=codes.mapped(raw["country"], known, FILE),
        # A star means little evidence of large mining.
        country=raw["country"].str.removesuffix(" *"),
        month=pd.to_datetime(raw["month"], format="%Y-%m-%d"),
        share=(per_cent / 100).round(6),
        doubtful=raw["country"].str.endswith("*"),
    )
