"""Parameters of the timeline chapter."""

from datetime import date, timedelta
from typing import Self

from pydantic import model_validator

from qantar.report.parameters import ChapterParameters, Country, Day


class TimelineParameters(ChapterParameters):
    """What a rerun of the timeline chapter may change."""

    focus_dates: list[Day] = ["2022-01-02", "2022-01-12"]
    before_years: list[int] = [1989, 2021]
    country: Country = "KAZ"
    peers: list[Country] = ["KGZ", "UZB", "TJK", "TKM", "RUS", "AZE"]
    handover_year: int = 2019
    compared_years: list[int] = [2018, 2024]

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
