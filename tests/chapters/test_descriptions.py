"""Descriptions of charts, which are heard, carry what the pictures and their titles show."""

import re
from functools import cache

import pytest
from chapter_run import run
from drawn_parameters import QUICK

from qantar.chapters.relocation import charts

NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@cache
def ran(chapter):
    return run(chapter, **QUICK.get(chapter, {}))


def described(chapter, chart):
    return ran(chapter).charts()[chart].description


@pytest.mark.parametrize(
    ("chapter", "name"),
    [
        ("claims", "score_by_topic"),
        ("energy", "coal_share"),
        ("mining", "hash_rate_after"),
        ("timeline", "democracy"),
        ("timeline", "toll"),
        ("wealth", "billionaires"),
        ("wealth", "mobilisation"),
    ],
)
def test_the_numbers_of_a_title_are_heard(chapter, name):
    chart = ran(chapter).charts()[name]
    told = NUMBER.findall(chart.description)
    assert [one for one in NUMBER.findall(chart.title) if one not in told] == []


def test_the_outlook_tells_the_peak_between_rise_and_fall():
    shares = ran("mining").charts()["outlook_axis"].data.query("series == 'Share of mining'")
    told = described("mining", "outlook_axis").partition("Shortage")[0]
    first, highest, last = re.findall(r"[\d.]+(?=\u202f%)", told)
    assert highest == f"{100 * shares['high'].max():.1f}"
    assert max(float(first), float(last)) < float(highest)


def test_the_correlation_over_countries_is_the_models():
    rho = ran("wealth").chapter.figures["unrest.countries_survey_gini"].value
    assert f"rank correlation {rho:.2f};" in described("wealth", "countries_tested")


def test_every_topic_is_told_with_its_claims():
    counts = ran("claims").charts()["score_by_topic"].data["claims"]
    told = re.findall(r"(\d+), (\d+), (\d+)", described("claims", "score_by_topic"))
    assert sorted(int(one) for row in told for one in row) == sorted(counts)


@pytest.mark.parametrize(("duty", "lines"), [(0.25, ["without duty", "duty of 25"]), (0.0, [])])
def test_both_lines_of_the_map_are_told_at_prices(duty, lines):
    frame = ran("relocation").names["equal"]
    chart = charts.decision_map(
        frame[frame["duty"].isin([0.0, duty])], tariff_usd_kwh=0.07, uptime=0.5, duty=duty,
        matching=0.5,
    )  # fmt: skip
    assert [line for line in lines if line not in chart.description] == []
    assert chart.description.count("at 7 cents") == len(lines or ["without duty"])


def test_imports_are_told_by_year_beside_what_miners_declared():
    chart = ran("energy").charts()["net_imports"]
    (declared,) = chart.data.query("series == 'declared by miners'")["net_imports_twh"]
    assert f"{declared:.1f} declared by miners for 2022" in chart.description
    assert "in 2022;" in chart.description


def test_a_withdrawn_count_is_told_as_withdrawn():
    told = described("timeline", "toll")
    assert re.search(r"164 on 9 Jan 2022, [^;]*\(officials, withdrawn\)", told)


def test_each_place_is_told_with_its_quarter_of_the_country():
    told = described("timeline", "place_map")
    assert re.findall(r"(\w+) \((\w+-\w+)\)", told)[:3] == [
        ("Zhanaozen", "south-west"),
        ("Aktau", "south-west"),
        ("Almaty", "south-east"),
    ]


@pytest.mark.parametrize("chapter", ["relocation", "wealth"])
def test_no_row_of_a_table_is_without_a_name(chapter):
    rows = [
        line
        for text in ran(chapter).sentences()
        for line in text.splitlines()
        if line.startswith("| ")
    ]
    assert rows
    assert [row for row in rows if row.startswith("|  |")] == []
