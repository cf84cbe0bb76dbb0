"""Internet access of a city, put together from reports that overlap."""

import pandas as pd
import pytest

from qantar.chapters.timeline import internet


def outages(*rows):
    frame = pd.DataFrame(rows, columns=["scope", "state", "start", "end"])
    for name in ("start", "end"):
        exact = frame[name].str.contains("T", na=False)
        frame[f"{name}_precision"] = exact.map({True: "minute", False: "day"}).where(
            frame[name].notna()
        )
        frame[name] = pd.to_datetime(frame[name], format="ISO8601")
    return frame


BLACKOUT = ("Almaty", "blackout", "2022-01-05T10:30", "2022-01-10T03:00")
GAP = ("nationwide or large cities, return", "restored", "2022-01-05T18:30", "2022-01-05T22:30")


def states(frame, city="Almaty", first="2022-01-05", end="2022-01-11"):
    return internet.by_city(frame, [city], first, end)


def test_a_city_is_online_where_nobody_reports_an_outage():
    frame = states(outages(BLACKOUT))
    assert frame["state"].tolist() == ["online", "offline", "online"]
    assert frame["start"].iloc[0] == pd.Timestamp("2022-01-05")
    assert frame["end"].iloc[-1] == pd.Timestamp("2022-01-11")


def test_a_stated_return_holds_over_the_blackout():
    frame = states(outages(BLACKOUT, GAP))
    offline = frame[frame["state"] == "offline"]
    assert ((offline["end"] - offline["start"]).sum()) == pd.Timedelta(hours=108.5)


def test_a_blackout_holds_over_a_limit_of_the_whole_country():
    limit = ("nationwide", "whitelist", "2022-01-06T00:00", "2022-01-12T00:00")
    frame = states(outages(BLACKOUT, limit))
    assert frame["state"].tolist() == ["online", "offline", "limited"]


def test_a_day_whose_hour_nobody_states_counts_as_limited():
    frame = states(outages(("Almaty", "blackout", "2022-01-06T13:40", "2022-01-07")))
    limited = frame[frame["state"] == "limited"].iloc[0]
    assert (limited["start"], limited["end"]) == (
        pd.Timestamp("2022-01-07"),
        pd.Timestamp("2022-01-08"),
    )


@pytest.mark.parametrize(
    "scope", ["Nur-Sultan", "nationwide (envelope)", "nationwide (official account)"]
)
def test_another_city_and_the_outer_bounds_are_left_out(scope):
    frame = states(outages((scope, "blackout", "2022-01-06T00:00", "2022-01-07T00:00")))
    assert frame["state"].tolist() == ["online"]


def test_a_report_of_a_start_alone_is_no_span():
    frame = states(outages(("nationwide", "blackout", "2022-01-05T11:32", None)))
    assert frame["state"].tolist() == ["online"]


def test_the_hours_back_lie_within_the_citys_own_blackout():
    frame = outages(
        BLACKOUT, GAP, ("nationwide", "restored", "2022-01-10T03:00", "2022-01-10T07:00")
    )
    assert internet.hours_back_online(frame, "Almaty") == 4
    assert internet.offline_span(frame, "Almaty") == tuple(map(pd.Timestamp, BLACKOUT[2:]))


def test_a_city_that_nobody_names_has_no_blackout():
    assert internet.offline_span(outages(GAP), "Almaty") is None
    assert internet.hours_back_online(outages(GAP), "Almaty") == 0
