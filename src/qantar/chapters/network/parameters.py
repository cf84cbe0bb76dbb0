"""Parameters of the network chapter."""

from datetime import datetime, timedelta
from typing import Self

from pydantic import model_validator

from qantar.report.parameters import ChapterParameters, Day, Time, parameter

# The span of the table of blocks.
FIRST_BLOCK, LAST_BLOCK = "2021-09-01T00:18", "2022-04-30T23:55"
# Hours before and after the cut that are shown one by one.
HOURS_SHOWN = (24, 30)


class NetworkParameters(ChapterParameters):
    """What a rerun of the network chapter may change."""

    cut_time: Time = parameter(
        "2022-01-05T10:30",
        "when the internet was cut",
        unit="UTC",
        source="Cloudflare (tables events, outages)",
    )
    other_cut_times: list[Time] = parameter(
        ["2022-01-05T10:45", "2022-01-05T11:00", "2022-01-05T12:00"],
        "other times given for the cut",
        unit="UTC",
        source="routing data (10:45), NetBlocks (11:00), later reports (12:00)",
        max_length=6,
    )
    baseline_start: Time = parameter(
        "2021-12-26T00:00",
        "start of the window before the cut",
        unit="UTC",
        source="first full day at the difficulty of 25 December 2021",
    )
    after_hours: int = parameter(
        24,
        "length of the window after the cut",
        unit="hours",
        source="assumption: one day",
        ge=6,
        le=336,
    )
    fall: float = parameter(
        0.14,
        "fall of the hash rate that is asked about",
        unit="share",
        source="Reuters, 6 January 2022, citing BTC.com (table events, e082)",
        ge=0.01,
        le=0.5,
    )
    pools: list[str] = parameter(
        ["AntPool", "F2Pool"],
        "pools whose fall was reported",
        unit="names in table blocks",
        source="Reuters, 6 January 2022 (table events, e082)",
        min_length=1,
        max_length=6,
    )
    reported_times: list[Time] = parameter(
        ["2022-01-05T00:00", "2022-01-06T12:15"],
        "ends of the two windows that the report compares",
        unit="UTC",
        source="Reuters: late on Tuesday 4 January, and Thursday at 12:15 GMT",
        min_length=2,
        max_length=2,
    )
    reported_hours: int = parameter(
        24,
        "length of each of these windows",
        unit="hours",
        source="assumption: a day, as after the cut; the report does not state it",
        ge=2,
        le=168,
    )
    test_size: float = parameter(
        0.05,
        "chance of a false alarm in the test, two-sided",
        unit="share",
        source="assumption: the usual threshold",
        ge=0.001,
        le=0.1,
    )
    power: float = parameter(
        0.8,
        "chance to see the fall that is asked for",
        unit="share",
        source="assumption: the usual level",
        ge=0.5,
        le=0.99,
    )
    event_day: Day = parameter(
        "2022-01-05", "event day of the price study", unit="UTC day", source="day of the cut"
    )
    car_window: list[int] = parameter(
        [0, 1],
        "first and last day of the cumulated return, from the event day",
        unit="days",
        source="assumption: the day and the next",
        min_length=2,
        max_length=2,
    )
    estimation_days: int = parameter(
        250, "length of the estimation window", unit="days", source="assumption", ge=30, le=750
    )
    gap_days: int = parameter(
        10,
        "days between estimation window and event day",
        unit="days",
        source="assumption",
        ge=1,
        le=60,
    )

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
