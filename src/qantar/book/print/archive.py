"""The built book in one file: unpack it and open the page at its top; always the same bytes."""

import zipfile
from pathlib import Path

from qantar.book.references.template import render
from qantar.book.site import changes
from qantar.book.site.html import shown_folder
from qantar.common import language
from qantar.common.errors import replacing
from qantar.common.text import _
from qantar.flow.editions import Edition

START = "open-me.html"
_FILE_MODE = 0o100644 << 16
_PAGES = "html"


def start_page(edition: Edition) -> str:
    """The page at the top of the archive, which leads to the book."""
    return render(
        "open_me.html",
        attributes=language.named(edition.language).attributes,
        title=_(edition.title),
        front=f"{_PAGES}/index.html",
    )


def write(edition: Edition, site: Path, target: Path, day: tuple[int, int, int]) -> None:
    """Pack `site` below one folder with its start page; every entry is dated `day`."""
    top = f"qantar-{edition.name}"
    files = {f"{top}/{START}": start_page(edition).encode()}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        files[f"{top}/{_PAGES}/{path.relative_to(site).as_posix()}"] = path.read_bytes()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (*day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, _FILE_MODE
            archive.writestr(entry, content)


def build(edition: Edition) -> Path:
    """Pack the built book of `edition` into ``build/<edition>/qantar.zip``; returns that path.

    Where the site of all languages stands, it is packed whole. Raises BuildError without a book.
    """
    site = shown_folder(edition)
    target = site.parent / "qantar.zip"
    newest = changes.read()[0].day
    with replacing(target) as part:
        write(edition, site, part, (newest.year, newest.month, newest.day))
    return target
