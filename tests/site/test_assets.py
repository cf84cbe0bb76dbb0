"""What the built pages load and in which order: rules of the theme, parts of Vega, bytes."""

import subprocess
import sys
from pathlib import Path

import browsing
import charting
import pytest

from qantar.book.pages.assets import STATIC

CHAPTER = "notebooks/energy.html"
MOST_BYTES, MOST_COMPRESSED = 700_000, 200_000
PHONE = {"width": 360, "height": 800}
RULES = (Path(browsing.__file__).parent / "rules.js").read_text(encoding="utf-8")
CHART = ".q-chart"
LIVE = "() => document.querySelector('.q-chart')?.dataset.ready === '1'"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """All rules of the theme and of Sphinx's extensions, of which theme.css holds a part."""
    sheet = tmp_path_factory.mktemp("theme") / "theme.css"
    script = STATIC.parent / "bundle" / "theme.py"
    subprocess.run([sys.executable, script, sheet, sheet.with_suffix(".json")], check=True)
    return sheet.read_text(encoding="utf-8")


@pytest.fixture
def phone(chromium):
    """A phone's window that nothing is kept in, and the address of the book on a local server."""
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
    with browsing.served(browsing.SITE) as home:
        yield context.new_page(), home
    context.close()


def test_pages_have_every_rule_of_the_theme_that_they_use(chromium, whole):
    kept = (STATIC / "theme.css").read_text(encoding="utf-8")
    code = [page for page in browsing.pages() if page.startswith("_code/")]
    view, lost = chromium.new_page(), {}
    for page in [one for one in browsing.pages() if one not in code[1:]]:
        view.goto((browsing.SITE / page).as_uri())
        lost |= dict.fromkeys(view.evaluate(RULES, [whole, kept]), page)
    view.close()
    assert lost == {}, "npm run build in src/qantar/book/bundle makes theme.css anew"


def _transforms(part):
    """The transforms that a specification names, those of its marks and projections too."""
    if isinstance(part, list):
        return set().union(*map(_transforms, part))
    if not isinstance(part, dict):
        return set()
    named = {one["type"] for one in part.get("transform", ()) if isinstance(one, dict)}
    return named.union(
        {"projection"} if part.get("projections") else set(),
        *(_transforms(inner) for name, inner in part.items() if name != "values"),
    )


def test_the_script_of_a_page_holds_what_its_charts_transform_by(chromium):
    have = {}
    for name in ("charts", "maps"):
        view = chromium.new_page()
        view.add_script_tag(path=STATIC / "charts" / f"{name}.js")
        have[f"charts/{name}.js"] = set(view.evaluate("Object.keys(qantarDraw.transforms)"))
        view.close()
    lacking = {}
    for page in charting.chart_pages():
        (script,) = [name for name in have if name in charting.text_of(page)]
        for label in charting.labels(page):
            lost = _transforms(charting.payload(label)["vega"]) - have[script]
            lacking |= {f"{page} {label}": lost} if lost else {}
    assert lacking == {}, "add them to src/qantar/book/bundle/charts.js"


def test_a_cold_visit_to_a_chapter_keeps_its_budget(phone):
    view, home = phone
    given = []
    view.on("response", lambda response: given.append(response))
    view.goto(home + CHAPTER, wait_until="load")
    view.locator(CHART).first.scroll_into_view_if_needed()
    view.wait_for_function(LIVE)
    view.wait_for_load_state("networkidle")
    bytes_, compressed = browsing.weight(given)
    assert bytes_ <= MOST_BYTES
    assert compressed <= MOST_COMPRESSED


@pytest.mark.parametrize("page", browsing.pages())
def test_the_sheet_of_stories_is_on_pages_that_tell_one(page):
    told = {"index.html", "notebooks/timeline.html"}
    assert ("story.css" in charting.text_of(page)) == (page in told)


def test_the_first_chart_waits_for_no_script_of_the_theme(phone):
    view, home = phone
    view.route("**/*-theme.js*", lambda route: None)
    view.goto(home + CHAPTER, wait_until="commit")
    view.locator(CHART).first.scroll_into_view_if_needed()
    assert view.wait_for_function(LIVE)


def test_no_chart_far_below_the_window_is_drawn(phone):
    view, home = phone
    view.goto(home + "index.html", wait_until="load")
    view.wait_for_load_state("networkidle")
    assert view.locator(f"{CHART}[data-ready]").count() == 0
    view.locator(CHART).first.scroll_into_view_if_needed()
    assert view.wait_for_function(LIVE)


def test_only_the_first_chart_is_drawn_before_it_is_near(phone):
    view, home = phone
    view.goto(home + CHAPTER, wait_until="load")
    view.wait_for_function(LIVE)
    view.wait_for_load_state("networkidle")
    assert view.locator(f"{CHART}[data-ready]").count() == 1
    view.locator(CHART).last.scroll_into_view_if_needed()
    view.wait_for_function(f"() => [...document.querySelectorAll('{CHART}')].at(-1).dataset.ready")


def test_the_themes_buttons_answer(phone):
    view, home = phone
    problems = browsing.listen(view, home)
    view.goto(home + CHAPTER, wait_until="load")
    view.wait_for_load_state("networkidle")
    before = view.evaluate("document.documentElement.dataset.mode")
    view.locator(".theme-switch-button:visible").click()
    assert view.evaluate("document.documentElement.dataset.mode") != before
    for button, dialog in (
        (".search-button:visible", "#pst-search-dialog"),
        (".primary-toggle:visible", "#pst-primary-sidebar-modal"),
    ):
        view.locator(button).first.click()
        assert view.locator(dialog).evaluate("one => one.open"), button
        view.keyboard.press("Escape")
    view.locator(".q-listing summary").first.click()
    view.locator(".q-listing button.copybtn").first.wait_for(state="attached")
    assert problems == []


def test_words_found_by_a_search_are_marked_on_their_page(phone):
    view, home = phone
    view.goto(f"{home}search.html?q=coal", wait_until="load")
    view.locator("#search-results a[href*=energy]").first.click()
    marked = view.locator("main .highlighted").first
    marked.wait_for(state="attached")
    assert "coal" in marked.text_content().lower()
