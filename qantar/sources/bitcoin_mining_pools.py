"""Bitcoin blocks with header time and attributed pool, around January 2022."""

import pandas as pd

from qantar.sources.base import Inputs, Publisher, RemoteFile, table

FILE = "blocks_2021-09_2022-04.csv"
NAMES = "lookup_slug_to_name.json"
PUBLISHER = Publisher(
    id="bitcoin-mining-pools",
    title="Bitcoin blocks by mining pool",
    publisher="J. Lopp; S. Kumar",
    url="https://github.com/sorukumar/bitcoin-mining-pools",
    mode="manual",
    files=(
        RemoteFile(FILE, sha256="947f5925684f84a7b9bda4af650396147f3940eed72e46d66decf956cd874e83"),
        RemoteFile(NAMES, sha256="b779749c97739c9d22646ad7979cb6c265f7dc2d4d87966448aed0ea616c9132"),
    ),
    why_manual="published as Parquet; export 2021-09-01 to 2022-04-30 as CSV (height, pool_slug, date)",
)


@table("blocks", inputs=(f"bitcoin-mining-pools/{FILE}", f"bitcoin-mining-pools/{NAMES}"))
def blocks(inputs: Inputs) -> pd.DataFrame:
    """height, time (header, UTC), pool (display name; ``unknown`` where the attribution has none)."""
    raw = inputs.csv(f"bitcoin-mining-pools/{FILE}", ("height", "pool_slug", "date"))
    names = inputs.json(f"bitcoin-mining-pools/{NAMES}")
    pool = raw["pool_slug"].map(lambda slug: slug if slug == "unknown" else names.get(slug, slug))
    frame = pd.DataFrame({"height": raw["height"], "time": pd.to_datetime(raw["date"]), "pool": pool})
    return frame.sort_values("height", ignore_index=True)
