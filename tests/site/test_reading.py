"""The site as a reader's product: heads of pages, search without network, folded code, links to
figures.
"""

from collections import Counter

import browsing
import pytest
from bs4 import BeautifulSoup

KINDS = (
    "index.html",
    "notebooks/energy.html",
    "book/method.html",
    "search.html",
    "404.html",
    "changes.html",
)


def _soup(page):
    return BeautifulSoup((browsing.SITE / page).read_text(encoding="utf-8"), "html.parser")


def _meta(soup, **attributes):
    found = soup.find("meta", attrs=attributes)
    return found["content"] if found else None


@pytest.fixture(scope="module")
def documents():
    """The pages of the table of contents, parsed; the book must be built."""
    found = {
        page: _soup(page)
        for page in browsing.pages()
        if page.startswith(("index", "book/", "notebooks/"))
    }
    assert found, f"no built book in {browsing.SITE}: run make book"
    return found


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("page", browsing.in_languages(KINDS))
def test_each_kind_of_page_is_whole_accessible_and_silent(page, width, chromium):
    with browsing.served(browsing.WHOLE) as home:
        view = chromium.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        problems = browsing.listen(view, home)
        browsing.open_whole(view, home + page)
        problems += browsing.layout(view) + browsing.headings(view) + browsing.violations(view)
        view.close()
    assert problems == []


# Tables of a chart's data are longer than pages anyway, and folded away.
WIDER_THAN_THEIR_PLACE = """() => [...document.querySelectorAll('.bd-article table')]
  .filter(table => !table.closest('.q-about') && table.getClientRects().length)
  .filter(table => table.getBoundingClientRect().width > table.parentElement.clientWidth + 1)
  .map(table => table.innerText.slice(0, 60))"""


def test_no_table_of_the_text_is_cut_off_on_a_phone(documents, chromium):
    wide = {}
    with browsing.served(browsing.WHOLE) as home:
        view = chromium.new_page(viewport={"width": 360, "height": 740})
        for page in browsing.in_languages(documents):
            view.goto(home + page)
            wide[page] = view.evaluate(WIDER_THAN_THEIR_PLACE)
        view.close()
    assert {page: tables for page, tables in wide.items() if tables} == {}


def test_every_page_has_its_own_title_and_description(documents):
    titles = Counter(soup.title.get_text() for soup in documents.values())
    descriptions = Counter(_meta(soup, name="description") for soup in documents.values())
    assert [title for title, count in titles.items() if count > 1] == []
    assert [words for words, count in descriptions.items() if count > 1 or not words] == []
    assert all(20 <= len(words) <= 200 for words in descriptions)


def test_a_shared_link_shows_the_pages_own_picture(documents):
    shown = set()
    for page, soup in documents.items():
        picture = _meta(soup, property="og:image")
        path = ((browsing.SITE / page).parent / picture).resolve()
        assert path.read_bytes().startswith(b"\x89PNG"), page
        shown.add(path.read_bytes())
        assert _meta(soup, property="og:title") in soup.title.get_text()
    assert len(shown) == len(documents)


def test_without_an_address_no_page_claims_one(documents):
    assert not (browsing.SITE / "sitemap.xml").exists()
    for soup in documents.values():
        assert soup.find("link", rel="canonical") is None
        assert _meta(soup, property="og:url") is None


def test_every_figure_has_a_link_to_itself(documents):
    figures = [figure for soup in documents.values() for figure in soup.select("figure.q-figure")]
    assert figures
    lost = [
        one["id"] for one in figures if not one.select_one(f'a.headerlink[href="#{one["id"]}"]')
    ]
    assert lost == []


def test_code_is_folded_and_one_click_away(documents):
    for page, soup in documents.items():
        if page.startswith("notebooks/"):
            code = soup.select("details.q-listing, details.hide")
            assert code and not [one for one in code if one.has_attr("open")], page
            loose = [one for one in soup.select(".cell_input") if not one.find_parent("details")]
            assert loose == [], page


def test_every_page_leads_on_and_says_how_to_report_an_error(documents):
    for page, soup in documents.items():
        assert soup.select_one(".prev-next-area a"), page
        assert "Report an error" in soup.select_one(".bd-footer-content").get_text(), page


def _hits(chromium, words):
    """The addresses that a search from a folder, without network, lists for `words`."""
    view = chromium.new_context(offline=True).new_page()
    problems = browsing.listen(view, browsing.SITE.as_uri())
    view.goto(f"{browsing.SITE.as_uri()}/search.html?q={words}")
    view.wait_for_selector("#search-results li a")
    hits = view.eval_on_selector_all(
        "#search-results li a", "links => links.map(one => one.getAttribute('href'))"
    )
    view.context.close()
    assert problems == []
    return hits


def test_search_works_from_a_folder_without_network(chromium):
    assert any("notebooks/energy" in hit for hit in _hits(chromium, "coal"))


@pytest.mark.parametrize(("digits", "page"), [("238", "timeline"), ("162", "wealth")])
def test_search_finds_numbers(digits, page, chromium):
    assert any(f"notebooks/{page}" in hit for hit in _hits(chromium, digits))


def test_search_finds_names_in_a_charts_data(chromium):
    assert any("notebooks/energy" in hit for hit in _hits(chromium, "Ireland"))


def test_a_section_headed_by_the_words_is_the_first_hit(chromium):
    assert "three-signposts" in _hits(chromium, "signposts")[0]
