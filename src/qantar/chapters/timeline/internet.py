"""Who was online when: the reports of disrupted access put together for one city."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from qantar.common.text import N_

ONLINE, LIMITED, OFFLINE = N_("online"), N_("limited"), N_("offline")
# Where reports overlap the one later in this list holds: a return of access is stated inside a
# blackout.
_RANKS = {LIMITED: 1, OFFLINE: 2, "back online": 3}
_STATES = {"blackout": OFFLINE, "restored": "back online"}
# Bounds of all disruptions together and an account that measurements contradict, one network of
# several.
_LEFT_OUT = ("nationwide (envelope)", "nationwide (official", "Kcell")
_DAY = pd.Timedelta(days=1)


def by_city(outages: pd.DataFrame, cities: Sequence[str], first: str, end: str) -> pd.DataFrame:
    """Internet access by city without gaps from `first` to `end` (ISO days, UTC).

    Columns: city, state (online, limited, offline), start, end (UTC). A day on which access ended
    or came back at an hour that nobody stated counts as limited.
    """
    span = pd.Timestamp(first), pd.Timestamp(end)
    return pd.concat(
        [_states(_reports(outages, city), city, *span) for city in cities], ignore_index=True
    )


def offline_span(outages: pd.DataFrame, city: str) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """First and last moment (UTC) of the city's blackout by name; None without one."""
    own = outages[(outages["scope"] == city) & (outages["state"] == "blackout")]
    return None if own.empty else (own["start"].min(), own["end"].max())


def whole_blackout_in(outages: pd.DataFrame, city: str, first: str, end: str) -> bool:
    """Whether the city has a blackout and all of it lies between two ISO days."""
    span = offline_span(outages, city)
    return span is not None and pd.Timestamp(first) <= span[0] and span[1] <= pd.Timestamp(end)


def hours_back_online(outages: pd.DataFrame, city: str) -> float:
    """Hours within the city's blackout in which access is reported to have come back."""
    span = offline_span(outages, city)
    if span is None:
        return 0.0
    states = _states(_reports(outages, city), city, *span)
    online = states[states["state"] == ONLINE]
    return float((online["end"] - online["start"]).sum() / pd.Timedelta(hours=1))


def _reports(outages: pd.DataFrame, city: str) -> pd.DataFrame:
    """The reports that hold for a city as spans: state, start, end."""
    scope = outages["scope"]
    here = scope.str.startswith(("nationwide", city)) & ~scope.str.startswith(_LEFT_OUT)
    rows = []
    for report in outages[here].itertuples():
        state = _STATES.get(report.state, LIMITED)
        start, end = report.start, report.end
        if report.start_precision == "day":
            rows.append((LIMITED, start, start + _DAY))
            start += _DAY
        if pd.isna(end):
            continue
        if report.end_precision == "day":
            rows.append((LIMITED, end, end + _DAY))
        if start < end:
            rows.append((state, start, end))
    return pd.DataFrame(rows, columns=["state", "start", "end"])


def _states(
    reports: pd.DataFrame, city: str, first: pd.Timestamp, end: pd.Timestamp
) -> pd.DataFrame:
    bounds = {first, end, *reports["start"], *reports["end"]}
    edges = sorted(bound for bound in bounds if first <= bound <= end)
    rows: list[list[Any]] = []
    for start, until in pairwise(edges):
        holding = reports.loc[(reports["start"] <= start) & (reports["end"] >= until), "state"]
        state = max(holding, key=_RANKS.__getitem__, default=ONLINE)
        state = ONLINE if state == "back online" else state
        if rows and rows[-1][1] == state:
            rows[-1][3] = until
        else:
            rows.append([city, state, start, until])
    return pd.DataFrame(rows, columns=["city", "state", "start", "end"])
