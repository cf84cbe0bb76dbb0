"""The claims on the page: all there without scripts, to be filtered with them, each reachable by
its link.
"""

import json

import browsing
import pytest
from bs4 import BeautifulSoup

from qantar import data

PAGE = "notebooks/claims.html"


def soup_of(page):
    return BeautifulSoup((browsing.SITE / page).read_text(encoding="utf-8"), "html.parser")


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


def choose(page, label, value):
    page.get_by_label(label, exact=True).select_option(value)


def test_every_claim_is_in_the_page_itself():
    soup = soup_of(PAGE)
    claims = data.load("claims")
    items = {item["id"]: item for item in soup.select(".qantar-claims > .claim")}
    assert set(items) == {f"claim-{claim}" for claim in claims["claim_id"]}
    for name, item in items.items():
        assert item.select_one(".claim-verdict").get_text(strip=True)
        assert item.select_one(f'.claim-link[href="#{name}"]')
    assert not soup.select(".claims-filter"), "no dead controls without scripts"


def test_one_can_jump_from_card_to_card_by_heading(page):
    heads = page.get_by_role("heading").filter(has_text=" · claim ")
    assert heads.count() == len(data.load("claims"))
    assert browsing.violations(page) == []


def test_a_card_names_its_sources_and_shows_no_address():
    publishers = data.load("claim_sources").groupby("claim_id")["source_publisher"].agg(list)
    soup = soup_of(PAGE)
    for claim, names in publishers.items():
        text = soup.select_one(f"#claim-{claim}").get_text(" ", strip=True)
        assert [name for name in names if name not in text] == []
        assert "http" not in text


def test_the_page_carries_a_review_of_every_claim():
    (element,) = soup_of(PAGE).select('script[type="application/ld+json"]')
    reviews = json.loads(element.string)["@graph"]
    assert len(reviews) == len(data.load("claims"))


@pytest.mark.parametrize("name", [PAGE, "index.html"])
def test_the_six_corrections_lead_to_their_cards(name):
    soup = soup_of(name)
    links = [link["href"] for link in soup.select(".qantar-corrections .correction-claim a")]
    wanted = data.load("claims").dropna(subset=["matters"]).sort_values("matters")["claim_id"]
    assert [link.partition("#")[2] for link in links] == [f"claim-{claim}" for claim in wanted]
    assert any("claims.css" in (sheet.get("href") or "") for sheet in soup.select("link"))


def test_without_scripts_the_whole_list_is_shown(chromium):
    view = chromium.new_context(java_script_enabled=False).new_page()
    view.goto(f"{browsing.SITE.as_uri()}/{PAGE}")
    assert view.locator(".claim").first.is_visible() and view.locator(".claim").last.is_visible()
    assert view.locator(".claims-filter").count() == 0
    view.context.close()


def test_filters_narrow_the_list_and_say_how_many_are_left(page):
    total = len(data.load("claims"))
    assert shown(page) == total
    choose(page, "Verdict", "roughly")
    roughly = shown(page)
    assert 0 < roughly < total
    assert page.get_by_role("status").filter(has_text=f"{roughly} of {total}").count() == 1
    choose(page, "Topic", "politics")
    politics = shown(page)
    assert 0 < politics < roughly
    choose(page, "Kind", "event")
    assert 0 < shown(page) < politics
    for label in ("Topic", "Verdict", "Kind"):
        choose(page, label, "")
    assert shown(page) == total


def test_words_narrow_the_list_together(page):
    page.get_by_label("Words", exact=True).fill("borodavkin troops")
    assert shown(page) == 1
    assert page.locator("#claim-c39").is_visible()
    page.get_by_label("Words", exact=True).fill("no such word anywhere")
    assert shown(page) == 0


def test_a_topic_without_match_loses_its_heading(page):
    choose(page, "Topic", "mining")
    assert not page.get_by_role("heading", name="Wealth", exact=False).first.is_visible()


def test_the_filter_works_by_keyboard(page):
    page.get_by_label("Verdict", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("document.querySelectorAll('.claim[hidden]').length > 0")
    assert 0 < shown(page) < len(data.load("claims"))


def test_a_link_to_a_claim_shows_it_whatever_is_filtered(page):
    choose(page, "Topic", "wealth")
    page.evaluate("location.hash = '#claim-c62'")
    page.wait_for_function("document.getElementById('claim-c62').checkVisibility()")
    assert page.get_by_label("Topic", exact=True).input_value() == ""


def test_the_link_of_a_claim_copies_claim_verdict_and_address(chromium):
    with browsing.served(browsing.SITE) as address:
        context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
        view = context.new_page()
        view.goto(f"{address}{PAGE}")
        view.locator("#claim-c62 .claim-link").click()
        view.get_by_role("status").filter(has_text="copied").wait_for()
        copied = view.evaluate("navigator.clipboard.readText()")
        context.close()
    assert "Supported." in copied and copied.endswith(f"{PAGE}#claim-c62")
