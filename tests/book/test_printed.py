"""The printed report and the archive: what they keep of the pages, and that equal books give
equal bytes.
"""

import os
import subprocess
import sys
import zipfile
import zlib

import pytest

from qantar.book.print import archive, pdf
from qantar.book.print.onepage import merge
from qantar.common.errors import BuildError
from qantar.flow.editions import Edition

EDITION = Edition(name="small", title="Small: a book", country="UZB", chapters=["energy"])
ENERGY = """<article class="bd-article"><section id="energy">
<h1>Energy<a class="headerlink" href="#energy">#</a></h1>
<p>See <a href="#rerun">below</a>, <a href="../book/data.html#coal">coal</a>,
<a href="../book/data.html#gone">gone</a>,
<a href="../_sources/notebooks/energy.ipynb">notebook</a> and <a href="https://example.org/">elsewhere</a>.</p>
<details class="hide"><summary>Show the code</summary><pre>secret_code()</pre></details>
<ol class="qantar-rail qantar-phone"><li>listed for phones</li></ol>
<table><tr><td><span class="q-heard">repeated</span></td>
<td><span class="q-label">Term: </span>duty</td></tr></table>
<details><summary>More</summary><p>folded words</p></details>
<figure><picture class="q-static q-light"><source srcset="../_charts/n.svg">
<img loading="lazy" src="../_charts/w.svg" alt="A"></picture>
<picture class="q-static q-dark"><img src="../_charts/d.svg" alt="A"></picture></figure>
<section id="key-figures"><h2>Key figures</h2>
<div><details class="qantar-key-figures">folded</details></div>
</section><section id="rerun"><h2>Rerun</h2><p>the command</p></section></section></article>"""
DATA = """<article class="bd-article"><section id="data"><h1>Data</h1><h2 id="coal">Coal</h2>
<p id="rerun">x</p></section></article>"""


@pytest.fixture
def site(tmp_path):
    """Two built pages that link to each other."""
    for page, text in {"notebooks/energy": ENERGY, "book/data": DATA}.items():
        path = tmp_path / f"{page}.html"
        path.parent.mkdir()
        path.write_text(f"<html><body>{text}</body></html>", encoding="utf-8")
    return tmp_path


def test_links_between_pages_lead_to_places_in_the_document(site):
    body, _headings = merge(site, ["notebooks/energy", "book/data"])
    assert 'href="#book-data--coal"' in body
    assert 'id="book-data--coal"' in body
    assert 'href="#notebooks-energy--rerun"' in body


def test_a_link_to_a_lost_place_leads_to_its_page_and_one_to_a_file_becomes_words(site):
    body, _headings = merge(site, ["notebooks/energy", "book/data"])
    assert '<a href="#book-data">gone</a>' in body
    assert "_sources" not in body
    assert "notebook" in body
    assert 'href="https://example.org/"' in body


def test_paper_shows_one_light_picture_no_code_and_nothing_folded(site):
    body, _headings = merge(site, ["notebooks/energy"])
    assert body.count("<img") == 1
    assert (site / "_charts" / "w.svg").as_uri() in body
    assert "lazy" not in body
    assert "secret_code" not in body
    assert '<details open=""><summary>More' in body


def test_paper_leaves_out_what_phones_and_voices_need(site):
    body, _headings = merge(site, ["notebooks/energy"])
    assert "duty" in body
    assert [one for one in ("listed for phones", "repeated", "Term") if one in body] == []


def test_paper_has_no_heading_over_nothing(site):
    body, headings = merge(site, ["notebooks/energy"])
    assert [heading.text for heading in headings] == ["Energy", "Rerun"]
    assert "Key figures" not in body


def test_the_contents_name_chapters_and_sections(site):
    _body, headings = merge(site, ["notebooks/energy", "book/data"])
    assert [(one.depth, one.text) for one in headings] == [
        (1, "Energy"),
        (2, "Rerun"),
        (1, "Data"),
        (2, "Coal"),
    ]


def test_a_missing_page_is_named(site):
    with pytest.raises(BuildError, match=r"outlook\.html"):
        merge(site, ["book/outlook"])


def test_the_dates_of_a_pdf_are_fixed_and_nothing_else_moves():
    printed = (
        b"<</CreationDate (D:20301231235959+00'00')\n/ModDate (D:20301231235959+00'00')>> "
        b"(D:20301231235959)"
    )
    dated = pdf.with_date(printed, "2026-11-22")
    assert dated.count(b"D:20261122000000+00'00'") == 2
    assert len(dated) == len(printed)
    assert dated.endswith(b"(D:20301231235959)")


def test_lam_and_alef_are_named_as_one_letter_and_nothing_moves():
    names = (
        b"begincmap\n/CIDSystemInfo\n<</Registry (Adobe)\n/Ordering (UCS)\n/Supplement 0\n>> def\n"
        b"<0320> <0644>\n<0342> <06440627>\n<0343> <06440625>"
    )
    stream = zlib.compress(names)
    printed = b"<</Length %d>> stream\n%b\nendstream" % (len(stream), stream)
    made = pdf.with_letters(printed)
    assert len(made) == len(printed)
    read = zlib.decompressobj().decompress(made[made.index(b"stream\n") + 7 :])
    assert read == b"begincmap\n<0320> <0644>\n<0342> <FEFB>\n<0343> <FEF9>"
    assert pdf.with_letters(b"<</Length 3>> stream\nabc\nendstream").endswith(b"abc\nendstream")


def test_a_pdf_whose_targets_cannot_be_read_is_refused():
    with pytest.raises(BuildError, match="Chromium"):
        pdf.numbers_in(b"%PDF-1.4 something else")


def test_page_numbers_are_read_from_the_order_of_pages():
    printed = (
        b"3 0 obj\n<</Type /Page\n/Parent 9 0 R>>\nendobj\n7 0 obj\n<</Type /Page\n/Parent 9 0 "
        b"R>>\nendobj\n8 0 obj\n<</a--b [7 0 R /XYZ 0 10 0]\n/c [3 0 R /XYZ 0 10 0]>>\nendobj"
    )
    assert pdf.numbers_in(printed) == {"a--b": 2, "c": 1}


def test_the_archive_opens_at_its_top_and_is_the_same_twice(site, tmp_path_factory):
    out = tmp_path_factory.mktemp("archive")
    (site / "index.html").write_text("<title>x</title>", encoding="utf-8")
    for name in ("one.zip", "two.zip"):
        archive.write(EDITION, site, out / name, (2026, 11, 22))
        (site / "index.html").touch()
    assert (out / "one.zip").read_bytes() == (out / "two.zip").read_bytes()
    with zipfile.ZipFile(out / "one.zip") as packed:
        names = packed.namelist()
        start = packed.read("qantar-small/open-me.html").decode()
    assert 'href="html/index.html"' in start
    assert {"qantar-small/html/index.html", "qantar-small/html/book/data.html"} <= set(names)


ARABIC = """
import sys
from pathlib import Path
from qantar.book.print import pdf
from qantar.flow.editions import Edition
pdf.pages_of = lambda edition: ["book/words"]
edition = Edition(name="small", title="Small: a book", country="KAZ", language="ar")
print(pdf.document(edition, Path(sys.argv[1]), {}))
"""
WORDS = """<article class="bd-article"><h1>كلمات</h1><p>نص</p><picture>
<img src="../_charts/w.svg" alt="A"></picture></article>"""
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">
<text x="9" y="20" font-family="Vazirmatn, Arial">رسم</text></svg>"""


def test_an_arabic_document_brings_its_letters_along_for_pictures_too(tmp_path, chromium):
    for name, text in {
        "book/words.html": f"<html><body>{WORDS}</body></html>",
        "_charts/w.svg": DRAWING,
        "provenance.json": '{"version": "1", "commit": "c", "data": "d", "parameters": "p"}',
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    spoken = {**os.environ, "QANTAR_LANGUAGE": "ar"}
    command = [sys.executable, "-c", ARABIC, tmp_path]
    made = subprocess.run(command, env=spoken, capture_output=True, text=True, check=True)
    assert 'lang="ar" dir="rtl"' in made.stdout
    assert '<svg role="img" aria-label="A"' in made.stdout and "<img" not in made.stdout
    page = chromium.new_page()
    printed = pdf._print(page, tmp_path / "document.html", made.stdout)
    page.close()
    assert b"+Vazirmatn-Bold" in printed and b"+Vazirmatn-Regular" in printed
    assert b"/Type3" not in printed, "letters drawn as pictures have no font"
