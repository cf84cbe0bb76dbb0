"""The timeline's charts and lists say what they draw, for the default and for other parameters."""

import json
import re

import pandas as pd
import pytest

from qantar.chapters.timeline import charts, chronicle, governance, internet, toll
from qantar.chapters.timeline import figures as timeline
from qantar.chapters.timeline.charts.days import laid_out
from qantar.charting import Note
from qantar.report.chapter import Tables

DAYS = ["2022-01-02", "2022-01-12"]


@pytest.fixture(scope="module")
def t():
    return Tables.load(timeline.TABLES, timeline.MAPS)


def days(t, first, end):
    strip = chronicle.strip(t["events"], t["day_strip"], first, end)
    access = internet.by_city(t["outages"], ["Almaty", "Nur-Sultan"], first, end)
    hours = chronicle.turn_hours(t["events"], first, end)
    return strip, access, hours


def day_strip(t, first=DAYS[0], end=DAYS[1]):
    strip, access, hours = days(t, first, end)
    return charts.day_strip(strip, access, dates=[first, end], turn_hours=hours)


def democracy(t, country="KAZ", since=2018):
    frame = governance.series(t["governance"], "polyarchy", [country, "RUS"], 1990)
    names = t["countries"].set_index("iso3")["name"].to_dict()
    return charts.democracy(frame, names, country=country, handover=2019, since=since)


def every(t):
    maps = (t[name] for name in ("map_outline", "map_regions", "map_neighbours"))
    return {
        "day_strip": day_strip(t),
        "short strip": day_strip(t, "2022-01-06", "2022-01-09"),
        "places": charts.place_map(t["places"], *maps, dead=238, dead_almaty=151),
        "toll": charts.toll(toll.deaths(t["january_counts"])),
        "democracy": democracy(t),
        "other country": democracy(t, "USA" if "USA" in set(t["governance"]["iso3"]) else "UKR"),
    }


def test_every_chart_draws_its_data_and_describes_them(t):
    for name, drawn in every(t).items():
        assert not isinstance(drawn, Note), name
        assert len(drawn.data) and drawn.altair.to_dict()["layer"], name
        words = " ".join((drawn.title, drawn.measure, drawn.description))
        assert not re.search(r"\b(nan|None|NaT)\b", words), name
        assert len(drawn.description) > 100, name
        assert set(drawn.labels) == set(drawn.data.columns), name
        assert f"{len(drawn.data)} rows" in drawn.digest(), name


def test_the_strip_counts_the_hours_of_the_turn_if_shown(t):
    assert "Within 7 hours" in day_strip(t).title
    assert "Within" not in day_strip(t, "2022-01-06", "2022-01-12").title


def test_days_without_an_event_have_a_note_in_their_place(t):
    assert isinstance(day_strip(t, "2022-03-01", "2022-03-05"), Note)


def rows(strip, layer):
    frame = laid_out(strip, [pd.Timestamp(day) for day in DAYS])
    return frame[frame["layer"] == layer]


@pytest.mark.parametrize("layer", ["street", "state"])
def test_no_label_of_the_strip_lies_over_another_or_a_line(t, layer):
    strip, _access, _hours = days(t, *DAYS)
    frame = rows(strip, layer)
    for one in frame.itertuples():
        for other in frame.itertuples():
            if one.Index == other.Index:
                continue
            meet = one.left < other.right and other.left < one.right
            assert not (meet and one.row == other.row), (one.subject, other.subject)
            # The line of `other` runs from its own row down to the axis.
            crossed = one.left < other.x < one.right and other.row < one.row
            assert not crossed, (one.subject, other.subject)


def test_the_list_holds_every_event_of_the_strip(t):
    strip, access, _hours = days(t, *DAYS)
    listing = charts.day_list(strip, access)
    for row in strip.itertuples():
        assert row.words in repr(listing)
    assert listing.markup.count("<li data-state=") == 10
    assert listing.markup.count('<li data-state="offline">') == 4, "Almaty, 6 to 9 January"


def test_the_list_says_when_each_city_was_offline(t):
    strip, access, _hours = days(t, *DAYS)
    said = dict(line.split(": ", 1) for line in repr(charts.day_list(strip, access)).splitlines())
    at_once = "offline 10:30 to 18:30 and from 22:30 UTC"
    assert said["5 Jan"].startswith(f"Almaty {at_once}; Nur-Sultan offline 10:30 to 18:30 UTC;")
    assert said["8 Jan"].startswith(
        "Almaty offline; Nur-Sultan offline until 03:00 and from 09:40 UTC;"
    )
    assert said["10 Jan"] == "Almaty offline until 03:00 UTC; Nur-Sultan: access limited"


def test_an_event_without_an_hour_is_told_by_its_day_alone(t):
    rows = json.dumps(day_strip(t).altair.to_dict()).replace("\\u00a0", " ")
    assert '"when": "6 Jan 2022"' in rows and '"when": "5 Jan 2022, 10:37 UTC"' in rows
    assert "00:00 UTC" not in rows


def test_what_points_and_bars_mean_stands_where_they_are_drawn(t):
    strip, access, _hours = days(t, *DAYS)
    drawn = day_strip(t)
    assert "Points:" not in drawn.measure and "Points:" in json.dumps(drawn.altair.to_dict())
    assert "The rail shows the internet in Almaty" in charts.day_list(strip, access).markup


def counts(*values):
    dates = pd.date_range("2022-01-15", periods=len(values), freq="30D")
    return pd.DataFrame(
        {"date": dates, "day_known": True, "dead": values, "kind": "official", "counted_by": "O",
         "publisher": "P", "url": "https://example.org"}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((225, 230, 238), "raised"),
        ((225, 241, 238), "changed"),
        ((225,), "Prosecutors count 225 dead"),
    ],
)
def test_the_title_of_the_toll_judges_only_what_the_counts_show(values, words):
    assert words in charts.toll(counts(*values)).title


def index(before, after):
    values = [(2018, *before), (2024, *after)]
    frame = pd.DataFrame(values, columns=["year", "low", "value", "high"])
    return charts.democracy(
        frame.assign(iso3="KAZ"), {"KAZ": "Kazakhstan"}, country="KAZ", handover=2019, since=2018
    )


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ((0.3, 0.4, 0.5), "is closer to"),
        ((0.0, 0.05, 0.1), "is farther from"),
        ((0.2, 0.3, 0.4), "with ranges that overlap"),
    ],
)
def test_democracy_moves_only_where_the_intervals_part(after, words):
    assert words in index((0.15, 0.2, 0.25), after).title


def test_every_statement_on_a_card_leads_to_its_source(t):
    listing = charts.people_cards(t["people"])
    said = t["people"][t["people"]["kind"] != "role"]
    html = listing.markup
    assert html.count("<a href=") == len(said)
    assert html.count("<article>") == t["people"]["person"].nunique()
    assert "closed trial" in html


def test_a_verdict_says_where_nothing_tells_if_the_trial_was_closed(t):
    unknown = t["people"].query("kind == 'verdict' and closed_trial.isna()")
    assert charts.people_cards(t["people"]).markup.count("closed was not found") == len(unknown)


def test_words_of_a_list_cannot_become_markup(t):
    hostile = "<script>\"&'"
    texts = t["outcomes"].select_dtypes(["object", "string"]).columns.difference(["area", "date"])
    lists = [
        charts.people_cards(t["people"].assign(statement=hostile, person=hostile)),
        charts.outcome_list(t["outcomes"].assign(**dict.fromkeys(texts, hostile))),
        charts.place_list(t["places"].assign(place=hostile, what=hostile)),
    ]
    for listing in lists:
        assert hostile in repr(listing)
        assert "<script>" not in listing.markup and "&lt;script&gt;" in listing.markup


def test_a_statement_without_an_address_has_no_link(t):
    bare = t["people"].assign(source_url=None)
    assert "<a " not in charts.people_cards(bare).markup


def test_outcomes_stand_by_area_and_date(t):
    lines = repr(charts.outcome_list(t["outcomes"])).splitlines()
    areas = [line.partition(",")[0] for line in lines]
    assert list(dict.fromkeys(areas)) == ["People", "Power", "Law", "Money"]
    assert len(lines) == t["outcomes"]["statement"].notna().sum()


@pytest.mark.parametrize(
    ("first", "end", "words"),
    [
        ("2022-01-02", "2022-01-03", "1 event marks 2\u00a0Jan\u00a02022"),
        ("2022-01-11", "2022-01-12", "2 events mark 11\u00a0Jan\u00a02022"),
        ("2022-01-02", "2022-01-04", "2 events mark the days from 2\u00a0Jan to 3\u00a0Jan"),
    ],
)
def test_the_strip_counts_events_and_days_as_they_are(t, first, end, words):
    assert words in day_strip(t, first, end).title


def test_a_handover_is_marked_only_where_there_was_one(t):
    frame = governance.series(t["governance"], "polyarchy", ["KGZ", "RUS"], 1990)
    names = t["countries"].set_index("iso3")["name"].to_dict()
    marked = [
        charts.democracy(frame, names, country="KGZ", handover=year, since=2018)
        for year in (2019, None)
    ]
    assert ["handover" in chart.description for chart in marked] == [True, False]
    assert ["handover" in str(chart.altair.to_dict()) for chart in marked] == [True, False]
