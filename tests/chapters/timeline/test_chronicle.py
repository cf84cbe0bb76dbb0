"""Events: dates as exact as they are known, hours in UTC, the strip and the turning points."""

import pandas as pd
import pytest

from qantar.chapters.timeline import chronicle

EVENT = {
    "event_id": "e001", "start_date": "2022-01-05", "start_time_utc": None, "precision": "day",
    "title": "A", "detail": "B.", "label": None,
    "source_publisher": "E", "source_url": "https://example.org",
}  # fmt: skip


def events(*changes):
    rows = [{**EVENT, "event_id": f"e{number:03d}", **row} for number, row in enumerate(changes)]
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("date", "precision", "end"),
    [
        ("2017", "year", "2018-01-01"),
        ("2021-12", "month", "2022-01-01"),
        ("2022-01-05", "day", "2022-01-06"),
    ],
)
def test_a_date_spans_all_of_what_it_may_mean(date, precision, end):
    frame = chronicle.with_moments(events({"start_date": date, "precision": precision}))
    row = frame.iloc[0]
    assert (row["start"], row["end"]) == (pd.Timestamp(date), pd.Timestamp(end))
    assert not row["exact"]


def test_a_stated_minute_is_a_moment():
    row = chronicle.with_moments(events({"start_time_utc": "10:30", "precision": "minute"})).iloc[0]
    assert row["start"] == row["end"] == pd.Timestamp("2022-01-05T10:30")
    assert row["exact"]


def test_an_event_in_a_sentence_leads_to_its_source():
    frame = events(
        {"start_time_utc": "10:37", "precision": "minute"}, {}, {"start_date": "2019-06-09"}
    )
    at = chronicle.cited(frame)
    assert f"{at['e000']}" == "[16:37\u00a0(10:37\u00a0UTC)](https://example.org)"
    assert f"{at['e001']}" == "[5\u00a0January](https://example.org)"
    assert f"{at['e002']}".startswith("[9\u00a0Jun\u00a02019]")
    assert f"{at['e000']:on fire}" == "[on fire](https://example.org)"


def test_an_evening_of_utc_is_a_night_in_almaty():
    at = chronicle.cited(events({"start_time_utc": "19:30", "precision": "minute"}))
    assert f"{at['e000']}".startswith("[01:30\u00a0(19:30\u00a0UTC)]")


def test_turning_points_are_the_labelled_events_of_the_years():
    frame = events(
        {"start_date": "1991-12-16", "label": "independence"},
        {"start_date": "2022-01-05", "label": "internet cut"},
        {"start_date": "2010", "precision": "year"},
    )
    assert chronicle.turning_points(frame, 1989, 2021)["label"].tolist() == ["independence"]


def test_the_strip_draws_an_event_without_hour_where_its_table_says():
    frame = events(
        {}, {"start_time_utc": "13:00", "precision": "minute"}, {"start_date": "2022-02-01"}
    )
    strip = pd.DataFrame(
        {
            "event_id": ["e000", "e001", "e002"],
            "layer": "street",
            "subject": "S",
            "words": "w",
            "drawn_hour_utc": [18.0, None, None],
        }
    )
    shown = chronicle.strip(frame, strip, "2022-01-02", "2022-01-12").set_index("event_id")
    assert shown["drawn"].to_dict() == {
        "e001": pd.Timestamp("2022-01-05T13:00"),
        "e000": pd.Timestamp("2022-01-05T18:00"),
    }


def turn(**changes):
    hours = dict(zip(chronicle.TURN, ("10:30", "10:37", "13:00", "16:30"), strict=True))
    rows = [{"event_id": event, "start_time_utc": hour} for event, hour in hours.items()]
    return events(*[{**row, "precision": "minute", **changes} for row in rows])


def test_the_turn_lasts_from_the_blackout_to_the_airport():
    assert chronicle.turn_hours(turn(), "2022-01-02", "2022-01-12") == 6


def test_the_turn_is_none_without_all_its_hours():
    assert chronicle.turn_hours(turn(), "2022-01-06", "2022-01-12") is None
    assert chronicle.turn_hours(turn(start_time_utc=None), "2022-01-02", "2022-01-12") is None
    assert chronicle.turn_hours(turn().iloc[1:], "2022-01-02", "2022-01-12") is None
