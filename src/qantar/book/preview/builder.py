"""A build of the book that stays after its end, to write single pages of it anew.

Starting over takes a second for each page: Sphinx reads what it knows of all others from disk,
writes it back, and copies what the pages share.
"""

import gc
import signal
import sys
from collections.abc import Collection
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, ClassVar

from sphinx.util.build_phase import BuildPhase

from qantar.book.site import reading
from qantar.book.site.html import run_jupyter_book


class Requests:
    """Where a build that stays is asked for pages; None in every other one."""

    connection: ClassVar[Connection | None] = None


def build(source: Path, folder: Path, connection: Connection) -> None:
    """Build `source` below `folder`, answer True over `connection`; then write the pages that each
    message lists and answer again, until the other side is gone. Ends the process.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks for pages ends this
    Requests.connection = connection
    run_jupyter_book(source, folder)


def _read(app: Any, page: str) -> None:
    app.emit("env-purge-doc", app.env, page)
    app.env.clear_doc(page)
    app.builder.read_doc(page)


def _write(app: Any, page: str) -> None:
    app.phase = BuildPhase.RESOLVING
    tree = app.env.get_and_resolve_doctree(page, app.builder)
    app.phase = BuildPhase.WRITING
    app.builder.write_doc_serialized(page, tree)
    app.builder.write_doc(page, tree)


def _show(app: Any, pages: Collection[str]) -> None:
    """Read and write `pages`, and no other."""
    reading.write_only(app, pages)
    app.phase = BuildPhase.READING
    for page in pages:
        _read(app, page)
    app.emit("env-updated", app.env)
    app.env.check_dependents(app, set(pages))  # which numbers figures and sections
    app.builder.prepare_writing(set(pages))
    for page in pages:
        _write(app, page)
    app.builder.copy_image_files()
    app.emit("build-finished", None)


def _stay(app: Any, error: Exception | None) -> None:
    connection, Requests.connection = Requests.connection, None
    if connection is None or error is not None:
        return
    gc.freeze()
    gc.enable()  # a build goes without, but this process stays
    with suppress(EOFError, BrokenPipeError):
        while True:
            connection.send(True)
            _show(app, connection.recv())
    sys.exit()  # before the words that end a build


def setup(app: Any) -> None:
    """Stay when all that ends a build is done."""
    app.connect("build-finished", _stay, priority=900)
