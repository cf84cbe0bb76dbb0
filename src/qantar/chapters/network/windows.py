"""The series that the timeline's figures and charts share, each computed once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from qantar.chapters.network import blocks as counting
from qantar.chapters.network import event_study, pools
from qantar.chapters.network.blocks import Interval
from qantar.chapters.timeline.parameters import TimelineParameters


@dataclass(frozen=True)
class Workings:
    """The chapter's tables (by name) and parameters, and what follows from them."""

    tables: Mapping[str, pd.DataFrame]
    parameters: TimelineParameters

    @cached_property
    def times(self) -> pd.Series:
        """Header times of all blocks (UTC)."""
        return self.tables["blocks"]["time"]

    @cached_property
    def start(self) -> pd.Timestamp:
        """Start of the window before the cut."""
        return pd.Timestamp(self.parameters.baseline_start)

    @cached_property
    def cut(self) -> pd.Timestamp:
        """The time of the cut."""
        return pd.Timestamp(self.parameters.cut_time)

    @cached_property
    def retarget(self) -> pd.Timestamp:
        """The first change of difficulty after the cut; raises ParameterError if one comes
        before it.
        """
        return counting.epoch_of(self.tables["blocks"], self.start, self.cut)[1]

    @cached_property
    def end(self) -> pd.Timestamp:
        """End of the window after the cut; raises ParameterError where it crosses a change of
        difficulty.
        """
        end = self.cut + pd.Timedelta(hours=self.parameters.after_hours)
        counting.epoch_of(self.tables["blocks"], self.start, end)
        return end

    @cached_property
    def before(self) -> int:
        """Blocks in the window before the cut."""
        return counting.count(self.times, self.start, self.cut)

    @cached_property
    def mean_per_hour(self) -> float:
        """Blocks an hour in the window before the cut."""
        return self.before / counting.hours(self.start, self.cut)

    @cached_property
    def ratio(self) -> Interval:
        """Rate ratio of the chosen windows."""
        return counting.compare(self.times, self.start, self.cut, self.end)

    @cached_property
    def named_ratio(self) -> Interval:
        """Rate ratio of the blocks of the pools that the press named."""
        blocks = self.tables["blocks"]
        return counting.compare(
            blocks.loc[blocks["pool"].isin(pools.NAMED), "time"], self.start, self.cut, self.end
        )

    @cached_property
    def cuts(self) -> pd.DataFrame:
        """Rate ratio for each time given for the cut, and from the chosen one to the retarget.

        Columns: cut (UTC), hours, before, after (blocks), ratio, low, high, to_retarget.
        """
        span = pd.Timedelta(hours=self.parameters.after_hours)
        times = sorted({self.cut, *map(pd.Timestamp, self.parameters.other_cut_times)})
        windows = [(cut, cut + span, False) for cut in times] + [(self.cut, self.retarget, True)]
        rows = []
        for cut, end, to_retarget in windows:
            counting.epoch_of(self.tables["blocks"], self.start, end)
            interval = counting.compare(self.times, self.start, cut, end)
            before, after = (
                counting.count(self.times, self.start, cut),
                counting.count(self.times, cut, end),
            )
            bounds = (interval.value, interval.low, interval.high)
            rows.append((cut, counting.hours(cut, end), before, after, *bounds, to_retarget))
        columns = ["cut", "hours", "before", "after", "ratio", "low", "high", "to_retarget"]
        return pd.DataFrame(rows, columns=columns)

    @cached_property
    def earlier(self) -> pd.DataFrame:
        """Rate ratios of all earlier windows of the same lengths."""
        hours = counting.hours(self.start, self.cut)
        return counting.earlier_windows(
            self.tables["blocks"], self.cut, hours, self.parameters.after_hours
        )

    @cached_property
    def prices(self) -> pd.Series:
        """End-of-day price [USD] by day."""
        return self.tables["network_daily"].set_index("date")["price_usd"]

    @cached_property
    def day(self) -> pd.Timestamp:
        """The event day of the price study."""
        return pd.Timestamp(self.parameters.event_day)

    @cached_property
    def study(self) -> event_study.Study:
        """How the price study is set up."""
        p = self.parameters
        return event_study.Study((p.car_window[0], p.car_window[1]), p.estimation_days, p.gap_days)

    @cached_property
    def car(self) -> float:
        """The observed cumulated abnormal return."""
        return event_study.car(event_study.log_returns(self.prices), self.day, self.study)

    @cached_property
    def placebos(self) -> pd.DataFrame:
        """The placebo days' cumulated abnormal returns."""
        return event_study.placebos(event_study.log_returns(self.prices), self.day, self.study)
