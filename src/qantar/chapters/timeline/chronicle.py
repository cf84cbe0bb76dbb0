"""Events and outages as things to draw and to list: when each was, on which lane, and how sure
that is.
"""

import pandas as pd

from qantar.common.errors import ParameterError
from qantar.common.text import _

# Lanes of the long timeline, top to bottom.
CATEGORIES = {
    "politics": _("Politics"),
    "protest": _("Protest"),
    "security": _("Security"),
    "international": _("International"),
    "internet": _("Internet"),
    "economy": _("Economy"),
    "energy": _("Energy"),
    "mining": _("Mining"),
    "market": _("Market"),
}
# Panels of January 2022: which categories share one.
PANELS = {
    "protest": _("Protest"),
    "politics": _("State"),
    "international": _("State"),
    "economy": _("State"),
    "security": _("Security"),
    "internet": _("Internet"),
    "energy": _("Energy, mining"),
    "mining": _("Energy, mining"),
    "market": _("Market"),
}
PANEL_ORDER = tuple(dict.fromkeys(PANELS.values()))
STATES = {
    "blackout": _("no access"),
    "degraded": _("restricted"),
    "intermittent": _("restricted"),
    "filtered": _("restricted"),
    "partial": _("restricted"),
    "whitelist": _("restricted"),
    "scheduled": _("restricted"),
    "restored": _("access"),
}
NATIONWIDE = _("Nationwide")
# Lanes of the outages by the words with which a scope begins; the rest is elsewhere.
SCOPES = (
    ("nationwide (envelope)", _("Reported range")),
    ("nationwide (official", _("Official account")),
    ("nationwide, mobile", _("Mobile")),
    ("Kcell", _("Mobile")),
    ("nationwide, messengers", _("Messengers")),
    ("nationwide", NATIONWIDE),
    ("Almaty", _("Almaty")),
    ("Nur-Sultan", _("Nur-Sultan")),
)
ELSEWHERE = _("Elsewhere")
POINT_ROOM = pd.Timedelta(hours=6)
_LENGTH = {"minute": pd.Timedelta(0), "hour": pd.Timedelta(hours=1), "day": pd.Timedelta(days=1)}


def _end_of(text: str) -> pd.Timestamp:
    """The first moment after a year, month or day."""
    offset = {4: pd.DateOffset(years=1), 7: pd.DateOffset(months=1), 10: pd.DateOffset(days=1)}[
        len(text)
    ]
    return pd.Timestamp(text) + offset


def dated(events: pd.DataFrame) -> pd.DataFrame:
    """`events` with ``start`` and ``end`` (UTC, end exclusive): the time stated, or all of the day
    or month.

    Further columns: ``exact`` (a time of day is stated), ``middle`` (where a point is drawn),
    ``sure`` (False where at least the date is from memory), by start.
    """
    frame = events.copy()
    exact = frame["start_time_utc"].notna()
    text = frame["start_date"].where(
        ~exact, frame["start_date"] + "T" + frame["start_time_utc"].fillna("")
    )
    frame["start"] = pd.to_datetime(text, format="ISO8601")
    length = frame["precision"].map(_LENGTH)
    frame["end"] = frame["start"] + length
    whole = ~exact
    frame.loc[whole, "end"] = frame.loc[whole, "start_date"].map(_end_of)
    frame["exact"] = exact
    frame["middle"] = frame["start"] + (frame["end"] - frame["start"]) / 2
    frame["sure"] = frame["confidence"] == "seen"
    return frame.sort_values(["start", "event_id"], ignore_index=True)


def overview(events: pd.DataFrame) -> pd.DataFrame:
    """All events for the long timeline.

    Columns: event_id, lane, time (middle of the stated date), when, title, detail, place,
    publisher, kind (of the source), url, sure, label.
    """
    frame = dated(events)
    return pd.DataFrame(
        {
            "event_id": frame["event_id"],
            "lane": frame["category"].map(CATEGORIES),
            "time": frame["middle"].dt.floor("min"),
            "when": when(frame),
            "title": frame["title"],
            "detail": frame["detail"],
            "place": frame["place"],
            "publisher": frame["source_publisher"],
            "kind": frame["source_kind"].map(KINDS),
            "url": frame["source_url"],
            "sure": frame["sure"],
            "label": frame["label"],
        }
    )


KINDS = {
    "primary": _("primary"),
    "news": _("news"),
    "analysis": _("analysis"),
    "republication": _("re-publication"),
    "mirror": _("encyclopaedia"),
    "none": _("none"),
}


def when(frame: pd.DataFrame) -> pd.Series:
    """The date of each event as exactly as it is known, with the time (UTC) where one is stated."""
    time = frame["start_time_utc"].fillna("")
    return frame["start_date"] + time.where(time == "", " " + time + " UTC")


def between(events: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """The events of day precision or better that begin in [start, end), with panel and slot.

    Columns: event_id, panel, start, end (drawn span, UTC), exact, when, title, detail, publisher,
    url, sure, slot (0, 1, …: row within the panel, so that nothing overlaps).
    """
    frame = dated(events)
    fine = frame["precision"].isin(_LENGTH)
    frame = frame[fine & (frame["start"] >= start) & (frame["start"] < end)].copy()
    frame["panel"] = frame["category"].map(PANELS)
    frame["when"] = when(frame)
    frame["publisher"], frame["url"] = frame["source_publisher"], frame["source_url"]
    frame["slot"] = _slots(frame)
    columns = [
        "event_id",
        "panel",
        "start",
        "end",
        "exact",
        "when",
        "title",
        "detail",
        "publisher",
        "url",
    ]
    return frame[[*columns, "sure", "slot"]].reset_index(drop=True)


def _slots(frame: pd.DataFrame) -> pd.Series:
    """The first free row of each event within its panel; a point needs some room to itself."""
    slots = {}
    for _panel, members in frame.groupby("panel", sort=False):
        free: list[pd.Timestamp] = []
        for index, row in members.sort_values(["start", "event_id"]).iterrows():
            slot = next(
                (place for place, until in enumerate(free) if until <= row["start"]), len(free)
            )
            until = max(row["end"], row["start"] + POINT_ROOM)
            free[slot : slot + 1] = [until]
            slots[index] = slot
    return pd.Series(slots, dtype="int64")


def bands(outages: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """The outage intervals that meet [start, end), clipped to it, one row a piece.

    A bound known by its day only gives a piece of that day with ``certain`` False beside the
    certain rest; a start without an end is a ``report``: a moment (or its day), not a span.
    Columns: lane, scope, state (in words), start, end (UTC), certain, report, derived, publisher
    (title of the source), url, note.
    """
    rows = []
    for outage in outages.itertuples():
        if outage.state not in STATES:
            continue
        common = {
            "lane": _lane(outage.scope),
            "scope": outage.scope,
            "state": STATES[outage.state],
            "report": pd.isna(outage.end) and outage.start_precision == "minute",
            "derived": outage.confidence == "derived",
            "publisher": outage.source_title,
            "url": outage.source_url,
            "note": outage.note,
        }
        rows += [{**common, **piece} for piece in _pieces(outage)]
    frame = pd.DataFrame(rows)
    frame = frame[(frame["start"] < end) & (frame["end"] >= start)]
    clipped = frame.assign(start=frame["start"].clip(lower=start), end=frame["end"].clip(upper=end))
    return clipped.sort_values(["start", "lane"], ignore_index=True)


def _lane(scope: str) -> str:
    return next((lane for words, lane in SCOPES if scope.startswith(words)), ELSEWHERE)


def _pieces(outage: tuple) -> list[dict[str, object]]:
    day = pd.Timedelta(days=1)
    if pd.isna(outage.end):
        exact = outage.start_precision == "minute"
        return [
            {
                "start": outage.start,
                "end": outage.start + (pd.Timedelta(0) if exact else day),
                "certain": exact,
            }
        ]
    first = outage.start + (day if outage.start_precision == "day" else pd.Timedelta(0))
    pieces = [(outage.start, first, False), (first, outage.end, True)]
    if outage.end_precision == "day":
        pieces.append((max(outage.end, first), outage.end + day, False))
    return [
        {"start": start, "end": end, "certain": certain}
        for start, end, certain in pieces
        if start < end
    ]


def readings(events: pd.DataFrame, of: str) -> pd.DataFrame:
    """Rival accounts of one thing, in order of time: when, account (title and detail), publisher,
    url, sure.

    Raises ParameterError where no events are joined under that name.
    """
    frame = dated(events[events["reading_of"] == of])
    if frame.empty:
        known = ", ".join(sorted(set(events["reading_of"].dropna())))
        raise ParameterError(
            _("timeline: no accounts of {of}; there are {known}").format(of=of, known=known)
        )
    account = frame["title"] + ". " + frame["detail"]
    return pd.DataFrame(
        {
            "when": when(frame),
            "account": account,
            "publisher": frame["source_publisher"],
            "url": frame["source_url"],
            "sure": frame["sure"],
        }
    )
