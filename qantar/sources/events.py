"""The collected events and internet outages: dates made explicit, sources labelled by kind."""

import re

import pandas as pd

from qantar.errors import RefreshError
from qantar.sources.base import Inputs, table
from qantar.sources.event_amendments import (
    ADDED,
    BETTER_SOURCES,
    CORRECTIONS,
    LABELS,
    OUTAGE_SOURCES,
    READINGS,
)
from qantar.sources.source_kinds import KIND_BY_HOST, KIND_BY_PUBLISHER

EVENT_COLUMNS = (
    "event_id",
    "start_date",
    "start_time_utc",
    "end_date",
    "precision",
    "category",
    "place",
    "title",
    "detail",
    "actors",
    "source_title",
    "source_publisher",
    "source_url",
    "confidence",
)
OUTAGE_COLUMNS = (
    "start_utc",
    "end_utc",
    "scope",
    "source_title",
    "source_url",
    "confidence",
    "state",
    "note",
)
_TEXT = {"dtype": str, "keep_default_na": False, "na_values": [""]}


def tidy_url(url: str | None) -> str | None:
    """The address without the root dot of its host and without the marks that count readers (``utm_…``)."""
    if pd.isna(url):
        return None
    url = re.sub(r"^(https?://[^/?]+?)\.(?=[/?])", r"\1", url)
    address, _, query = url.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith("utm_")]
    return address + ("?" + "&".join(kept) if kept else "")


def _amended(frame: pd.DataFrame) -> pd.DataFrame:
    frame = pd.concat([frame, pd.DataFrame(ADDED)], ignore_index=True).set_index("event_id")
    for event, (title, publisher, url) in BETTER_SOURCES.items():
        names = ["source_title", "source_publisher", "source_url", "confidence"]
        frame.loc[event, names] = [title, publisher, url, "seen"]
    for event, fields in CORRECTIONS.items():
        frame.loc[event, list(fields)] = list(fields.values())
    reading = {event: reading for reading, events in READINGS.items() for event in events}
    unknown = sorted({*BETTER_SOURCES, *CORRECTIONS, *LABELS, *reading} - set(frame.index))
    if unknown:
        raise RefreshError(f"event_amendments.py names {unknown[0]}, which events.csv does not hold")
    return frame.assign(reading_of=frame.index.map(reading), label=frame.index.map(LABELS)).reset_index()


def _kind(row: pd.Series) -> str:
    if pd.isna(row["source_url"]):
        return "none"
    if row["source_publisher"] not in KIND_BY_PUBLISHER:
        raise RefreshError(
            f"source_kinds.py: no kind for publisher {row['source_publisher']!r} of event {row['event_id']}"
        )
    return KIND_BY_PUBLISHER[row["source_publisher"]]


@table("events", inputs=("claims/events.csv",))
def events(inputs: Inputs) -> pd.DataFrame:
    """One row an event by date; see the data package. Raises RefreshError for a publisher without a kind."""
    raw = inputs.csv("claims/events.csv", EVENT_COLUMNS, **_TEXT)
    frame = _amended(raw[list(EVENT_COLUMNS)])
    frame["source_url"] = frame["source_url"].map(tidy_url)
    frame["source_kind"] = frame.apply(_kind, axis="columns")
    key = ["start_date", "start_time_utc", "event_id"]
    return frame.sort_values(key, na_position="first", ignore_index=True)


def _moment(text: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Times as UTC, and ``minute`` or ``day`` for how exact each is."""
    exact = text.str.contains("T", na=False)
    moment = pd.to_datetime(text.str.removesuffix("Z"), format="ISO8601")
    return moment, exact.map({True: "minute", False: "day"}).where(text.notna())


@table("outages", inputs=("claims/outages.csv",))
def outages(inputs: Inputs) -> pd.DataFrame:
    """One row an interval of disrupted access as one source reports it; see the data package."""
    frame = inputs.csv("claims/outages.csv", OUTAGE_COLUMNS, **_TEXT)[list(OUTAGE_COLUMNS)]
    for scope, (title, url) in OUTAGE_SOURCES.items():
        frame.loc[frame["scope"] == scope, ["source_title", "source_url"]] = [title, url]
    frame["start"], frame["start_precision"] = _moment(frame.pop("start_utc"))
    frame["end"], frame["end_precision"] = _moment(frame.pop("end_utc"))
    frame["source_url"] = frame["source_url"].map(tidy_url)
    hosts = frame["source_url"].str.extract(r"^https?://(?:www\.)?([^/]+)")[0]
    if not set(hosts) <= set(KIND_BY_HOST):
        raise RefreshError(f"source_kinds.py: no kind for {sorted(set(hosts) - set(KIND_BY_HOST))[0]!r}")
    frame["source_kind"] = hosts.map(KIND_BY_HOST)
    return frame.sort_values(["start", "scope", "state"], ignore_index=True)
