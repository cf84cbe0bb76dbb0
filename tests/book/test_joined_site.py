"""Books of several languages as one site: each page leads to the others, in the same section."""

import re

import pytest

from qantar.book.site import finish, html, languages, sitemap
from qantar.common.errors import BuildError
from qantar.flow import editions

PAGE = (
    '<html lang="{code}"><head></head><body><div class="article-header-buttons"></div>'
    '<article><section id="top"><h1>A</h1><section id="one"><p style="height: 3000px">1</p>'
    '</section><section id="two"><p style="height: 3000px">2</p></section></section></article>'
)


@pytest.fixture
def site(tmp_path, monkeypatch):
    """The joined site of two small books; one page is in English alone."""
    monkeypatch.setattr(html, "BUILD", tmp_path)
    books = [editions.load("kazakhstan", code) for code in ("en", "ar")]
    for book in books:
        folder = html.site_folder(book)
        for name in ("index.html", "book/data.html", "404.html", "_static/x.css"):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(PAGE.format(code=book.language), encoding="utf-8")
    (html.site_folder(books[0]) / "only.html").write_text(PAGE.format(code="en"), encoding="utf-8")
    return languages.join(books).parent


def switch(path):
    return re.findall(r'<a class="q-language" href="([^"]*)" hreflang="(\w+)"', path.read_text())


@pytest.mark.parametrize(
    ("page", "led"),
    [
        ("index.html", [("ar/index.html", "ar")]),
        ("book/data.html", [("../ar/book/data.html", "ar")]),
        ("ar/index.html", [("../index.html", "en")]),
        ("ar/book/data.html", [("../../book/data.html", "en")]),
        ("only.html", []),
    ],
)
def test_a_page_leads_to_itself_in_the_other_language(site, page, led):
    assert switch(site / page) == led
    for href, _code in led:
        assert (site / page).parent.joinpath(href).is_file()


def test_the_link_says_its_language_and_direction(site):
    text = (site / "index.html").read_text(encoding="utf-8")
    assert 'hreflang="ar" lang="ar" dir="rtl">العربية</a>' in text
    assert '<link rel="alternate" hreflang="ar" href="ar/index.html">' in text


def test_a_published_page_names_whole_addresses():
    page = PAGE.format(code="ar")
    made = languages.linked(page, "index.html", "ar", ["en"], "https://example.org/q/")
    assert '<link rel="alternate" hreflang="en" href="https://example.org/q/">' in made
    assert '<link rel="alternate" hreflang="ar" href="https://example.org/q/ar/">' in made
    assert 'href="../index.html" hreflang="en"' in made


def test_a_page_without_a_header_is_refused():
    with pytest.raises(BuildError, match=r"ar/index\.html: no header"):
        languages.linked("<html></html>", "index.html", "ar", ["en"], "")


@pytest.mark.parametrize(
    ("edition", "code", "address"),
    [
        ("kazakhstan", "en", "https://example.org/q/"),
        ("kazakhstan-ar", "ar", "https://example.org/q/ar/"),
        ("iran-ar", "ar", ""),
    ],
)
def test_the_report_is_published_below_its_language(edition, code, address):
    assert sitemap.published("https://example.org/q", edition, code) == address
    assert sitemap.published("", edition, code) == ""


def test_robots_are_told_of_the_site_map_of_each_language():
    told = sitemap.robots("https://example.org/", "https://example.org/ar/")
    assert told.count("Sitemap: https://example.org/") == 2
    assert "Sitemap: https://example.org/ar/sitemap.xml" in told


def test_the_joined_site_is_what_is_served_and_packed(site):
    assert html.shown_folder(editions.load("kazakhstan")) == site
    arabic = editions.load("kazakhstan", "ar")
    assert html.shown_folder(arabic) == html.site_folder(arabic)


def test_a_plain_book_has_no_switch(site):
    assert switch(site.parent / "html" / "index.html") == []


@pytest.mark.parametrize(("asked", "section"), [("#two", "two"), ("", "one"), ("#none", "one")])
def test_the_switch_keeps_the_section_being_read(chromium, site, asked, section):
    page = chromium.new_page()
    page.goto(f"{(site / 'index.html').as_uri()}{asked}")
    if asked != "#two":
        page.evaluate("() => scrollTo(0, 1000)")
    page.evaluate("() => document.querySelector('a.q-language').click()")
    page.wait_for_url("**/ar/index.html*")
    assert page.url == f"{(site / 'ar' / 'index.html').as_uri()}#{section}"
    page.close()


def test_words_of_the_theme_are_put_in_for_each_language(monkeypatch):
    monkeypatch.setattr(finish, "_themes", str.upper)
    made = finish.in_language('<html lang="xx"><button title="Toggle primary sidebar">')
    assert made == '<html dir="ltr" lang="xx"><button title="TOGGLE PRIMARY SIDEBAR">'


def test_code_is_read_in_its_own_language():
    made = finish.in_language('<html lang="ar"><pre tabindex="0">x</pre><code>y</code>')
    own = 'lang="en" translate="no"'
    assert made.endswith(f'<pre {own} tabindex="0">x</pre><code {own}>y</code>')
