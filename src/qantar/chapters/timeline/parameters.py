"""Parameters of the timeline chapter."""

from datetime import date, datetime, timedelta
from typing import Self

from pydantic import model_validator

from qantar.report.parameters import ChapterParameters, Country, Day, Time, parameter

# The span of the table of blocks.
FIRST_BLOCK, LAST_BLOCK = "2021-09-01T00:18", "2022-04-30T23:55"


class TimelineParameters(ChapterParameters):
    """What a rerun of the timeline chapter may change."""

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
        ge=1,
        le=336,
    )
    falls: list[float] = parameter(
        [0.0, 0.10, 0.14],
        "falls of the hash rate that intervals are read against; detection is worked out for the "
        "largest",
        unit="share",
        source="no change; press of 6 January 2022: double-digit, and about 14 % (Reuters citing "
        "BTC.com)",
        min_length=2,
        max_length=5,
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
    country: Country = parameter(
        "KAZ", "country of the governance charts", unit="ISO 3166-1 alpha-3", source="edition"
    )
    peers: list[Country] = parameter(
        ["KGZ", "UZB", "TJK", "TKM", "RUS", "AZE"],
        "countries beside it",
        unit="ISO 3166-1 alpha-3",
        source="assumption: Central Asia, Russia, and another oil state of the former Soviet Union",
        min_length=1,
        max_length=7,
    )
    handover_year: int = parameter(
        2019,
        "year of the handover of power",
        unit="year",
        source="table events, March 2019",
        ge=1992,
        le=2023,
    )
    compared_years: list[int] = parameter(
        [2018, 2023],
        "years compared, before and after the handover",
        unit="year",
        source="the year before it; the last year that all indices cover",
        min_length=2,
        max_length=2,
    )
    detail_dates: list[Day] = parameter(
        ["2021-05-01", "2022-07-01"],
        "first day and end of the timeline's detail",
        unit="day",
        source="assumption: from China's ban to the end of the unrest's first half-year",
        min_length=2,
        max_length=2,
    )
    focus_dates: list[Day] = parameter(
        ["2022-01-02", "2022-01-12"],
        "first day and end of the hours shown",
        unit="UTC day",
        source="first protest; internet restored",
        min_length=2,
        max_length=2,
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.baseline_start >= self.cut_time:
            raise ValueError(
                f"baseline_start = {self.baseline_start} must come before cut_time = "
                f"{self.cut_time}"
            )
        for name in ("compared_years", "detail_dates", "focus_dates"):
            first, last = getattr(self, name)
            if first >= last:
                raise ValueError(f"{name}: {first} must come before {last}")
        first, last = self.car_window
        if not -self.gap_days <= first <= last <= 30:
            raise ValueError(
                f"car_window: need {-self.gap_days} <= first <= last <= 30, found {first}, {last}"
            )
        return self

    @model_validator(mode="after")
    def _within_blocks(self) -> Self:
        last = datetime.fromisoformat(self.cut_time) + timedelta(hours=self.after_hours)
        if self.baseline_start < FIRST_BLOCK or last > datetime.fromisoformat(LAST_BLOCK):
            raise ValueError(
                f"blocks are held from {FIRST_BLOCK} to {LAST_BLOCK}; keep both windows inside"
            )
        for time in self.other_cut_times:
            if time <= self.baseline_start:
                raise ValueError(
                    f"other_cut_times: {time} must come after baseline_start = "
                    f"{self.baseline_start}"
                )
        return self

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if not all(0 <= fall <= 0.9 for fall in self.falls) or not max(self.falls) >= 0.01:
            raise ValueError("falls must be shares from 0 to 0.9, the largest at least 0.01")
        if date.fromisoformat(self.focus_dates[1]) - date.fromisoformat(
            self.focus_dates[0]
        ) > timedelta(31):
            raise ValueError("focus_dates: at most 31 days apart, or the hours cannot be seen")
        if self.country in self.peers:
            raise ValueError(f"peers: {self.country} is the chapter's own country")
        return self
