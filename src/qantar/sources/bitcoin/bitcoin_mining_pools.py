"""Bitcoin blocks with header time and attributed pool, around January 2022."""

import pandas as pd

from qantar.sources.base import Inputs, table

FILE = "blocks_2021-09_2022-04.csv"
NAMES = "lookup_slug_to_name.json"


@table("blocks", inputs=(f"bitcoin-mining-pools/{FILE}", f"bitcoin-mining-pools/{NAMES}"))
def blocks(inputs: Inputs) -> pd.DataFrame:
    """height, time (header, UTC), pool (display name, or ``unknown``)."""
    raw = inputs.csv(f"bitcoin-mining-pools/{FILE}", ("height", "pool_slug", "date"))
    names = inputs.json(f"bitcoin-mining-pools/{NAMES}")
    pool = raw["pool_slug"].map(lambda slug: slug if slug == "unknown" else names.get(slug, slug))
    frame = pd.DataFrame(
        {"height": raw["height"], "time": pd.to_datetime(raw["date"]), "pool": pool}
    )
    return frame.sort_values("height", ignore_index=True)
