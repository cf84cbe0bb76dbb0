"""Charts for readers from right to left: what is mirrored, and in which direction words run."""

import json
import os
import re
import shutil
import subprocess
import sys

import altair as alt
import pandas as pd
import pytest

from qantar.book.figure.chartfiles import script
from qantar.book.pages.assets import STATIC
from qantar.charting import bidi, marks, mirror, render, style

PAGE = """<!doctype html><html lang="ar" dir="rtl" data-theme="light"><head><meta charset="utf-8">
<title>Chart</title><link rel="stylesheet" href="charts.css"></head><body><div class="q-chart"
data-label="fig-a" data-src="fig-a.js" style="--q-wide:300px;--q-narrow:300px;width:{width}px">
<div class="q-stage"><div class="q-live"></div></div><div class="q-controls"></div></div>
<script src="page.js" data-charts="charts.js"></script></body></html>"""
POWER = pd.DataFrame({"name": ["فحم", "غاز"], "power_twh": [60.0, 20.0]})
YEARS = pd.DataFrame({"year": [2020, 2021], "power_twh": [1.0, 2.0], "name": ["فحم", "غاز"]})
SIGNED = [
    "+14.1",
    "5 \u200e−3",
    "بين 10–20",
    "≤ 5",
    "’22",
    "600 USD … 130 USD",
    "S19: 38\nS9 98",
    "2022",
    "2022\nسطر",
    "مع \u2068PUE 1.10\u2069، S9 98",
    "",
]


def mirrored(chart) -> dict:
    made = render.vega(render.vega_lite(chart, "عنوان", "وصف"))
    return mirror.mirrored(render.untitled(made))


def bars() -> alt.LayerChart:
    return marks.hero_bars(POWER, "power_twh", "name", hero="فحم")


def lines() -> alt.LayerChart:
    y = alt.Y("power_twh:Q", axis=alt.Axis(title="تيراواط ساعة"))
    drawn = alt.Chart(YEARS).mark_line().encode(x=alt.X("year:Q", axis=alt.Axis(format="d")), y=y)
    end = alt.Chart(YEARS.tail(1)).mark_text(align="left", dx=8)
    return drawn + end.encode(x="year:Q", y="power_twh:Q", text=alt.value("نهاية"))


def with_legend() -> alt.Chart:
    scale = alt.Scale(domain=["فحم", "غاز"], range=["#00677a", "#868f98"])
    return (
        alt.Chart(YEARS)
        .mark_bar()
        .encode(x="year:O", y="power_twh:Q", color=alt.Color("name:N", scale=scale))
    )


@pytest.fixture
def shown(chromium, tmp_path):
    """Shows a chart on a page of its own; gives the boxes of its texts and of its bars."""
    contexts = []

    def show(chart, width: int = 640) -> tuple[dict, list]:
        payload = {"vega": json.dumps(mirrored(chart)), "margin": 60, "description": "وصف"}
        (tmp_path / "fig-a.js").write_text(script("fig-a", payload), encoding="utf-8")
        (tmp_path / "index.html").write_text(PAGE.format(width=width), encoding="utf-8")
        for name in ("charts.js", "page.js", "charts.css"):
            shutil.copy(STATIC / "charts" / name, tmp_path / name)
        context = chromium.new_context(viewport={"width": 800, "height": 700})
        contexts.append(context)
        page = context.new_page()
        page.goto((tmp_path / "index.html").as_uri())
        page.wait_for_function("() => document.querySelector('.q-chart').dataset.ready === '1'")
        box = "one => {const {left, right, top} = one.getBoundingClientRect(); return"
        texts = page.eval_on_selector_all(
            ".q-live text",
            f"all => all.map({box} [one.textContent.replace(/[\\u2066-\\u2069\\u200e]/g, ''),"
            " {left, right, top}]})",
        )
        boxes = page.eval_on_selector_all(
            ".q-live .mark-rect path, .q-live .mark-symbol path",
            f"all => all.map({box} {{left, right, top}}}})",
        )
        return dict(texts), boxes

    yield show
    for context in contexts:
        context.close()


def test_names_stand_right_of_bars_and_values_left_of_them(shown):
    texts, (long, short) = shown(bars())
    assert texts["فحم"]["left"] > long["right"]
    assert long["right"] == pytest.approx(short["right"], abs=1)
    assert texts["60.0"]["right"] < long["left"] < short["left"]


def test_time_runs_from_left_to_right(shown):
    texts, _bars = shown(lines())
    assert texts["2020"]["left"] < texts["2021"]["left"] < texts["نهاية"]["left"]
    assert texts["1.0"]["right"] < texts["2020"]["right"]


def test_the_title_of_values_stays_over_their_axis_at_the_left(shown):
    texts, _bars = shown(lines())
    assert texts["1.0"]["right"] < texts["تيراواط ساعة"]["left"] < texts["2020"]["right"]


@pytest.mark.parametrize("width", [640, 100], ids=["one row", "one column"])
def test_a_legend_begins_at_the_right_with_its_symbols_right_of_labels(shown, width):
    texts, boxes = shown(with_legend(), width)
    first, second = texts["فحم"], texts["غاز"]
    symbols = sorted(boxes, key=lambda box: (box["top"], box["right"]))[-2:]
    assert max(symbol["left"] for symbol in symbols) > first["right"]
    if width == 640:
        assert second["right"] < first["left"] and abs(first["top"] - second["top"]) < 3
    else:
        assert second["top"] > first["top"] + 8


def test_words_alone_begin_at_the_right(shown):
    words = (
        alt.Chart(YEARS.head(1))
        .mark_text(align="left")
        .encode(x=alt.value(0), y=alt.value(10), text=alt.value("كلمات"))
    )
    texts, _boxes = shown(words & bars().properties(height=60))
    assert texts["كلمات"]["right"] > 600


@pytest.mark.parametrize("words", SIGNED)
def test_vega_isolates_words_as_python_does(words):
    text = alt.Chart(pd.DataFrame({"words": [words]})).mark_text().encode(text="words:N")
    picture = render.svg(mirrored(text), style.NARROW)[0]
    assert re.findall(">([^<>]+)</t", picture) == bidi.isolated(words).split("\n")


def test_signs_stay_at_the_side_of_their_numbers():
    assert bidi.isolated("من +14.1").count("\u200e+\u200e14.1") == 1
    assert bidi.isolated("مع \u2068PUE 1.10\u2069") == "\u2067مع \u2068PUE 1.10\u2069\u2069"
    assert bidi.isolated("2022") == "2022"
    assert bidi.isolated("سطر\nسطر") == "\u2067سطر\u2069\n\u2067سطر\u2069"


def test_the_given_specification_is_left_as_it_was():
    made = render.vega(render.vega_lite(bars(), "عنوان", "وصف"))
    before = json.dumps(made)
    mirror.mirrored(made)
    assert json.dumps(made) == before


DRAW = """
import altair as alt, pandas as pd
from qantar.charting import marks, render
from qantar.common import dates, language
days = pd.DataFrame({"day": pd.to_datetime(["2022-01-05", "2022-03-05"]), "share": [0.1, -0.2]})
y = alt.Y("share:Q", axis=alt.Axis(format=".0%"))
axis = marks.time_axis(pd.Timestamp("2022-01-01"), pd.Timestamp("2022-06-01"))
chart = alt.Chart(days).mark_line().encode(x=alt.X("day:T", axis=axis), y=y)
made = render.vega(render.vega_lite(chart, "عنوان", "وصف"))
picture = render.svg(render.untitled(made), 328)[0]
print(render.standalone(picture, "عنوان من كلمتين", "وصف").replace("\\n", " "))
text = {"text": {"value": "معدل التجزئة العالمي للبيتكوين"}, "fontSize": {"value": 13}}
text["font"] = {"value": language.current().font}
alone = {"width": 1, "marks": [{"type": "text", "encode": {"enter": text}}]}
print(render.library().vega_to_svg(alone).replace("\\n", " "))
print(dates.SHORT[2])
"""


@pytest.fixture(scope="module")
def arabic() -> list[str]:
    """Of a process that speaks Arabic: a chart, words in its font alone, its word for March."""
    spoken = {**os.environ, "QANTAR_LANGUAGE": "ar"}
    made = subprocess.run(
        [sys.executable, "-c", DRAW], env=spoken, capture_output=True, text=True, check=True
    )
    return made.stdout.splitlines()


def test_arabic_pictures_name_months_and_write_signs_as_their_readers_do(arabic):
    assert f"\u2067{arabic[2]}" in arabic[0]
    assert "\u200e−20\u200f\u202f٪" in arabic[0]


def test_arabic_words_are_measured_in_a_font_that_has_their_letters(arabic):
    assert render.size(arabic[1])[0] < 200, "letters without a glyph count 1.1 em each"


def test_the_title_of_an_arabic_picture_begins_at_its_right(arabic):
    assert re.search('<text text-anchor="end" x="324"[^>]*>\u2067عنوان من كلمتين\u2069<', arabic[0])
