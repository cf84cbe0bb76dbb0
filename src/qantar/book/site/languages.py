"""The books of an edition in all its languages as one site, each page with links to the others.

The language of the source lies at the top, each other one in the folder of its code. Links between
them are relative, so the site works from a folder as well.
"""

import posixpath
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from qantar.book.references.template import render, text_of
from qantar.book.site.assemble import configuration
from qantar.book.site.html import joined_folder, site_folder, swap
from qantar.book.site.sitemap import absolute_links, folder_of, published, robots
from qantar.common import language
from qantar.common.errors import BuildError, naming
from qantar.flow.editions import Edition

SCRIPT = "languages.js"
_HEADER = '<div class="article-header-buttons">'
_NOT_FOUND = "404.html"


def linked(html: str, page: str, here: str, others: Sequence[str], address: str) -> str:
    """The HTML of `page` in the language `here` with links to the same page in `others`.

    `address` is that of the whole site, empty where it has none. Raises BuildError for a page
    without a header.
    """
    start = posixpath.dirname(folder_of(here) + page) or "."
    places = {code: folder_of(code) + page for code in (here, *others)}
    near = {code: posixpath.relpath(place, start) for code, place in places.items()}
    named = "" if page == "index.html" else page  # the front page is the folder itself
    known = {code: address + folder_of(code) + named for code in places} if address else near
    before, header, after = html.partition(_HEADER)
    if not header:
        raise BuildError(f"{places[here]}: no header for the links to other languages")
    script = posixpath.relpath(f"{folder_of(here)}_static/{SCRIPT}", start)
    head = render("languages_head.html", addresses=known, script=script)
    links = [(language.named(code), near[code]) for code in others]
    switch = render("languages.html", links=links)
    return before.replace("</head>", f"{head}</head>", 1) + header + switch + after


def _write(site: Path, code: str, books: Mapping[str, Path], addresses: Mapping[str, str]) -> None:
    """Write the book of one language below `site`, its pages linked to those of the others."""
    own = site / folder_of(code)
    shutil.copytree(books[code], own, dirs_exist_ok=True)
    (own / "_static" / SCRIPT).write_text(text_of(SCRIPT), encoding="utf-8")
    for path in sorted(books[code].rglob("*.html")):
        page = path.relative_to(books[code]).as_posix()
        others = [one for one in books if one != code and (books[one] / page).is_file()]
        if others:
            html = path.read_text(encoding="utf-8")
            made = linked(html, page, code, others, addresses[language.SOURCE])
            if page == _NOT_FOUND and addresses[code]:
                made = absolute_links(made, addresses[code])
            (own / page).write_text(made, encoding="utf-8")


def join(editions: Sequence[Edition]) -> Path:
    """Write the site of built `editions`, the same one in several languages; its front page.

    It stands until one of the books is built anew.
    """
    books = {edition.language: site_folder(edition) for edition in editions}
    addresses = {
        edition.language: published(
            configuration(edition)["sphinx"]["config"]["site_url"], edition.name, edition.language
        )
        for edition in editions
    }
    target = joined_folder(editions[0])
    with naming(target), tempfile.TemporaryDirectory(dir=target.parent, prefix=".site-") as name:
        site = Path(name) / target.name
        for code in books:
            _write(site, code, books, addresses)
            if code != language.SOURCE:
                (site / folder_of(code) / "robots.txt").unlink(missing_ok=True)
        if addresses[language.SOURCE]:
            (site / "robots.txt").write_text(robots(*addresses.values()), encoding="utf-8")
        swap(site, target)
    return target / "index.html"
