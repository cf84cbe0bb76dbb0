"""Events and outages: dates as exact as they are known, doubts kept, nothing drawn over anything
else.
"""

import pandas as pd
import pytest

from qantar.chapters.timeline import chronicle
from qantar.common.errors import ParameterError

EVENT = {
    "event_id": "e001",
    "start_date": "2022-01-05",
    "start_time_utc": None,
    "end_date": None,
    "precision": "day",
    "category": "politics",
    "place": "Almaty",
    "title": "A",
    "detail": "B.",
    "actors": "C",
    "source_title": "D",
    "source_publisher": "E",
    "source_url": "https://example.org",
    "confidence": "seen",
    "reading_of": None,
    "source_kind": "news",
    "label": None,
}


def events(*changes: dict[str, object]) -> pd.DataFrame:
    rows = [
        {**EVENT, "event_id": f"e{number:03d}", **change} for number, change in enumerate(changes)
    ]
    return pd.DataFrame(rows).astype("str").where(pd.DataFrame(rows).notna())


@pytest.mark.parametrize(
    ("date", "precision", "start", "end"),
    [
        ("2017", "year", "2017-01-01", "2018-01-01"),
        ("2021-12", "month", "2021-12-01", "2022-01-01"),
        ("2022-01-05", "day", "2022-01-05", "2022-01-06"),
    ],
)
def test_a_date_spans_all_of_what_it_may_mean(date, precision, start, end):
    row = chronicle.dated(events({"start_date": date, "precision": precision})).iloc[0]
    assert (row["start"], row["end"]) == (pd.Timestamp(start), pd.Timestamp(end))
    assert not row["exact"]


def test_a_stated_time_is_kept_to_the_minute_and_shown_as_utc():
    frame = events({"start_time_utc": "10:30", "precision": "minute"})
    row = chronicle.dated(frame).iloc[0]
    assert row["start"] == row["end"] == pd.Timestamp("2022-01-05T10:30")
    assert chronicle.when(frame).iloc[0] == "2022-01-05 10:30 UTC"


def test_what_is_from_memory_is_marked():
    frame = chronicle.overview(events({"confidence": "recall"}, {}))
    assert sorted(frame["sure"]) == [False, True]


def test_only_dated_days_inside_the_span_are_drawn_by_the_hour():
    frame = events(
        {}, {"start_date": "2022-01", "precision": "month"}, {"start_date": "2022-01-12"}
    )
    shown = chronicle.between(frame, pd.Timestamp("2022-01-02"), pd.Timestamp("2022-01-12"))
    assert shown["event_id"].tolist() == ["e000"]


def test_events_of_one_panel_never_share_a_row_at_the_same_time():
    times = [
        {"start_time_utc": f"{hour:02d}:00", "precision": "minute"} for hour in range(0, 24, 2)
    ]
    frame = events({}, {}, *times, {"category": "market"})
    shown = chronicle.between(frame, pd.Timestamp("2022-01-05"), pd.Timestamp("2022-01-06"))
    for (_panel, _slot), members in shown.groupby(["panel", "slot"]):
        ordered = members.sort_values("start")
        ends = ordered[["end"]].assign(
            end=ordered["end"].clip(lower=ordered["start"] + chronicle.POINT_ROOM)
        )
        assert (ordered["start"].iloc[1:].to_numpy() >= ends["end"].iloc[:-1].to_numpy()).all()


def outage(**change: object) -> pd.DataFrame:
    row = {
        "start": "2022-01-05T10:30",
        "start_precision": "minute",
        "end": "2022-01-07",
        "end_precision": "day",
        "scope": "Almaty",
        "state": "blackout",
        "confidence": "seen",
        "note": "n",
        "source_title": "s",
        "source_url": "https://example.org",
        "source_kind": "news",
    }
    frame = pd.DataFrame([{**row, **change}])
    return frame.assign(start=pd.to_datetime(frame["start"]), end=pd.to_datetime(frame["end"]))


SPAN = (pd.Timestamp("2022-01-02"), pd.Timestamp("2022-01-12"))


def test_an_end_known_by_its_day_leaves_that_day_uncertain():
    pieces = chronicle.bands(outage(), *SPAN)
    assert pieces[["start", "end", "certain"]].values.tolist() == [
        [pd.Timestamp("2022-01-05T10:30"), pd.Timestamp("2022-01-07"), True],
        [pd.Timestamp("2022-01-07"), pd.Timestamp("2022-01-08"), False],
    ]


def test_bounds_on_one_and_the_same_day_make_one_uncertain_day():
    pieces = chronicle.bands(outage(start="2022-01-07", start_precision="day"), *SPAN)
    assert pieces[["start", "certain"]].values.tolist() == [[pd.Timestamp("2022-01-07"), False]]


def test_a_report_of_a_start_is_a_moment_and_bands_are_clipped():
    assert chronicle.bands(outage(end=None), *SPAN)["report"].tolist() == [True]
    clipped = chronicle.bands(outage(end="2022-02-01", end_precision="minute"), *SPAN)
    assert clipped["end"].tolist() == [SPAN[1]]


def test_a_power_failure_is_not_drawn_as_a_shutdown():
    both = pd.concat([outage(), outage(state="power failure")])
    assert len(chronicle.bands(both, *SPAN)) == len(chronicle.bands(outage(), *SPAN))


def test_an_unknown_group_of_accounts_is_named_with_those_that_exist():
    with pytest.raises(ParameterError, match="there are council"):
        chronicle.readings(events({"reading_of": "council"}), "deaths")
