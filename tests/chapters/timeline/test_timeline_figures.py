"""Every count and date that the chapter prints stands in a row with its source."""

import re

import pandas as pd
import pytest

from qantar.chapters.timeline import chronicle, internet, toll
from qantar.chapters.timeline import figures as timeline
from qantar.chapters.timeline.parameters import TimelineParameters
from qantar.report.chapter import Tables


@pytest.fixture(scope="module")
def tables():
    return Tables.load(timeline.TABLES)


@pytest.fixture(scope="module")
def figures(tables):
    return timeline.figures(tables, TimelineParameters())


# id of the figure -> date, who counts, the number as the source named there prints it
PRINTED = {
    "toll.dead": ("2022-08-16", "Prosecutor General’s Office", 238),
    "toll.dead_first": ("2022-01-15", "Prosecutor General’s Office", 225),
    "toll.dead_withdrawn": ("2022-01-09", "Health ministry’s channel", 164),
    "toll.dead_cited": ("2022-07-29", "Ten rights groups", 241),
    "toll.dead_civilians": ("2022-12-28", "Prosecutor General’s Office", 219),
    "toll.dead_officers": ("2022-12-28", "Prosecutor General’s Office", 19),
    "toll.named_azattyq": ("2022-06", "Radio Azattyq", 188),
    "toll.named_arrukhkhak": ("2022-07-29", "Ar.Rukh.Khak", 221),
    "toll.shot_in_videos": ("2022-01-26", "Human Rights Watch", 10),
    "toll.tortured_to_death": ("2022-06-29", "Prosecutor General’s Office", 6),
    "toll.dead_rioters": ("2023-01-05", "Prosecutor General’s Office", 67),
    "toll.dead_emergency": ("2023-01-05", "Prosecutor General’s Office", 142),
    "toll.dead_other_crimes": ("2023-01-05", "Prosecutor General’s Office", 4),
    "toll.dead_almaty": ("2023-01-05", "Prosecutor General’s Office", 151),
    "toll.injured": ("2022-01-15", "Prosecutor General’s Office", 4353),
    "toll.detained": ("2022-01-11", "Interior ministry", 9900),
    "toll.protesters_2022_01_04": ("2022-01-04", "Prosecutor General’s Office", 36831),
    "toll.troops_announced": ("2022-01-06", "CSTO", 2500),
    "toll.troops": ("2022-01-10", "Kassym-Jomart Tokayev", 2030),
}


@pytest.mark.parametrize("figure", PRINTED)
def test_a_count_is_the_one_of_its_row(tables, figures, figure):
    date, counted_by, value = PRINTED[figure]
    table = tables["january_counts"]
    rows = table[(table["date"] == date) & (table["counted_by"] == counted_by)]
    rows = rows[rows["value"] == value]
    assert len(rows) >= 1 and rows["source_url"].notna().all()
    assert figures[figure] == value


def test_every_count_among_the_figures_is_checked_here(figures):
    assert {name for name in figures if name.startswith("toll.")} == set(PRINTED)


def test_civilians_and_officers_add_up_to_the_dead(figures):
    assert figures["toll.dead_civilians"] + figures["toll.dead_officers"] == figures["toll.dead"]


def test_the_accounts_of_the_dead_add_up_to_the_list(figures):
    accounts = ("rioters", "emergency", "other_crimes", "officers")
    sorted_dead = sum(figures[f"toll.dead_{account}"] for account in accounts)
    assert sorted_dead + figures["toll.tortured_to_death"] == figures["toll.dead"]


def test_every_outcome_with_a_number_is_a_figure(tables, figures):
    counted = tables["outcomes"].dropna(subset=["measure"])
    assert counted["measure"].is_unique
    for row in counted.itertuples():
        assert figures[f"outcomes.{row.measure}"][0] == row.value
        assert figures[f"outcomes.{row.measure}"].as_of == row.date


def test_officers_in_prison_are_those_of_the_verdicts_on_torture(tables, figures):
    rows = tables["outcomes"].query(
        "unit == 'people' and statement.str.contains('tortur', na=False)"
    )
    jailed = rows[rows["statement"].str.contains("prison|years")]["value"]
    assert figures["outcomes.officers_imprisoned"] == jailed.sum() == 28


PERCENT = re.compile(r"(\d+) %")


def test_a_statement_says_the_share_that_its_row_holds(tables):
    shares = tables["outcomes"].query("unit == 'share'")
    checked = 0
    for row in shares.dropna(subset=["statement"]).itertuples():
        for said in PERCENT.findall(row.statement)[:1]:
            assert int(said) == round(row.value * 100), row.outcome_id
            checked += 1
    assert checked >= 4


def test_a_statement_says_the_count_that_its_row_holds(tables):
    counted = tables["outcomes"].query("unit in ['people', 'cases', 'billion KZT']")
    words = {1: "one", 6: "six", 7: "seven", 9: "nine"}
    for row in counted.dropna(subset=["value", "statement"]).itertuples():
        number = f"{row.value:,g}" if row.value >= 1 else f"{row.value * 1000:g} million"
        said = row.statement.lower()
        assert number in said or words.get(row.value, "-") in said, row.outcome_id


def test_one_soldier_was_convicted_as_the_takeaway_says(figures):
    assert figures["outcomes.officers_convicted_2022"][0] == 1


def test_almaty_was_cut_off_from_cut_to_return(tables, figures):
    first, end = internet.offline_span(tables["outages"], "Almaty")
    moments = chronicle.with_moments(tables["events"]).set_index("event_id")["start"]
    assert (first, end) == (moments["e068"], moments["e095"])
    assert figures["internet.almaty_hours"] == (end - first) / pd.Timedelta(hours=1)
    assert figures["internet.almaty_hours_back"] == 4


def test_the_first_two_days_offline_hold_what_the_takeaway_says(tables):
    first, _end = internet.offline_span(tables["outages"], "Almaty")
    moments = chronicle.with_moments(tables["events"]).set_index("event_id")
    for event in ("e080", "e084", "e085"):
        assert first <= moments.loc[event, "end"] <= first + pd.Timedelta(days=2)


def test_the_numbers_of_the_story_stand_in_the_rows_it_links(tables):
    detail = tables["events"].set_index("event_id")["detail"]
    assert "from 60 to 120 tenge" in detail["e058"]
    assert "Nazarbayev out" in detail["e060"]
    assert "20,000" in detail["e088"]
    assert "technical error" in detail["e092"]
    assert "111 hours" in detail["e095"]


def test_hours_are_utc_and_fit_the_local_time_of_the_place(tables):
    offsets = tables["places"].set_index("place")["utc_offset_h"]
    west = {"Zhanaozen", "Aktau", "Aktobe", "Atyrau", "Kyzylorda"}
    assert set(offsets.index[offsets == 5]) == west
    moments = chronicle.with_moments(tables["events"]).set_index("event_id")["start"]
    council = moments["e080"] + pd.Timedelta(hours=int(offsets["Nur-Sultan"]))
    assert council == pd.Timestamp("2022-01-05T19:00")


def test_no_accusation_stands_without_an_answer_or_verdict(tables):
    people = tables["people"]
    for person, own in people.groupby("person"):
        kinds = set(own["kind"])
        assert "role" in kinds
        if "accusation" in kinds:
            assert kinds & {"answer", "verdict"}, person
    accusations = people[people["kind"] == "accusation"]
    assert accusations["attributed_to"].notna().all()


def test_every_verdict_names_its_court(tables):
    verdicts = tables["people"].query("kind == 'verdict'")
    assert verdicts["court"].notna().all()


def test_counts_by_officials_and_others_are_told_apart(tables):
    kinds = toll.deaths(tables["january_counts"]).groupby("kind")["dead"].agg(list)
    assert kinds["official"][0] < kinds["official"][-1]
    assert set(kinds.index) == {"official", "withdrawn", "cited", "names"}
