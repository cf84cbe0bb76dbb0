"""Listed asking prices of mining machines (US retailers), by month and efficiency tier."""

from itertools import pairwise

import pandas as pd

from qantar.sources.base import Inputs, table

FILE = "asic-prices/asics.json"
# Lower edges in J/TH of the efficiency tiers that price indices of this market use.
TIER_EDGES = (0.0, 25.0, 38.0, 68.0)
QUARTILES = {0.25: "low_usd_ths", 0.5: "median_usd_ths", 0.75: "high_usd_ths"}


def listings(inputs: Inputs) -> pd.DataFrame:
    """Each dated listing: vendor, price (USD), date, model, th, watts, efficiency (J/TH)."""
    return pd.DataFrame(inputs.json(FILE))


@table("asic_prices", inputs=(FILE,))
def asic_prices(inputs: Inputs) -> pd.DataFrame:
    """month, tier_from_j_th, tier_below_j_th (empty = none), USD per TH/s, listings.

    One row per month and tier with at least one listing.
    """
    raw = listings(inputs)
    edges = [*TIER_EDGES, float("inf")]
    tier = pd.cut(raw["efficiency"], edges, right=False, labels=TIER_EDGES).astype(float)
    price = raw["price"] / raw["th"]
    month = pd.to_datetime(raw["date"]).dt.to_period("M").dt.to_timestamp()
    grouped = price.groupby([month.rename("month"), tier.rename("tier_from_j_th")])
    quartiles = grouped.quantile(list(QUARTILES)).unstack().round(2).rename(columns=QUARTILES)
    frame = quartiles.assign(listings=grouped.size()).reset_index()
    return frame.assign(tier_below_j_th=frame["tier_from_j_th"].map(dict(pairwise(TIER_EDGES))))
