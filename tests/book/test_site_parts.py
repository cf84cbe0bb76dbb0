"""What the site offers beside its pages: summaries, feed, site map, a page for lost readers."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest
from docutils import nodes

from qantar.book.references.code import source_of
from qantar.book.site.changes import Change, feed, read
from qantar.book.site.sitemap import absolute_links, robots, site_map
from qantar.book.site.summary import LIMIT, shorten, summary
from qantar.common.errors import BuildError, FigureError
from qantar.common.paths import PACKAGE

ATOM = "{http://www.w3.org/2005/Atom}"
CHANGES = [
    Change(date(2027, 1, 3), "- **Wealth**: new release of WID.\n- Another line."),
    Change(date(2026, 11, 22), "- First edition: <b>all</b> tables."),
]


def test_a_long_summary_ends_with_a_whole_sentence():
    text = "Coal gave most of the electricity, in every year since independence. " * 5
    short = shorten(text.strip())
    assert len(short) <= LIMIT
    assert short.endswith("independence.")


def test_a_summary_without_short_sentence_ends_with_a_whole_word():
    short = shorten("word " * 100)
    assert len(short) <= LIMIT
    assert short.endswith("word…")


def _page(*parts):
    document = nodes.document(None, None)
    section = nodes.section()
    section += nodes.title("", "Energy")
    section += list(parts)
    document += section
    return document


def test_the_summary_is_the_text_and_not_a_notice_above_it():
    notice = nodes.note(
        "", nodes.paragraph("", "This page was made with other parameters than the report has.")
    )
    text = nodes.paragraph(
        "", "Coal supplied two thirds of the electricity that the country generated."
    )
    assert summary(_page(notice, text)).startswith("Coal supplied")


def test_the_summary_of_a_chapter_is_its_first_takeaway():
    box = nodes.container("", nodes.paragraph("", "Three takeaways"), classes=["q-takeaways"])
    point = "The miners went and the shortage stayed, by every count that was published."
    box += nodes.enumerated_list("", nodes.list_item("", nodes.paragraph("", point)))
    assert summary(_page(box, nodes.paragraph("", "A grid must meet demand."))) == point


def test_a_short_first_sentence_is_joined_by_the_next():
    words = [
        nodes.paragraph("", "Coal."),
        nodes.paragraph("", "It supplied two thirds of the electricity, and more."),
    ]
    assert summary(_page(*words)).startswith("Coal. It supplied")


def test_the_feed_lists_changes_newest_first_with_lasting_ids():
    root = ET.fromstring(feed(CHANGES, "Changes", "Authors", "https://example.org/book/"))
    entries = root.findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}updated").text[:10] for entry in entries] == [
        "2027-01-03",
        "2026-11-22",
    ]
    assert root.find(f"{ATOM}updated").text == "2027-01-03T00:00:00Z"
    assert entries[0].find(f"{ATOM}title").text == "Wealth"
    assert (
        entries[0].find(f"{ATOM}link").get("href")
        == "https://example.org/book/changes.html#2027-01-03"
    )
    moved = ET.fromstring(feed(CHANGES[1:], "Changes", "Authors", "https://other.example/"))
    assert moved.find(f"{ATOM}entry/{ATOM}id").text == entries[1].find(f"{ATOM}id").text
    assert len({entry.find(f"{ATOM}id").text for entry in entries}) == 2


def test_a_feed_without_address_invents_none():
    text = feed(CHANGES, "Changes", "Authors", "")
    links = [link.get("href") for link in ET.fromstring(text).iter(f"{ATOM}link")]
    assert links == ["changes.html", "changes.html#2027-01-03", "changes.html#2026-11-22"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("# Changes\n\n## Version 2\n\n- x\n", "no date"),
        ("# Changes\n\n## 2026-01-01\n\n- x\n\n## 2026-02-01\n\n- y\n", "newest first"),
        ("# Changes\n", "must be there"),
    ],
)
def test_a_changelog_that_cannot_be_dated_is_refused_in_one_line(tmp_path, text, what):
    path = tmp_path / "CHANGELOG.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BuildError, match=what) as refused:
        read(path)
    assert "\n" not in str(refused.value)
    assert "CHANGELOG.md" in str(refused.value)


def test_the_projects_own_changelog_is_readable():
    assert read()[0].day >= date(2026, 11, 22)


def test_the_site_map_gives_whole_addresses_and_is_named_for_robots():
    text = site_map("https://example.org/b/", ["", "notebooks/energy.html", "a&b.html"])
    found = [
        one.text
        for one in ET.fromstring(text).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    assert found == [
        "https://example.org/b/",
        "https://example.org/b/notebooks/energy.html",
        "https://example.org/b/a&b.html",
    ]
    assert "Sitemap: https://example.org/b/sitemap.xml" in robots("https://example.org/b/")


def test_the_page_for_lost_readers_has_links_that_work_at_any_depth():
    page = (
        '<a href="index.html">x</a><img src="_static/a.svg"><a href="#top">y</a><a '
        'href="https://x.org/">z</a>'
    )
    assert absolute_links(page, "https://example.org/book/") == (
        '<a href="/book/index.html">x</a><img src="/book/_static/a.svg"><a href="#top">y</a>'
        '<a href="https://x.org/">z</a>'
    )


@pytest.mark.parametrize(
    "made", ["nuclear:output_twh", "nuclear:Scenario", "nuclear:Scenario.share_of_latest"]
)
def test_a_figure_leads_to_the_line_that_computes_it(made):
    page, _anchor, line = source_of(f"qantar.chapters.energy.{made}").partition("#L")
    assert page == "_code/qantar.chapters.energy.nuclear.html" and int(line) > 1


FILES = """
import sys
from qantar.book.references.code import file_of
for name in ("qantar", "qantar.chapters.energy.charts", "qantar.chapters.energy.charts.coal"):
    print(file_of(name))
print([file_of(name) for name in ("qantar.gone", "gone.away", "qantar.charting.marks.json")])
print([name for name in sys.modules if name.startswith(("altair", "qantar.chapters.energy.ch"))])
"""


def test_a_module_s_file_is_found_without_running_it():
    command = [sys.executable, "-c", FILES]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    *files, missing, imported = done.stdout.splitlines()
    charts = PACKAGE / "chapters" / "energy" / "charts"
    assert [*map(Path, files)] == [
        PACKAGE / "__init__.py",
        charts / "__init__.py",
        charts / "coal.py",
    ]
    assert missing == "[None, None, None]" and imported == "[]"


def test_a_figure_that_nothing_computes_is_refused():
    with pytest.raises(FigureError, match="nuclear:gone"):
        source_of("qantar.chapters.energy.nuclear:gone")
