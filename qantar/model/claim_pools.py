"""Evidence on what the large pools lost after the cut of the internet, from their blocks."""

from collections.abc import Mapping

import pandas as pd

from qantar.figures import Figure
from qantar.model.blocks import compare
from qantar.text import _

# The two pools that reports of 6 January 2022 name for a fall of 14 per cent.
LARGE_POOLS = ("AntPool", "F2Pool")
START = pd.Timestamp("2021-12-26")
CUT = pd.Timestamp("2022-01-05 10:30")
END = CUT + pd.Timedelta(hours=24)


def pool_figures(tables: Mapping[str, pd.DataFrame]) -> list[Figure]:
    """Fall of the two pools' block rate in 24 hours after the cut, with its exact interval."""
    blocks = tables["blocks"]
    ratio = compare(blocks.loc[blocks["pool"].isin(LARGE_POOLS), "time"], START, CUT, END)
    return [
        Figure(
            "claims.large_pools_fall_24h", 1 - ratio.value, "share", "2022-01-05/2022-01-06", ("blocks",),
            _("Fall of the block rate of AntPool and F2Pool together: 24 hours from 2022-01-05 10:30, against "
              "2021-12-26 to then"),
            low=1 - ratio.high, high=1 - ratio.low, range_kind="exact95",
        )
    ]  # fmt: skip
