"""The claims on the page: all there without scripts, to be filtered with them, each reachable by
its link.
"""

import browsing
import pytest
from bs4 import BeautifulSoup

from qantar import data

PAGE = "notebooks/claims.html"


@pytest.fixture
def page(chromium):
    """The claims page, opened from the folder; the book must be built."""
    view = chromium.new_page(viewport={"width": 1024, "height": 800})
    view.goto(f"{browsing.SITE.as_uri()}/{PAGE}")
    yield view
    view.close()


def shown(page):
    return page.eval_on_selector_all(
        ".claim", "all => all.filter(one => one.checkVisibility()).length"
    )


def test_every_claim_is_in_the_page_itself_with_verdict_test_and_a_way_on():
    soup = BeautifulSoup((browsing.SITE / PAGE).read_text(encoding="utf-8"), "html.parser")
    claims = data.load("claims")
    items = {item["id"]: item for item in soup.select(".qantar-claims > .claim")}
    assert set(items) == {f"claim-{claim}" for claim in claims["claim_id"]}
    for item in items.values():
        assert item.select_one(".claim-verdict").get_text(strip=True)
        assert item.select("a[href]"), item["id"]
    assert not soup.select(".claims-filter"), "no dead controls without scripts"


def test_without_scripts_the_whole_list_is_shown(chromium):
    view = chromium.new_context(java_script_enabled=False).new_page()
    view.goto(f"{browsing.SITE.as_uri()}/{PAGE}")
    assert view.locator(".claim").first.is_visible() and view.locator(".claim").last.is_visible()
    assert view.locator(".claims-filter").count() == 0
    view.context.close()


def test_topic_and_verdict_narrow_the_list_and_say_how_many_are_left(page):
    total = len(data.load("claims"))
    assert shown(page) == total
    page.get_by_label("Verdict", exact=True).select_option("contradicted")
    contradicted = shown(page)
    assert 0 < contradicted < total
    assert page.get_by_role("status").filter(has_text=f"{contradicted} of {total}").count() == 1
    page.get_by_label("Topic", exact=True).select_option("geography")
    assert 0 < shown(page) < contradicted
    page.get_by_label("Topic", exact=True).select_option("")
    page.get_by_label("Verdict", exact=True).select_option("")
    assert shown(page) == total


def test_a_topic_without_match_loses_its_heading(page):
    page.get_by_label("Topic", exact=True).select_option("mining")
    assert not page.get_by_role("heading", name="Wealth", exact=False).first.is_visible()


def test_the_filter_works_by_keyboard(page):
    page.get_by_label("Verdict", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("document.querySelectorAll('.claim[hidden]').length > 0")
    assert 0 < shown(page) < len(data.load("claims"))


def test_a_link_to_a_claim_shows_it_whatever_is_filtered(page):
    page.get_by_label("Topic", exact=True).select_option("wealth")
    page.evaluate("location.hash = '#claim-c62'")
    page.wait_for_function("document.getElementById('claim-c62').checkVisibility()")
