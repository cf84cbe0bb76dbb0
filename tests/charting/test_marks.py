"""The marks that all chapters share: what is drawn in which colour, and where its words stand."""

import json
import re
from itertools import pairwise

import pandas as pd
import pytest

from qantar.charting import marks, render
from qantar.charting.colours import DARK, GREY_LINE, GREY_MARK, HERO, MUTED, PAPER, TEXT
from qantar.charting.overhang import overhang, text_width
from qantar.charting.style import FONT_SIZE, NARROW, WIDE

REGIONS = pd.DataFrame(
    [
        (year, name, base + step * (year - 2018))
        for name, base, step in (
            ("Mangystau", 4.0, 0.5),
            ("Country", 4.2, 0.1),
            ("Turkistan", 10.0, -0.2),
            ("Astana", 4.1, 0.1),
        )
        for year in range(2018, 2025)
    ],
    columns=["year", "region", "rate"],
)
COUNTS = pd.DataFrame(
    {
        "day": pd.to_datetime(["2022-01-09", "2022-01-15", "2022-07-29", "2022-08-16"]),
        "count": [164, 225, 241, 238],
        "sure": [True, True, True, False],
        "label": ["164", "225 15 Jan", "241 29 Jul", "238 named"],
    }
)
RANGES = pd.DataFrame(
    {
        "who": ["KEGOC", "System operator's forecast of 2021"],
        "low": [1.0, 2.0],
        "high": [4.0, 5.5],
        "doubtful": [False, True],
    }
)


def lines(**options):
    return marks.hero_lines(
        REGIONS, "year", "rate", "region", hero="Mangystau", compare="Country", **options
    )


def vega(chart):
    return render.untitled(render.vega(render.vega_lite(chart, "Title", "words")))


def drawn(chart, width=WIDE):
    return render.svg(vega(chart), width)[0]


def words(picture):
    return [re.sub("<[^>]+>", "", text) for text in re.findall(r"<text.*?</text>", picture)]


def marked(spec, kind):
    layers = json.loads(json.dumps(spec))["layer"]
    found = [layer for layer in layers if layer["mark"]["type"] == kind]
    return [(layer["mark"].get("color"), layer["mark"].get("fontWeight")) for layer in found]


def test_the_hero_is_drawn_last_over_grey_lines():
    assert [colour for colour, _ in marked(lines().to_dict(), "line")] == [GREY_LINE, TEXT, HERO]


def test_lines_that_count_are_named_at_their_ends_with_values():
    picture = drawn(lines(named=["Turkistan"]))
    assert {"Mangystau 7.0", "Mangystau", "Country 4.8", "Turkistan 8.8"} <= set(words(picture))
    assert not any("Astana" in text for text in words(picture))
    assert {colour for colour, _ in marked(lines(named=["Astana"]).to_dict(), "text")} >= {
        MUTED,
        TEXT,
        HERO,
    }


def test_end_labels_lie_apart_and_are_not_cut_off_on_a_phone():
    chart = lines(named=["Astana", "Turkistan"])
    places = sorted(
        row["label_y"]
        for name, rows in chart.to_dict()["datasets"].items()
        for row in rows
        if "label_y" in row
    )
    gap = marks.LABEL_GAP * 10.0 / 300
    assert min(b - a for a, b in pairwise(sorted(set(places)))) >= gap - 1e-9
    picture = drawn(chart, NARROW)
    assert (overhang(picture), render.size(picture)[0]) == ((0, 0), NARROW)


def test_labels_have_a_rim_that_hides_lines_behind_them():
    chart = lines().to_dict()
    assert sum(layer["mark"].get("stroke") == PAPER for layer in chart["layer"]) > 2


def test_every_colour_of_the_marks_has_a_dark_partner():
    chart = marks.hero_bars(RANGES, "high", "who", hero="KEGOC", doubtful="doubtful")
    picture = render.pictures(vega(chart))
    for light in (HERO, GREY_MARK):
        assert light in picture["wide"] and light not in picture["wide_dark"]
        assert DARK[light] in picture["wide_dark"]


def test_doubtful_bars_are_striped_and_others_are_not():
    picture = drawn(marks.range_bars(RANGES, "low", "high", "who", doubtful="doubtful"))
    assert picture.count("<linearGradient") == 1
    assert "<linearGradient" not in drawn(marks.range_bars(RANGES, "low", "high", "who"))


def test_a_range_states_both_ends_and_never_its_middle():
    shown = words(drawn(marks.range_bars(RANGES, "low", "high", "who")))
    assert "1.0–4.0" in shown and "2.0–5.5" in shown
    assert "2.5" not in shown


@pytest.mark.parametrize(("rows", "beside"), [(RANGES.iloc[:1], True), (RANGES, False)])
def test_long_names_stand_above_their_bars_so_that_none_is_cut(rows, beside):
    chart = marks.hero_bars(rows, "high", "who", hero="KEGOC")
    assert ("axes" in vega(chart) and bool(vega(chart)["axes"])) is beside
    assert set(rows["who"]) <= set(words(drawn(chart, NARROW)))


def test_points_are_open_where_they_are_not_sure():
    picture = drawn(marks.points(COUNTS, "day", "count", sure="sure"))
    assert picture.count(f'fill="{PAPER}" stroke="{HERO}"') == 1
    assert picture.count(f'fill="{HERO}" stroke="{HERO}"') == 3


def test_a_step_holds_until_the_next_count():
    chart = marks.step_line(COUNTS, "day", "count", sure="sure", label="label").to_dict()
    assert chart["layer"][0]["mark"]["interpolate"] == "step-after"
    assert marks._sides(COUNTS, "day", "count", "label") == [
        "right below",
        "right above",
        "left above",
        "right above",
    ]


def test_dates_are_labelled_by_the_span_they_cover():
    first = pd.Timestamp("2022-01-01")
    forms = [
        marks.time_axis(first, first + pd.Timedelta(days=days)).to_dict()["format"]
        for days in (10, 200, 2000)
    ]
    assert forms == ["%-d %b", "%b %Y", "%Y"]


def test_bold_letters_are_wider_and_bold_digits_are_not():
    assert text_width("Kazakhstan", 13, bold=True) > text_width("Kazakhstan", 13)
    assert text_width("2022", 13, bold=True) == text_width("2022", 13)


def test_names_above_rows_break_where_a_phone_has_no_room():
    short, long = "one name", "a name of many words " * 4
    lines = marks.in_lines(pd.Series([short, long.strip()]))
    assert lines.words[0] == short
    assert lines.words[1].replace("\n", " ") == long.strip()
    assert max(text_width(one, FONT_SIZE) for one in lines.words[1].split("\n")) < NARROW
    assert lines.added > 0
    alone = marks.in_lines(pd.Series([short]))
    assert (alone.look, alone.added) == ({}, 0)


def test_letters_of_languages_to_come_have_their_widths():
    # the sum of Arial's advance widths
    assert text_width("Казахстан", 1000) == pytest.approx(4719, rel=0.05)
    assert text_width("шайқас", 1000) < 4000


def test_accents_and_vowel_marks_take_no_room():
    assert text_width("\u00e9\u1e41\u0146", 13) == text_width("emn", 13)
    assert text_width("\u0645\u0639\u062f\u0651\u0646", 13) == text_width(
        "\u0645\u0639\u062f\u0646", 13
    )
