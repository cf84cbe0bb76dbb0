"""Steps in processes forked from a warm one, which has imported once what each of them needs.

A notebook's run and its kernel import for two seconds what they then use for one or two. As a
program, this is Snakemake's own command, beside whose start the warm process gets ready (a second
less for a build).
"""

import gc
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from multiprocessing import forkserver, get_context
from multiprocessing.connection import wait
from pathlib import Path
from threading import Lock
from typing import Any

from qantar.common.errors import BuildError
from qantar.common.outputs import DRAWING

multiprocessing.set_forkserver_preload(["qantar.flow.preloaded"])
# The warm process listens at a socket some 40 bytes further down; such paths end at 104.
_LONGEST_FOLDER = 60
BEGIN = b"begin\n"
# To start a process asks how every other one ended, which can be read once only: two threads that
# ask at the same time make a success a failure.
_ONE_AT_A_TIME = Lock()


def is_warm() -> bool:
    """Whether this process was forked by `call`."""
    return multiprocessing.parent_process() is not None


def _is_short() -> bool:
    return len(os.fsencode(tempfile.gettempdir())) <= _LONGEST_FOLDER


def _draw(address: str) -> None:
    from qantar.charting import kept  # which would hold back Snakemake's own start

    kept.serve(address)


@cache
def _drawer() -> str:
    """The socket of the process that draws for all others, started when it is first asked for."""
    address = f"{tempfile.mkdtemp(prefix='qantar-')}/drawing"
    get_context("forkserver").Process(target=_draw, args=(address,), daemon=True).start()
    return address


def _call(
    folder: Path, drawer: str, function: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    os.chdir(folder)
    os.environ[DRAWING] = drawer
    sys.exit(function(*arguments))


def call(function: Callable[..., Any], *arguments: Any) -> None:
    """Call `function` in a forked process, in this folder, and wait for its end.

    Where the folder for temporary files is too long for a socket, another Python is started.
    Raises BuildError where that fails; the process has said why.
    """
    new = get_context("forkserver").Process if _is_short() else get_context("spawn").Process
    with _ONE_AT_A_TIME:
        drawer = _drawer() if _is_short() else ""
        process = new(target=_call, args=(Path.cwd(), drawer, function, arguments))
        process.start()
    wait([process.sentinel])
    with _ONE_AT_A_TIME:
        process.join()
    if process.exitcode:
        raise BuildError(f"{function.__name__} {' '.join(map(str, arguments))}: failed")


if __name__ == "__main__":
    if _is_short():
        forkserver.ensure_running()
    gc.set_threshold(100_000)  # importing leaves none, but looking for it takes a fifth of the time
    from snakemake.cli import main

    if sys.stdin.buffer.readline() == BEGIN:  # whoever started this has prepared what is compared
        try:
            main()
        except SystemExit as ended:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(bool(ended.code))  # without waiting for its timers
