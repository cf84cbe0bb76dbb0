"""With a published address every page says where it belongs; with another edition none does."""

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

ADDRESS = "https://example.org/book/"
CONFIGURATION = """
import sys
from qantar.book.pages import assets
from qantar.book.site import site

project = "Qantar"
author = "Authors"
html_title = "Qantar: a book"
html_theme = "sphinx_book_theme"
site_url = {address!r}
qantar_edition = {edition!r}

def setup(app):
    app.add_config_value("qantar_edition", "", "env", types=[str])
    assets.setup(app)
    site.setup(app)
"""


@pytest.fixture
def build(tmp_path):
    """Builds a book of two pages and returns its folder, or what went wrong."""

    def run(address, edition="kazakhstan"):
        source = tmp_path / "source"
        (source / "part").mkdir(parents=True, exist_ok=True)
        text = CONFIGURATION.format(address=address, edition=edition)
        (source / "conf.py").write_text(text, encoding="utf-8")
        words = "This page tells what happened to the miners of one country, and how we know it.\n"
        (source / "index.rst").write_text(
            f"Front\n=====\n\n{words}\n.. toctree::\n\n   part/page\n"
        )
        (source / "part" / "page.rst").write_text(f"Page\n====\n\nA second page. {words}")
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-b",
            "html",
            str(source),
            str(tmp_path / "out"),
        ]
        done = subprocess.run(command, capture_output=True, text=True)
        return tmp_path / "out" if done.returncode == 0 else done.stderr

    return run


def _soup(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_pages_feed_map_and_lost_page_know_the_address(build):
    out = build(ADDRESS.rstrip("/"))
    front, page = _soup(out / "index.html"), _soup(out / "part" / "page.html")
    assert front.find("link", rel="canonical")["href"] == ADDRESS
    assert page.find("link", rel="canonical")["href"] == f"{ADDRESS}part/page.html"
    assert page.find("meta", property="og:url")["content"] == f"{ADDRESS}part/page.html"
    assert f"<loc>{ADDRESS}part/page.html</loc>" in (out / "sitemap.xml").read_text()
    assert f"{ADDRESS}sitemap.xml" in (out / "robots.txt").read_text()
    assert f'href="{ADDRESS}changes.xml"' in (out / "changes.xml").read_text()
    lost = _soup(out / "404.html")
    targets = [one["href"] for one in lost.find_all("a", href=True)]
    assert "/book/index.html" in targets
    assert all(target.startswith(("/book/", "#", "http")) for target in targets)


def test_another_edition_claims_no_address(build):
    out = build(ADDRESS, edition="iran")
    assert _soup(out / "index.html").find("link", rel="canonical") is None
    assert not (out / "sitemap.xml").exists()


def test_an_address_that_is_none_stops_the_build_with_what_would_be_right(build):
    assert "site_url: 'example.org' is no address; write https://" in build("example.org")
