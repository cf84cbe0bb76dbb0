"""Every page of the built book as readers meet it: three widths, light and dark, keyboard, large
text.
"""

import posixpath
from urllib.parse import unquote, urlsplit

import browsing
import pytest
from bs4 import BeautifulSoup

from qantar.common import language

CODES = language.codes()
WIDTHS = (360, 768, 1440)
HEIGHT = 900
TAB_STOPS = 40
EVERY = browsing.pages(browsing.WHOLE)
# Listings of code are the same in every language, and all made alike: one stands for them where the
# test is about moving through a page.
CODE = [page for page in EVERY if page.startswith("_code/")]
TEXT = [page for page in EVERY if "_code/" not in page]
PAGES, KINDS = TEXT + CODE, TEXT + CODE[:1]
_DARK_RULES = ("color-contrast", "link-in-text-block")


@pytest.fixture(scope="module")
def home():
    """The address of the built book on a local server."""
    with browsing.served(browsing.WHOLE) as address:
        yield address


@pytest.fixture
def tab(chromium):
    """Opens a tab of a given width; closed at the end."""
    opened = []

    def open_tab(width, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce", **options
        )
        opened.append(context)
        return context.new_page()

    yield open_tab
    for context in opened:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", PAGES)
def test_page_is_whole_accessible_and_silent_in_light_and_dark(page, width, home, tab):
    view = tab(width, color_scheme="light")
    problems = browsing.listen(view, home)
    browsing.open_whole(view, home + page)
    problems += browsing.layout(view) + browsing.headings(view) + browsing.violations(view)
    view.emulate_media(color_scheme="dark")
    view.wait_for_function("() => document.documentElement.dataset.theme === 'dark'")
    problems += [f"dark: {problem}" for problem in browsing.layout(view)]
    problems += [f"dark: {problem}" for problem in browsing.violations(view, *_DARK_RULES)]
    assert problems == []


@pytest.mark.parametrize("page", KINDS)
def test_keyboard_focus_is_seen_wherever_it_goes(page, home, tab):
    view = tab(1440, color_scheme="light")
    browsing.open_whole(view, home + page)
    view.keyboard.press("Tab")
    first = view.evaluate("() => document.activeElement.getAttribute('href')")
    assert first == "#main-content", "the first stop is the way past the menus"
    assert browsing.unseen_focus(view, TAB_STOPS) == []


@pytest.mark.parametrize("page", KINDS)
def test_text_at_twice_the_size_is_intact(page, home, tab):
    view = tab(1440, color_scheme="light")
    browsing.open_whole(view, home + page)
    view.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    assert browsing.layout(view) == []


def _targets(page):
    soup = BeautifulSoup((browsing.WHOLE / page).read_text(encoding="utf-8"), "html.parser")
    for element, attribute in (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src")):
        yield from (found[attribute] for found in soup.find_all(element, **{attribute: True}))
    yield from (found["srcset"] for found in soup.find_all("source", srcset=True))
    yield from (found["data-src"] for found in soup.find_all(attrs={"data-src": True}))


def test_every_inner_link_leads_somewhere():
    ids = {}
    for page in EVERY:
        soup = BeautifulSoup((browsing.WHOLE / page).read_text(encoding="utf-8"), "html.parser")
        ids[page] = {found["id"] for found in soup.find_all(id=True)}
    broken = []
    for page in ids:
        for target in _targets(page):
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
            path = page if not parts.path else path
            lost = not (browsing.WHOLE / path).is_file()
            lost = lost or (
                parts.fragment and path in ids and unquote(parts.fragment) not in ids[path]
            )
            broken += [f"{page}: {target}"] if lost else []
    assert broken == []


@pytest.mark.parametrize("page", [page for page in TEXT if page.split("/")[0] not in CODES])
def test_a_page_has_the_same_sections_in_every_language(page):
    def sections(name):
        soup = BeautifulSoup((browsing.WHOLE / name).read_text(encoding="utf-8"), "html.parser")
        assert soup.select("a.q-language")
        return [
            {found["id"], *(one["id"] for one in found.find_all("span", id=True, recursive=False))}
            for found in soup.select("article section[id]")
        ]

    first, *others = map(sections, browsing.in_languages([page]))
    assert others
    for other in others:
        assert all(one & same for one, same in zip(first, other, strict=True))


def test_there_is_a_book_to_look_at():
    assert "index.html" in PAGES, f"no built book in {browsing.SITE}: run make book"
