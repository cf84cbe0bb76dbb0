"""Parameters of the network chapter."""

from datetime import datetime, timedelta
from typing import Self

from pydantic import model_validator

from qantar.report.parameters import ChapterParameters, Day, Time

# The span of the table of blocks.
FIRST_BLOCK, LAST_BLOCK = "2021-09-01T00:18", "2022-04-30T23:55"
# Hours before and after the cut that are shown one by one.
HOURS_SHOWN = (24, 30)


class NetworkParameters(ChapterParameters):
    """What a rerun of the network chapter may change."""

    cut_time: Time = "2022-01-05T10:30"
    other_cut_times: list[Time] = ["2022-01-05T10:45", "2022-01-05T11:00", "2022-01-05T12:00"]
    baseline_start: Time = "2021-12-26T00:00"
    after_hours: int = 24
    fall: float = 0.14
    pools: list[str] = ["AntPool", "F2Pool"]
    reported_times: list[Time] = ["2022-01-05T00:00", "2022-01-06T12:15"]
    reported_hours: int = 24
    test_size: float = 0.05
    power: float = 0.8
    event_day: Day = "2022-01-05"
    car_window: list[int] = [0, 1]
    estimation_days: int = 250
    gap_days: int = 10

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        start = datetime.fromisoformat(self.baseline_start)
        for time in (self.cut_time, *self.other_cut_times):
            if datetime.fromisoformat(time) - start < timedelta(days=1):
                raise ValueError(
                    f"cut_time and other_cut_times: {time} must come at least a day after "
                    f"baseline_start = {self.baseline_start}"
                )
        if self.reported_times[0] >= self.reported_times[1]:
            raise ValueError(f"reported_times: {self.reported_times[0]} must come first")
        first, last = self.car_window
        if not -self.gap_days <= first <= last <= 30:
            raise ValueError(
                f"car_window: need {-self.gap_days} <= first <= last <= 30, found {first}, {last}"
            )
        return self

    @model_validator(mode="after")
    def _within_blocks(self) -> Self:
        cut = datetime.fromisoformat(self.cut_time)
        before, after = HOURS_SHOWN
        earlier, reported = map(datetime.fromisoformat, self.reported_times)
        first = min(
            cut - timedelta(hours=before),
            datetime.fromisoformat(self.baseline_start),
            earlier - timedelta(hours=self.reported_hours),
        )
        last = max(cut + timedelta(hours=max(after, self.after_hours)), reported)
        if f"{first:%Y-%m-%dT%H:%M}" < FIRST_BLOCK or f"{last:%Y-%m-%dT%H:%M}" > LAST_BLOCK:
            raise ValueError(
                f"blocks are held from {FIRST_BLOCK} to {LAST_BLOCK}; these windows reach from "
                f"{first:%Y-%m-%dT%H:%M} to {last:%Y-%m-%dT%H:%M}"
            )
        return self
