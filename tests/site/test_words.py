"""The words of the built book: house style, no sentence twice in a chapter, charts that speak."""

import re
from collections import Counter

import browsing
import charting
import pytest
from bs4 import BeautifulSoup

# Shorthand that no newspaper would print, and notes to ourselves.
BANNED = (
    r"stands? for [\d,.]+ [TG]Wh|is told differently|hours of that\b|by the word of|haircut"
    r"|the chapter['’]s miner|half of the draws|[\d,]+ draws\b|\(recall\)|from memory"
    r"|medium confidence|would test it"
)
# Titles that count our own table instead of saying what was found.
EMPTY_TITLE = r"\brank \d+ of|\d+ of (the )?\d+ (drawn|values|events|listed|monthly|rows)\b|\?"
# What a missing value or a joined key leaves in words.
RAW = re.compile(r"\b(null|NaN|nan|None|undefined|NaT)\b|\||\{\w*\}")
PAGES = [page for page in browsing.pages() if page.startswith(("index", "book/", "notebooks/"))]
# What a cell of code leaves on the page where it is taken for text.
CODE = re.compile(r"\b(say|_)\(|\{\w+(:[^}]*)?\}")
# A slider is moved so far: neighbours may give the same rounded number.
STEPS = 5
# What names a claim or says the same of two people.
REPEATED = ", .qantar-corrections, .qantar-people"
CHAPTERS = [page for page in PAGES if page.startswith("notebooks/")]
CHARTS = charting.chart_pages()


def prose(page, besides=""):
    """The paragraphs and points of a page that a reader reads: no table, code or closed box."""
    article = BeautifulSoup(charting.text_of(page), "html.parser").select_one("article")
    asides = "table, details, pre, .qantar-phone, .q-source, .claim-foot"
    for aside in article.select(asides + besides):
        aside.decompose()
    blocks = article.select("p, li:not(:has(p))")
    return [" ".join(block.get_text().split()) for block in blocks]


def titles(page):
    """The findings above the charts of a page."""
    page = BeautifulSoup(charting.text_of(page), "html.parser")
    return [one.get_text() for one in page.select("figure.q-figure .caption-text")]


def test_there_are_pages_to_read():
    assert CHAPTERS and CHARTS, f"no chapter in {browsing.SITE}: run make book"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_none_of_the_banned_phrases(page):
    assert [text for text in prose(page) if re.search(BANNED, text)] == []


@pytest.mark.parametrize("page", CHAPTERS)
def test_no_paragraph_of_a_chapter_is_code(page):
    assert [text for text in prose(page) if CODE.search(text)] == []


@pytest.mark.parametrize("page", CHAPTERS)
def test_no_sentence_stands_twice_in_a_chapter(page):
    said = (re.split(r"(?<=[.!?])\s", text) for text in prose(page, REPEATED))
    counts = Counter(sentence for part in said for sentence in part if sentence.count(" ") > 4)
    assert [sentence for sentence, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("page", CHARTS)
def test_a_charts_title_is_a_finding(page):
    assert [one for one in titles(page) if one.count(" ") < 3 or re.search(EMPTY_TITLE, one)] == []


@pytest.mark.parametrize("page", CHARTS)
def test_no_picture_shows_a_missing_value_or_a_key(page):
    found = []
    for label in charting.labels(page):
        for kind in ("wide", "narrow"):
            name = f"{label}-{kind}.svg"
            text = (browsing.SITE / "_charts" / name).read_text("utf-8")
            words = re.findall(r"<(?:text|tspan)[^>]*>([^<]+)<", text)
            found += [f"{name}: {word}" for word in words if RAW.search(word)]
    assert found == []


def test_no_tooltip_shows_a_missing_value_or_a_key(chromium):
    found = []
    with browsing.served(browsing.SITE) as home:
        view = chromium.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        for page in CHARTS:
            for label in charting.go(view, home + page):
                charting.draw(view, label)
                shown = charting.tooltips(view, label)
                found += [f"{label}: {words}" for words in shown if _empty(words)]
        view.close()
    assert found == []


def _empty(words):
    """Whether a tooltip shows a raw value, or a name without its value."""
    lines = [line for line in words.splitlines() if line.strip()]
    return RAW.search(words) or not lines or any(line.rstrip().endswith(":") for line in lines)


def test_the_caption_follows_a_moved_slider(chromium):
    with browsing.served(browsing.SITE) as home:
        view = chromium.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        stale = [one for page in CHARTS for one in _stale(view, home, page)]
        view.close()
    assert stale == []


def _stale(view, home, page):
    """The charts of a page whose caption and words stay as they were when a control is moved."""
    for label in charting.go(view, home + page):
        charting.draw(view, label)
        sliders = f'.q-chart[data-label="{label}"] input[type=range]'
        for slider in view.query_selector_all(sliders):
            before, drawn = charting.words(view, label), charting.state(view, label)["html"]
            slider.focus()
            lowest = slider.input_value() == slider.get_attribute("min")
            for _step in range(STEPS):
                view.keyboard.press("ArrowRight" if lowest else "ArrowLeft")
            charting.changes(view, label, drawn)
            if charting.words(view, label) == before:
                yield f"{label}: {slider.get_attribute('aria-label')}"
