"""What reading the pages gave: kept from build to build, so that only what changed is read again.

All pages are written in every build, from the trees of all of them. Content decides what has
changed; where anything else changed that a tree depends on, a build begins without kept ones.
"""

import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Any

from qantar.book.site.beside import Beside
from qantar.flow.provenance import digest

_DIGESTS = "qantar_digests"
_WRITTEN = "qantar_written"


def files_beside(env: Any) -> Path:
    """Where what is made while the page in hand is read lies until pages are written: beside its
    tree.
    """
    return _files(env, env.docname)


def _files(env: Any, page: str) -> Path:
    return Path(env.doctreedir) / f"{page}.files"


def write_only(app: Any, pages: Collection[str]) -> None:
    """Have what is done beside the writing of pages done for these alone."""
    setattr(app, _WRITTEN, pages)


def made_beside(app: Any) -> list[Path]:
    """The folders with what was made while the pages were read that this build writes."""
    pages = getattr(app, _WRITTEN, app.env.found_docs)
    return [made for page in sorted(pages) if (made := _files(app.env, page)).is_dir()]


def _forget(app: Any, env: Any, page: str) -> None:
    shutil.rmtree(_files(env, page), ignore_errors=True)


def _hand_on(app: Any) -> None:
    for made in made_beside(app):
        shutil.copytree(made, app.outdir, dirs_exist_ok=True)


def _digest(env: Any, page: str) -> str:
    shown = [Path(env.srcdir) / name for name in env.dependencies[page]]
    # the kept trees are named by catalogues too, and Sphinx adds these before a page is read alone
    read = [path for path in shown if path.is_file() and path.suffix != ".mo"]
    return digest([Path(env.doc2path(page)), *read], Path("/"))


def _note_digests(app: Any, env: Any) -> None:
    setattr(env, _DIGESTS, {page: _digest(env, page) for page in env.found_docs})


def _changed(
    app: Any, env: Any, added: Collection[str], changed: Collection[str], removed: Collection[str]
) -> list[str]:
    """Every page whose source is another than when it was read, whatever the clock says."""
    known = getattr(env, _DIGESTS, {})
    return [page for page in env.found_docs if known.get(page) != _digest(env, page)]


def setup(app: Any) -> None:
    """Register the events."""
    app.connect("env-get-outdated", _changed)
    app.connect("env-purge-doc", _forget)
    app.connect("env-updated", _note_digests)
    Beside(_hand_on, "the files of pages that were read did not reach the site").connect(app)
