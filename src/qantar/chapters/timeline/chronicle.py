"""Events as things to tell and to draw: when each was, and how exactly that is known."""

import re
from datetime import datetime

import pandas as pd

from qantar.chapters.shared.citations import Citation
from qantar.common.dates import dated
from qantar.common.text import _
from qantar.report import day

# The turn of 5 January: the blackout, the residence on fire, the Security Council, the airport.
TURN = ("e068", "e069", "e080", "e081")
ALMATY_AHEAD = pd.Timedelta(hours=6)  # local time of Almaty and the capital in January 2022
SOURCE = {"source_publisher": "publisher", "source_url": "url"}
_LENGTHS = {"minute": pd.Timedelta(0), "hour": pd.Timedelta(hours=1)}
_PARTS = {4: pd.DateOffset(years=1), 7: pd.DateOffset(months=1), 10: pd.DateOffset(days=1)}


def with_moments(events: pd.DataFrame) -> pd.DataFrame:
    """`events` with ``start``, ``end`` (UTC, exclusive) and ``exact`` (an hour is stated).

    Without an hour an event spans all of the year, month or day that its source gives.
    """
    frame = events.copy()
    frame["exact"] = frame["start_time_utc"].notna()
    time = "T" + frame["start_time_utc"].fillna("")
    text = frame["start_date"] + time.where(frame["exact"], "")
    frame["start"] = pd.to_datetime(text, format="ISO8601")
    stated = frame["start"] + frame["precision"].map(_LENGTHS)
    whole = [
        pd.Timestamp(text) + _PARTS[len(text)] if len(text) in _PARTS else pd.NaT
        for text in frame["start_date"]
    ]
    frame["end"] = stated.where(frame["exact"], pd.Series(whole, index=frame.index))
    return frame.sort_values(["start", "event_id"], ignore_index=True)


def cited(events: pd.DataFrame) -> dict[str, Citation]:
    """Every event by its id, for sentences, linked to its source: ``{fire}`` gives its hour ("16:37
    (10:37 UTC)") or else its day, ``{fire:words}`` the words given.
    """
    hours = events["start_time_utc"].map(_both_hours, na_action="ignore")
    days = events["start_date"].map(in_prose)
    words = hours.where(events["start_time_utc"].notna(), days)
    made = map(Citation, words, events["source_url"])
    return dict(zip(events["event_id"], made, strict=True))


def _both_hours(utc: str) -> str:
    """An hour in Almaty with that of UTC, on one line."""
    almaty = pd.Timestamp(f"2022-01-05T{utc}") + ALMATY_AHEAD
    return _("{hour}\u00a0({utc}\u00a0UTC)").format(hour=almaty.strftime("%H:%M"), utc=utc)


def in_prose(text: str) -> str:
    """``2022-01-05`` as "5 January", without the year that the chapter tells of; else as `day`."""
    if not re.fullmatch(r"2022-\d{2}-\d{2}", text):
        return day(text).removesuffix("\u00a02022")
    return dated(datetime.fromisoformat(text), _("%-d %B")).replace(" ", "\u00a0")


def turning_points(events: pd.DataFrame, first_year: int, last_year: int) -> pd.DataFrame:
    """The labelled events of the years from first to last.

    Columns: event_id, start (UTC), when (in words), label, title, detail, publisher, url.
    """
    named = with_moments(events.dropna(subset=["label"]))
    named = named[named["start"].dt.year.between(first_year, last_year)].reset_index(drop=True)
    columns = ["event_id", "start", "when", "label", "title", "detail", "publisher", "url"]
    return named.rename(columns=SOURCE).assign(when=named["start_date"].map(day))[columns]


def strip(events: pd.DataFrame, day_strip: pd.DataFrame, first: str, end: str) -> pd.DataFrame:
    """The day strip's events that begin from day `first` to before `end` (ISO, UTC), by time.

    Columns: event_id, layer (street or state), subject, words, start (UTC), exact (the hour is
    stated), drawn (UTC: the hour stated, or the one that the table gives for drawing within the
    day), title, publisher, url.
    """
    joined = day_strip.merge(with_moments(events), on="event_id", how="left", validate="one_to_one")
    hour = pd.to_timedelta(joined["drawn_hour_utc"].fillna(12), unit="h")
    joined["drawn"] = joined["start"].where(joined["exact"], joined["start"] + hour)
    inside = joined["start"].between(pd.Timestamp(first), pd.Timestamp(end), inclusive="left")
    columns = ["event_id", "layer", "subject", "words", "start", "exact", "drawn", "title"]
    shown = joined.rename(columns=SOURCE).loc[inside, [*columns, *SOURCE.values()]]
    return shown.sort_values(["drawn", "event_id"], ignore_index=True)


def turn_hours(events: pd.DataFrame, first: str, end: str) -> float | None:
    """Hours from the first to the last event of `TURN`; None where one has no hour shown.

    `first` and `end`: first day and end of the days shown (ISO, UTC).
    """
    turn = with_moments(events[events["event_id"].isin(TURN)])
    inside = turn["start"].between(pd.Timestamp(first), pd.Timestamp(end), inclusive="left")
    if len(turn) < len(TURN) or not (inside & turn["exact"]).all():
        return None
    return (turn["start"].max() - turn["start"].min()) / pd.Timedelta(hours=1)
