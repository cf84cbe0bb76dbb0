"""The site for who hears it or comes by keyboard: stops, sliders' answers, names, meanings."""

import re

import browsing
import charting
import pytest

CHAPTERS = browsing.in_languages(["notebooks/mining.html"])
STOPS = 1_000


@pytest.fixture(scope="module")
def home():
    """The address of the book, in every language that is built, on a local server."""
    with browsing.served(browsing.WHOLE) as address:
        yield address


@pytest.fixture
def view(chromium, home):
    """A desktop's window that moves nothing by itself."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield page
    page.close()


def moved(view, label):
    """The answer in words and the slider's value, before and after the first slider moves."""
    charting.draw(view, label)
    chart = view.locator(f'.q-chart[data-label="{label}"]')
    answer, slider = chart.locator("output[aria-live=polite]"), chart.locator("input").first
    told = [(answer.inner_text(), slider.get_attribute("aria-valuetext"))]
    html = charting.state(view, label)["html"]
    slider.press("ArrowLeft")
    assert charting.changes(view, label, html)
    return [*told, (answer.inner_text(), slider.get_attribute("aria-valuetext"))]


@pytest.mark.parametrize("page", CHAPTERS)
def test_what_a_slider_changes_is_told_in_words(page, view, home):
    charting.go(view, home + page)
    (before, _none), (after, _still) = moved(view, "fig-mining-explorer")
    assert "4.0" in before and "4.0" not in after
    (_first, month), (_second, earlier) = moved(view, "fig-mining-world-map")
    assert re.search(r"2021", month) and re.search(r"2021", earlier) and month != earlier


@pytest.mark.parametrize("page", browsing.in_languages(["notebooks/timeline.html"]))
def test_no_stop_of_the_tab_key_is_out_of_sight(page, view, home):
    browsing.open_whole(view, home + page)
    view.evaluate("() => scrollTo(0, 0)")
    assert browsing.unseen_focus(view, STOPS) == []


@pytest.mark.parametrize("page", CHAPTERS)
def test_links_below_figures_say_of_which_they_are(page, view, home):
    view.goto(home + page)
    links = view.locator(".q-links :is(summary, a[download])")
    names = [one.get_attribute("aria-label") for one in links.all()]
    assert names and all(re.search(r"\d+$", name) for name in names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("page", CHAPTERS)
def test_a_table_outside_figures_has_a_name(page, view, home):
    view.goto(home + page)
    tables = view.locator(".bd-article table:not(.q-figure table)")
    assert tables.count()
    assert all(one.get_attribute("aria-label") for one in tables.all())


def test_the_meaning_of_a_number_is_seen_at_its_focus(view, home):
    view.goto(home + "notebooks/mining.html")
    number = view.locator("a.qantar-number[title]").first
    number.focus()
    view.keyboard.press("Shift+Tab")
    shown = "one => getComputedStyle(one, '::after').content"
    assert number.evaluate(shown) == "none"
    view.keyboard.press("Tab")
    assert number.get_attribute("title") in number.evaluate(shown)


@pytest.mark.parametrize("page", [one for one in browsing.pages() if one.startswith("notebooks/")])
def test_the_themes_boxes_have_words_of_their_own(page):
    assert "Toggle hidden content" not in charting.text_of(page)
