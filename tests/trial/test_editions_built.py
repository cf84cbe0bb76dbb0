"""Built editions: another country without Kazakhstan's text, and a what-if that says so on every
page.
"""

import json
import shlex
import subprocess
import sys

import nbformat
import pytest
from bs4 import BeautifulSoup

from qantar.common.paths import ROOT
from qantar.flow import reruns
from tests.trial.build import Build

WHAT_IF = """title: What if <b>power</b> had been dearer
country: UZB
language: en
chapters: [mining]
parameters: {mining: {tariff_usd_kwh: 0.06}}
sources: {mining: {tariff_usd_kwh: a tariff list}}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The folder of a built what-if of another country, of one chapter."""
    build = Build(tmp_path_factory.mktemp("what-if"))
    build.file.write_text(WHAT_IF, encoding="utf-8")
    build.good()
    return build.build / "small" / "html"


def article(site, page):
    soup = BeautifulSoup((site / f"{page}.html").read_text(encoding="utf-8"), "html.parser")
    return soup.select_one("article.bd-article")


def words(element):
    return " ".join(element.get_text(" ").split())


def test_every_page_says_in_what_the_edition_differs(site):
    pages = ["index", "notebooks/mining", "book/rerun", "book/figures", "book/data"]
    for page in pages:
        notices = article(site, page).select(".qantar-what-if")
        assert len(notices) == 1, page
        said = words(notices[0])
        assert "tariff_usd_kwh = 0.06 (default 0.04), from a tariff list" in said, page
    assert "country = UZB (default KAZ)" in words(
        article(site, "notebooks/mining").select_one(".qantar-what-if")
    )


def test_the_front_page_is_the_countrys_own(site):
    front = article(site, "index")
    assert words(front.h1).startswith("What if <b>power</b> had been dearer")  # words, never markup
    said = words(front)
    assert "run for Uzbekistan" in said
    assert "no sourced tariffs and fees of miners in Uzbekistan are at hand" in said
    assert not (site / "notebooks" / "relocation.html").exists()
    assert not (site / "notebooks" / "timeline.html").exists()


def test_a_chapter_says_how_to_rerun_itself_and_offers_its_executed_notebook(site):
    page, below = article(site, "notebooks/mining"), "#rerun-this-chapter ~ "
    expected = reruns.command("mining", {"country": "UZB", "tariff_usd_kwh": 0.06})
    assert words(page.select_one(f"{below}pre")) == expected
    target = page.select_one(f"{below}p a[href$='.ipynb']")["href"]
    path = (site / "notebooks" / target).resolve()  # as a browser finds it, also without a server
    notebook = nbformat.read(path, as_version=4)
    assert notebook.metadata["papermill"]["parameters"] == {
        "country": "UZB",
        "tariff_usd_kwh": 0.06,
    }
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")
    assert any("make lab" in words(one) for one in page.select(f"{below}p"))


def test_text_about_kazakhstan_alone_is_left_out_elsewhere(site):
    page = words(article(site, "notebooks/mining"))
    assert page.count("no mining fee of Uzbekistan is known") == 1  # the gap is said, once
    assert "Bills of Kazakh miners" not in page
    notebook = json.loads(
        (site / "_sources" / "notebooks" / "mining.ipynb").read_text(encoding="utf-8")
    )
    tags = {tag for cell in notebook["cells"] for tag in cell["metadata"].get("tags", [])}
    assert not any(tag.startswith("only-") for tag in tags)


def test_a_guided_rerun_works_as_the_command_it_shows(tmp_path):
    rerun = next(rerun for rerun in reruns.load() if rerun.chapter == "energy")
    shown = shlex.split(reruns.command(rerun.chapter, rerun.parameters))
    target = tmp_path / "energy-rerun.ipynb"
    shown[0], shown[shown.index("energy-rerun.ipynb")] = sys.executable, str(target)
    subprocess.run(shown, cwd=ROOT, check=True, capture_output=True)
    assert "Uzbekistan" in target.read_text(encoding="utf-8")
