"""Blocks by pool: intervals, the grouping of small pools, and holes in the attribution."""

import numpy as np
import pandas as pd
import pytest

from qantar.chapters.network import blocks as counting
from qantar.chapters.network import pools

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
    holes = pools.attribution_holes(blocks)
    assert holes["pool"].tolist() == ["Busy"]
    assert (
        holes["start"].iloc[0]
        <= pd.Timestamp("2021-12-20")
        <= pd.Timestamp("2022-01-10")
        <= holes["end"].iloc[0]
    )


def test_only_holes_that_touch_the_windows_are_reported():
    blocks = chain(steady("Busy", 60, ("2021-12-20", "2021-12-28")), steady("Steady", 60))
    assert pools.holes_in(blocks, START, END).empty
    assert pools.holes_in(blocks, pd.Timestamp("2021-12-27"), END)["pool"].tolist() == ["Busy"]


def test_each_pool_gets_the_exact_ratio_of_its_own_counts():
    blocks = chain(steady("Even", 60), steady("Small", 4000))
    frame = pools.by_pool(blocks, START, CUT, END).set_index("pool")
    even = frame.loc["Even"]
    interval = counting.rate_ratio(int(even["after"]), 24, int(even["before"]), 96)
    assert (even["ratio"], even["low"], even["high"]) == pytest.approx(
        (interval.value, interval.low, interval.high)
    )
    assert pools.OTHERS in frame.index and "Small" not in frame.index


def test_unknown_stands_last_and_is_marked_as_not_attributed():
    blocks = chain(steady(pools.UNKNOWN, 20), steady("Even", 60), steady("Small", 4000))
    frame = pools.by_pool(blocks, START, CUT, END)
    assert frame["pool"].tolist() == ["Even", pools.OTHERS, pools.UNKNOWN]
    assert frame["attributed"].tolist() == [True, True, False]


def test_no_block_is_lost_or_counted_twice():
    blocks = chain(steady(pools.UNKNOWN, 20), steady("Even", 60), steady("Small", 4000))
    frame = pools.by_pool(blocks, START, CUT, END)
    assert frame["before"].sum() == counting.count(blocks["time"], START, CUT)
    assert frame["after"].sum() == counting.count(blocks["time"], CUT, END)
