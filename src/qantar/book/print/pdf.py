"""The whole report as one PDF, printed by Chromium: A4, tagged, with an outline."""

import json
import re
import tempfile
import zlib
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from qantar.book.pages.assets import STATIC
from qantar.book.print import browser
from qantar.book.print.onepage import merge
from qantar.book.references.template import render, text_of
from qantar.book.site import changes
from qantar.book.site.assemble import pages_of
from qantar.book.site.html import site_folder
from qantar.charting.render import FONTS
from qantar.common import language
from qantar.common.dates import day
from qantar.common.errors import BuildError, naming
from qantar.common.text import _
from qantar.flow.editions import Edition

_ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu"),
    *("--font-render-hinting=none", "--disable-background-networking"),
)
_HANGS_MS = 600_000  # no measure of speed: what takes longer never comes
_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")
_PAGE_OBJECT = re.compile(rb"(\d+) 0 obj\s*<<[^>]*?/Type /Page\b")
_TARGET = re.compile(rb"/([^\s/\[]+) \[(\d+) 0 R /XYZ")
_DRAWING = re.compile(r'<img [^>]*src="(file:[^"]*/_charts/[^"]*\.svg)"[^>]*>')
_NAMES = re.compile(r'\bid="|url\(#|href="#')
_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_COUNT = "000"
_STREAM = re.compile(rb"/Length (\d+)[^<>]*>>\s*stream\r?\n")
_SYSTEM = re.compile(rb"/CIDSystemInfo.*?>> def\n", re.DOTALL)
# Lam with each alef, two letters that are one glyph: as two, and as the one that Unicode has, too.
_LAM_ALEF = {
    b"<06440622>": b"<FEF5>",
    b"<06440623>": b"<FEF7>",
    b"<06440625>": b"<FEF9>",
    b"<06440627>": b"<FEFB>",
}


def _letters() -> str:
    """The rules of pages read from right to left with the language's font of fixed weights:
    Chromium draws the letters of a variable one as pictures, in ten times the bytes.
    """
    rules = _FACE.sub("", (STATIC / "rtl.css").read_text(encoding="utf-8"))
    for weight, name in (("normal", "Regular"), ("bold", "Bold")):
        font = (FONTS / f"{language.current().font}-{name}.ttf").resolve().as_uri()
        rules += (
            f"@font-face{{font-family:{language.current().font};font-weight:{weight};"
            f"src:url({font})}}"
        )
    return rules


def _drawn_in(body: str) -> str:
    """The document with its drawings as parts of it: a picture cannot use the fonts of a page."""
    places = count()

    def drawing(found: re.Match[str]) -> str:
        text = Path(url2pathname(urlsplit(found[1]).path)).read_text(encoding="utf-8")
        own = _NAMES.sub(rf"\g<0>drawing-{next(places)}-", text[text.index("<svg") :])
        words = re.search(r'alt="([^"]*)"', found[0])
        label = f' aria-label="{words[1]}"' if words else ""
        return own.replace("<svg", f'<svg role="img"{label} style="direction: ltr"', 1)

    return _DRAWING.sub(drawing, body)


def document(edition: Edition, site: Path, numbers: dict[str, int]) -> str:
    """The printed document as HTML; `numbers` gives the page of each heading, by id."""
    known = json.loads((site / "provenance.json").read_text(encoding="utf-8"))
    body, headings = merge(site, pages_of(edition))
    style = text_of("pdf.css")
    if language.current().font:
        body, style = _drawn_in(body), _letters() + style
    name, _colon, words = _(edition.title).partition(": ")
    known |= {what: known[what][:12] for what in ("data", "parameters")}
    lines = [
        _("Data and method as of {day}").format(day=day(changes.read()[0].day.isoformat())),
        _("Version {version}, commit {commit}").format(**known),
        _("Data {data}, parameters {parameters}").format(**known),
    ]
    script = (site / "_static" / "mathjax" / "tex-chtml.js").resolve().as_uri()
    return render(
        "document.html",
        attributes=language.named(edition.language).attributes,
        title=_(edition.title),
        style=style,
        mathematics=script if 'class="math' in body else "",
        name=name,
        words=words,
        lines=lines,
        headings=headings,
        numbers=numbers,
        blank=_COUNT,
        body=body,
    )


def _print(tab: Any, path: Path, text: str) -> bytes:
    """The PDF of the HTML `text`, which is put at `path` for the browser to read."""
    path.write_text(text, encoding="utf-8")
    tab.goto(path.as_uri(), wait_until="load")
    tab.evaluate("() => window.MathJax?.startup.promise")
    tab.evaluate("() => document.fonts.ready")
    broken = tab.evaluate(
        "() => [...document.images].filter(one => !one.naturalWidth).map(one => one.src)"
    )
    if broken:
        raise BuildError(f"{broken[0]}: a picture of the book cannot be shown; run make book")
    return tab.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)


def numbers_in(printed: bytes) -> dict[str, int]:
    """The page number of every link target in a PDF that Chromium printed; else BuildError."""
    order = {
        int(number): page for page, number in enumerate(_PAGE_OBJECT.findall(printed), start=1)
    }
    targets = {name.decode(): int(page) for name, page in _TARGET.findall(printed)}
    if not targets or not order.keys() >= set(targets.values()):
        raise BuildError(
            "the PDF's link targets cannot be read; is the browser another than Chromium?"
        )
    return {name: order[page] for name, page in targets.items()}


def with_date(printed: bytes, date: str) -> bytes:
    """The PDF with `date` (YYYY-MM-DD) as its dates, so that equal books give equal bytes."""
    stamp = f"{date.replace('-', '')}000000".encode()
    return _DATE.sub(lambda found: b"/" + found[1] + b" (D:" + stamp, printed)


def with_letters(printed: bytes) -> bytes:
    """The PDF with lam and alef named as one letter: readers turn the two names of a glyph round,
    and find no word that holds them. Nothing moves: the tables of names keep their lengths.
    """
    made = bytearray(printed)
    for found in _STREAM.finditer(printed):
        first, last = found.end(), found.end() + int(found[1])
        try:
            names = zlib.decompress(printed[first:last])
        except zlib.error:
            continue
        if b"begincmap" in names and any(two in names for two in _LAM_ALEF):
            for two, one in _LAM_ALEF.items():
                names = names.replace(two, one)
            # What no reader needs makes room, for other names may not pack as well.
            packed = zlib.compress(_SYSTEM.sub(b"", names), 9)
            if len(packed) <= last - first:
                made[first:last] = packed.ljust(last - first, b"\n")
    return bytes(made)


def build(edition: Edition) -> Path:
    """Print the built book of `edition` to ``build/<edition>/qantar.pdf``; returns that path.

    Raises BuildError where the book is not built or there is no Chromium.
    """
    from playwright.sync_api import sync_playwright

    site = site_folder(edition)
    if not (site / "index.html").is_file():
        raise BuildError(f"{site}: no built book; run make book EDITION={edition.name}")
    target, path = site.parent / "qantar.pdf", browser.find()
    with (
        naming(target),
        tempfile.TemporaryDirectory(dir=site.parent, prefix=".pdf-") as folder,
        sync_playwright() as play,
    ):
        chromium = play.chromium.launch(executable_path=path, args=_ARGUMENTS)
        tab = chromium.new_context(offline=True, timezone_id="UTC", color_scheme="light").new_page()
        tab.set_default_timeout(_HANGS_MS)
        tab.emulate_media(media="print")
        page = Path(folder) / "qantar.html"
        numbers = numbers_in(_print(tab, page, document(edition, site, {})))
        printed = _print(tab, page, document(edition, site, numbers))
        chromium.close()
        part = Path(folder) / target.name
        part.write_bytes(with_date(with_letters(printed), changes.read()[0].day.isoformat()))
        part.replace(target)
    return target
