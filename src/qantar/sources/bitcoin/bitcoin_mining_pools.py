"""Bitcoin blocks with header time and attributed pool, around January 2022."""

import pandas as pd

from qantar.sources.base import Inputs, table

FILE = "bitcoin-mining-pools/blocks_2021-09_2022-04.csv"
NAMES = "bitcoin-mining-pools/lookup_slug_to_name.json"


@table("blocks", inputs=(FILE, NAMES))
def blocks(inputs: Inputs) -> pd.DataFrame:
    """height, time (header, UTC), pool (display name, or ``unknown``)."""
    raw = inputs.csv(FILE, {"height": "height", "pool_slug": "pool", "date": "time"})
    names = {**inputs.json(NAMES), "unknown": "unknown"}
    pool = raw["pool"].map(lambda slug: names.get(slug, slug))
    return raw.assign(time=pd.to_datetime(raw["time"]), pool=pool)
