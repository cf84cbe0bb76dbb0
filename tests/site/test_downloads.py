"""What a reader takes away: files of charts and key figures, from a server and from a folder, and
a chart's picture on another page.
"""

import browsing
import pytest
from bs4 import BeautifulSoup

from qantar.book.figure import listing

PAGE, LABEL = "notebooks/wealth.html", "fig-wealth-gas-ladder"
OFFERED = ((PAGE, f"#{LABEL} a[download]"), ("book/figures.html", "a[download]"))
OPEN_ALL = (
    "() => document.querySelectorAll('details')"
    ".forEach(one => { one.removeAttribute('name'); one.open = true; })"
)
# A browser shows what it can show of a folder's files and saves the rest.
SHOWN = (".json", ".svg", ".png")


def _soup(page):
    return BeautifulSoup((browsing.SITE / page).read_text(encoding="utf-8"), "html.parser")


def _offers(page, selector):
    return [link["href"].removeprefix("../") for link in _soup(page).select(selector)]


def _links(view, page, selector):
    view.goto(page)
    view.evaluate(OPEN_ALL)
    return view.locator(selector)


def test_every_file_offered_is_in_the_book():
    offers = [
        (page, browsing.SITE / page / ".." / link["href"])
        for page in browsing.pages()
        if not page.startswith("_code/")
        for link in _soup(page).select("a[download]")
    ]
    assert offers
    assert [(page, file.name) for page, file in offers if not file.resolve().is_file()] == []


@pytest.mark.parametrize(("page", "selector"), OFFERED)
def test_a_click_on_a_server_saves_the_file(page, selector, chromium):
    with browsing.served(browsing.SITE) as home:
        view = chromium.new_page()
        links = _links(view, home + page, selector)
        saved = {}
        for place in range(links.count()):
            with view.expect_download() as download:
                links.nth(place).click()
            saved[download.value.suggested_filename] = download.value.path().read_bytes()
        view.close()
    files = [browsing.SITE / name for name in _offers(page, selector)]
    assert saved == {file.name: file.read_bytes() for file in files}


@pytest.mark.parametrize(("page", "selector"), OFFERED)
def test_a_click_in_a_folder_saves_or_shows_the_file(page, selector, chromium):
    folder = browsing.SITE.resolve().as_uri()
    view = chromium.new_context(offline=True).new_page()
    for place, name in enumerate(_offers(page, selector)):
        links = _links(view, f"{folder}/{page}", selector)
        if name.endswith(SHOWN):
            links.nth(place).click()
            view.wait_for_url(f"{folder}/{name}")
        else:
            with view.expect_download() as download:
                links.nth(place).click()
            assert download.value.path().read_bytes() == (browsing.SITE / name).read_bytes()
    view.context.close()


def test_a_saved_picture_says_what_it_shows_and_whence():
    figure = _soup(PAGE).find(id=LABEL)
    picture = BeautifulSoup(
        (browsing.SITE / "_charts" / f"{LABEL}.svg").read_text(encoding="utf-8"), "html.parser"
    ).get_text(" ")
    source = figure.select_one(".q-source").get_text()
    assert " ".join(source.split()) in " ".join(picture.split())
    assert f"{PAGE}#{LABEL}" in picture


def test_a_chart_stands_on_another_page_and_leads_back(chromium, tmp_path):
    site = f"{browsing.SITE.resolve().as_uri()}/"
    snippet = listing.embedding(LABEL, "The ladder", site, f"{site}{PAGE}#{LABEL}")
    other = f'<html><head><meta charset="utf-8"></head><body>{snippet}</body></html>'
    (tmp_path / "other.html").write_text(other, encoding="utf-8")
    view = chromium.new_context(offline=True).new_page()
    view.goto((tmp_path / "other.html").as_uri())
    picture = view.get_by_alt_text("The ladder")
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 1000
    picture.click()
    view.wait_for_url(f"**/{PAGE}#{LABEL}")
    assert view.locator(f"#{LABEL}").is_visible()
    view.context.close()


def test_without_an_address_no_snippet_is_offered():
    assert "<img" not in _soup(PAGE).find(id=LABEL).get_text()
