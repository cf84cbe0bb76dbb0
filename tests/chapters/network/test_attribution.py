"""Blocks by pool, and holes in their attribution."""

import numpy as np
import pandas as pd
import pytest

from qantar.chapters.network import attribution
from qantar.common.errors import ParameterError

START, CUT, END = (pd.Timestamp(day) for day in ("2022-01-01", "2022-01-05", "2022-01-06"))


def steady(pool: str, every_minutes: int, silent: tuple[str, str] | None = None) -> pd.DataFrame:
    times = pd.date_range("2021-12-01", "2022-02-01", freq=f"{every_minutes}min")
    if silent:
        times = times[(times < silent[0]) | (times > silent[1])]
    return pd.DataFrame({"time": times, "pool": pool})


def chain(*parts: pd.DataFrame) -> pd.DataFrame:
    frame = pd.concat(parts).sort_values(["time", "pool"], ignore_index=True)
    return frame.assign(height=np.arange(700_000, 700_000 + len(frame)))


def test_a_long_silence_of_a_busy_pool_is_a_hole_and_a_quiet_pool_is_not():
    silent = ("2021-12-20", "2022-01-10")
    blocks = chain(steady("Busy", 60, silent), steady("Steady", 90), steady("Rare", 10_000))
    holes = attribution.attribution_holes(blocks)
    assert holes["pool"].tolist() == ["Busy"]
    assert (
        holes["start"].iloc[0]
        <= pd.Timestamp("2021-12-20")
        <= pd.Timestamp("2022-01-10")
        <= holes["end"].iloc[0]
    )


def test_only_holes_that_touch_the_windows_are_reported():
    blocks = chain(steady("Busy", 60, ("2021-12-20", "2021-12-28")), steady("Steady", 60))
    assert attribution.holes_in(blocks, START, END).empty
    assert attribution.holes_in(blocks, pd.Timestamp("2021-12-27"), END)["pool"].tolist() == [
        "Busy"
    ]


def test_blocks_of_pools_are_theirs_and_no_others():
    blocks = chain(steady("Even", 60), steady("Small", 4000), steady(attribution.UNKNOWN, 90))
    assert set(attribution.of_pools(blocks, ["Even", "Small"])["pool"]) == {"Even", "Small"}
    with pytest.raises(ParameterError, match="no pool Evan; it has Even, Small"):
        attribution.of_pools(blocks, ["Evan"])


def test_unknown_share_counts_the_window_alone():
    blocks = chain(steady("Even", 60), steady(attribution.UNKNOWN, 60, ("2022-01-05", "2022-02")))
    assert attribution.unknown_share(blocks, START, CUT) == pytest.approx(0.5, abs=0.01)
    assert attribution.unknown_share(blocks, END, END + pd.Timedelta(days=1)) == 0
