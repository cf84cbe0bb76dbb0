"""Build the site from the assembled source and put it in place of the one before, in one rename."""

import gc
import json
import os
import re
import shutil
import sys
import tempfile
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from qantar.book.site import card
from qantar.book.site.assemble import source_folder
from qantar.common.errors import BuildError, naming
from qantar.common.language import SOURCE
from qantar.common.paths import BUILD
from qantar.flow.editions import Edition
from qantar.flow.provenance import digest, text_digest
from qantar.flow.verify import SUMS, record, sums, write_sums
from qantar.report import figures

LOG = "jupyter-book.log"
_PAGES = (".md", ".ipynb")
# Parts of the key that no kept tree depends on: the page that states the commit is read anew.
_NOT_READ = ("prose", "commit")
# Sphinx forks this many readers; more than the pages can keep busy gain nothing.
_READERS = 2
_WARNING = re.compile(r"(WARNING|ERROR|Exception|Error:)")


def site_folder(edition: Edition) -> Path:
    """Where the finished site of `edition` lies."""
    return BUILD / edition.name / "html"


def joined_folder(edition: Edition) -> Path:
    """Where the site of all languages of `edition` lies, if it was made since its books were."""
    return BUILD / edition.original / "site"


def swap(new: Path, target: Path) -> None:
    """Put the folder `new` in place of `target` in two renames; `restore` mends a kill between."""
    aside = target.with_name(f".{target.name}-before")
    shutil.rmtree(aside, ignore_errors=True)
    if target.exists():
        target.rename(aside)
    new.rename(target)
    shutil.rmtree(aside, ignore_errors=True)


def restore(target: Path) -> None:
    """Put back a site that an interrupted swap left aside; remove unfinished builds."""
    aside = target.with_name(f".{target.name}-before")
    if aside.exists() and not target.exists():
        aside.rename(target)
    for left in target.parent.glob(".html-*"):
        shutil.rmtree(left, ignore_errors=True)


def _problems(log: Path, source: Path) -> list[str]:
    said = log.read_text(encoding="utf-8", errors="replace").replace(f"{source}{os.sep}", "")
    lines = re.sub(r"\x1b\[[0-9;]*m", "", said).strip().splitlines()
    return [line.strip() for line in lines if _WARNING.search(line)] or lines[-3:]


def _jupyter_book(source: Path, folder: Path, *options: str) -> BaseProcess:
    """Start building `source` below `folder` in a process of its own, warnings being errors; all it
    says goes to a log there. To be called before this process starts a thread or draws.
    """
    process = get_context("fork").Process(target=_logged, args=(source, folder, options))
    process.start()
    return process


def _logged(source: Path, folder: Path, options: tuple[str, ...]) -> None:
    with (folder / LOG).open("wb") as said:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(said.fileno(), stream.fileno())
    run_jupyter_book(source, folder, *options, "-W", "-n")


def run_jupyter_book(source: Path, folder: Path, *options: str) -> None:
    """Build `source` below `folder` by Jupyter Book's own command, and end the process.

    What it makes is the same, however many read pages.
    """
    # what a build makes stays until its end: looking for garbage took an eighth of its time
    gc.disable()
    import_module("qantar.book.preloaded")  # here once, not in each process that Sphinx forks
    from jupyter_book import sphinx
    from jupyter_book.cli.main import main

    # the command has no option for it
    sphinx.build_sphinx = partial(sphinx.build_sphinx, jobs=_READERS)
    wanted = ["build", str(source), "--path-output", str(folder), "-q", "--keep-going", *options]
    main(wanted, standalone_mode=False)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # freeing a whole book's memory piece by piece takes half a second


def _trees_folder(edition: Edition) -> Path:
    """Where the trees of the pages are kept, named by all that they depend on but the pages."""
    folder, source = BUILD / edition.name, source_folder(edition)
    key = json.loads((folder / "keys" / "pages.json").read_text(encoding="utf-8"))
    settings = [path for path in source.rglob("*") if path.is_file() and path.suffix not in _PAGES]
    computed = [path for path in (folder / figures.MERGED, folder / "claims.csv") if path.is_file()]
    parts = [key[name] for name in sorted(key) if name not in _NOT_READ]
    parts += [digest(settings, source), digest(computed, folder)]
    return folder / ".trees" / text_digest(json.dumps(parts))


def build(edition: Edition) -> Path:
    """The site of `edition`, built from an empty tree with warnings as errors; returns its folder.

    Raises BuildError with the warnings, one a line; the site built before then stays as it was.
    """
    source, target = source_folder(edition), site_folder(edition)
    restore(target)
    with naming(target), tempfile.TemporaryDirectory(dir=target.parent, prefix=".html-") as name:
        folder = Path(name)
        read, kept = folder / "_build" / ".doctrees", _trees_folder(edition)
        if kept.is_dir():
            read.parent.mkdir()
            kept.rename(read)
        pages = _jupyter_book(source, folder)
        beside = folder / "beside"
        try:
            card.write(source, beside, target.parent / "pictures")
            record(beside, edition)
        finally:
            pages.join()
        log = target.parent / "log" / LOG
        log.parent.mkdir(exist_ok=True)
        shutil.copyfile(folder / LOG, log)
        site = folder / "_build" / "html"
        if pages.exitcode or not (site / "index.html").is_file():
            raise BuildError("\n".join(["the book has problems:", *_problems(log, source)]))
        (site / ".buildinfo").unlink(missing_ok=True)
        shutil.copytree(beside, site, dirs_exist_ok=True)
        known = sums(site, site.rglob("*"))
        shutil.rmtree(joined_folder(edition), ignore_errors=True)  # it holds the book before
        swap(site, target)
        write_sums(known, target.parent / SUMS)
        shutil.rmtree(kept.parent, ignore_errors=True)
        kept.parent.mkdir()
        read.rename(kept)
    return target


def shown_folder(edition: Edition) -> Path:
    """The site of all languages of `edition` if there is one, else its book; raises BuildError."""
    joined, site = joined_folder(edition), site_folder(edition)
    folder = joined if edition.language == SOURCE and joined.is_dir() else site
    if not (folder / "index.html").is_file():
        raise BuildError(f"{site}: no built book; run make book EDITION={edition.original}")
    return folder


def broken_links(report: Path) -> list[str]:
    """The addresses that do not answer, from the ``output.json`` of Sphinx's link check."""
    rows = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    return [
        f"{row['filename']}: {row['uri']}: {row['info'] or row['status']}"
        for row in rows
        if row["status"] in ("broken", "timeout")
    ]


def check_links(edition: Edition) -> None:
    """Ask whether the addresses outside a built book answer; BuildError names those that do not."""
    source = source_folder(edition)
    if not (source / "index.md").is_file():
        raise BuildError(f"no built book of {edition.name}; run make book EDITION={edition.name}")
    with tempfile.TemporaryDirectory() as folder:
        _jupyter_book(source, Path(folder), "--builder", "linkcheck").join()
        report = Path(folder) / "_build" / "linkcheck" / "output.json"
        if not report.is_file():
            raise BuildError("\n".join(_problems(Path(folder) / LOG, source)))
        found = broken_links(report)
    if found:
        raise BuildError("\n".join(found))
