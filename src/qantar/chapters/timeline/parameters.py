"""Parameters of the timeline chapter."""

from datetime import date, timedelta
from typing import ClassVar, Self

from pydantic import model_validator

from qantar.report.parameters import ChapterParameters, Country, Day, parameter


class TimelineParameters(ChapterParameters):
    """What a rerun of the timeline chapter may change."""

    renamed: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            (
                *("cut_time", "other_cut_times", "baseline_start", "after_hours", "event_day"),
                *("car_window", "estimation_days", "gap_days"),
            ),
            "is now a parameter of the chapter network",
        ),
        "falls": "is now fall, of the chapter network",
        "detail_dates": "is gone: the days shown by the hour are focus_dates",
    }
    focus_dates: list[Day] = parameter(
        ["2022-01-02", "2022-01-12"],
        "first day and end of the days shown by the hour",
        unit="UTC day",
        source="first road block; foreign troops told to leave",
        min_length=2,
        max_length=2,
    )
    before_years: list[int] = parameter(
        [1989, 2021],
        "first and last year of the turning points before January 2022",
        unit="year",
        source="Nazarbayev heads the republic; the year before",
        min_length=2,
        max_length=2,
    )
    country: Country = parameter(
        "KAZ", "country of the chart of democracy", unit="ISO 3166-1 alpha-3", source="edition"
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
        [2018, 2024],
        "years whose index of democracy is compared",
        unit="year",
        source="the year before the handover; the last year of the index",
        min_length=2,
        max_length=2,
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for name in ("focus_dates", "before_years", "compared_years"):
            first, last = getattr(self, name)
            if first >= last:
                raise ValueError(f"{name}: {first} must come before {last}")
        return self

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        first, last = map(date.fromisoformat, self.focus_dates)
        if last - first > timedelta(14):
            raise ValueError("focus_dates: at most 14 days apart, or their labels do not fit")
        if self.country in self.peers:
            raise ValueError(f"peers: {self.country} is the chapter's own country")
        return self
