"""Jupyter Book's own command as a step of the flow runs it: ``build …``, in a forked process."""

import gc
import os
import sys
from functools import partial
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

# Sphinx forks this many readers; more than the pages can keep busy gain nothing.
_READERS = 2


def start(log: Path, *arguments: str) -> BaseProcess:
    """Start ``jupyter-book`` with these arguments in a process that writes all it says to `log`.

    To be called before this process starts a thread or draws.
    """
    process = get_context("fork").Process(target=_write, args=(log, arguments))
    process.start()
    return process


def _write(log: Path, arguments: tuple[str, ...]) -> None:
    with log.open("wb") as said:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(said.fileno(), stream.fileno())
    run(*arguments)


def run(*arguments: str) -> None:
    """Run the command and end the process; what it makes is the same, however many read pages."""
    # what a build makes stays until its end: looking for garbage took an eighth of its time
    gc.disable()
    from jupyter_book import sphinx
    from jupyter_book.cli.main import main

    sphinx.build_sphinx = partial(
        sphinx.build_sphinx, jobs=_READERS
    )  # the command has no option for it
    main(list(arguments), standalone_mode=False)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # freeing a whole book's memory piece by piece takes half a second
