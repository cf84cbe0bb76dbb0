"""The live chart in a browser, on a page of its own: tooltips and taps."""

import json
import shutil

import altair as alt
import browsing
import pandas as pd
import pytest

from qantar.book.figure.chartfiles import script
from qantar.book.pages.assets import STATIC
from qantar.charting import render

PAGE = """<!doctype html><html lang="en" data-theme="light"><head><meta charset="utf-8">
<title>Chart</title><link rel="stylesheet" href="charts.css"></head><body>
<figure class="q-figure"><figcaption><p><span class="caption-text">It was 2020</span></p>
</figcaption><div class="q-chart" data-label="fig-a" data-src="fig-a.js"
style="--q-wide:200px;--q-narrow:200px;width:330px"><div class="q-stage"><div class="q-live"></div>
</div><div class="q-controls"></div></div></figure>
<script src="page.js" data-charts="charts.js"></script></body></html>"""
DATA = pd.DataFrame(
    {
        "year": [2020, 2021],
        "twh": [1.0, 2.0],
        "note": [None, "a note"],
        "to": ["https://example.org/one", "https://example.org/two"],
    }
)


def chart():
    year = alt.param("chosen", 2020, bind=alt.binding_range(min=2020, max=2021, step=1))
    tips = [alt.Tooltip("twh:Q", title="Power"), alt.Tooltip("note:N", title="Note")]
    points = alt.Chart(DATA).mark_point(size=400, filled=True)
    points = points.encode(x="year:O", y="twh:Q", tooltip=tips, href="to:N")
    label = alt.Chart(DATA.iloc[:1]).mark_text(align="left", dx=10)
    label = label.encode(x="year:O", y="twh:Q", text=alt.value("a label longer than its half"))
    return (points + label).add_params(year).properties(height=150)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    vega = render.untitled(render.vega(render.vega_lite(chart(), "It was 2020", "two points")))
    payload = {"vega": json.dumps(vega), "margin": 60, "description": "two points"}
    (folder / "fig-a.js").write_text(script("fig-a", payload), encoding="utf-8")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    for name in ("charts.js", "page.js", "charts.css"):
        shutil.copy(STATIC / "charts" / name, folder / name)
    return folder


@pytest.fixture
def view(chromium, folder):
    context = chromium.new_context(viewport={"width": 360, "height": 700}, has_touch=True)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    page.wait_for_function("() => document.querySelector('.q-chart').dataset.ready === '1'")
    yield page
    context.close()


def mark(view, place):
    box = view.locator(".q-live .mark-symbol path").nth(place).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize(("place", "fields"), [(0, ["Power"]), (1, ["Power", "Note"])])
def test_a_tooltip_leaves_out_what_the_data_do_not_have(view, place, fields):
    view.mouse.move(*mark(view, place))
    view.wait_for_selector(".q-tooltip:not([hidden])")
    assert view.locator(".q-tooltip dt").all_text_contents() == fields


def test_the_first_tap_shows_the_tooltip_and_stays_on_the_page(view):
    home = view.url
    view.touchscreen.tap(*mark(view, 1))
    view.wait_for_selector(".q-tooltip:not([hidden])")
    view.evaluate(browsing.TWO_FRAMES)
    assert view.url == home


def test_the_second_tap_follows_the_link(view):
    view.context.route("https://example.org/**", lambda route: route.abort())
    view.touchscreen.tap(*mark(view, 1))
    view.evaluate(browsing.TWO_FRAMES)
    with view.expect_request("https://example.org/**") as asked:
        view.touchscreen.tap(*mark(view, 1))
    assert asked.value.is_navigation_request()


def test_a_label_in_the_middle_is_not_cut_off(view):
    ends = "one => one.getBoundingClientRect().right"
    right = max(view.eval_on_selector_all(".q-live text", f"all => all.map({ends})"))
    assert right <= view.eval_on_selector(".q-live svg", ends) + 1
