"""Steps in processes forked from a warm one, which has imported once what each of them needs.

A notebook's run and its kernel import for two seconds what they then use for one or two. As a
program, this is Snakemake's own command, beside whose start the warm process gets ready (a second
less for a build).
"""

import atexit
import gc
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from multiprocessing import Pipe, forkserver, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Any

from qantar.common.errors import BuildError
from qantar.common.outputs import DRAWING

multiprocessing.set_forkserver_preload(["qantar.flow.preloaded"])
# Importing leaves no garbage, but looking for it takes a fifth of the time.
_MANY = 100_000
# The warm process listens at a socket some 40 bytes further down; such paths end at 104.
_LONGEST_FOLDER = 60
BEGIN = b"begin\n"
PAGES_FIRST = "QANTAR_PAGES_FIRST"  # set where probably nothing but pages is to be made
PAGES = "qantar.book.preloaded"
# To start a process asks how every other one ended, which can be read once only: two threads that
# ask at the same time make a success a failure.
_ONE_AT_A_TIME = Lock()
# To fork a process waits until the warm one is ready; Snakemake has other work then.
_BESIDE = ThreadPoolExecutor(1)
_PREPARED: SimpleQueue[Future[tuple[BaseProcess, Connection]]] = SimpleQueue()


def is_warm() -> bool:
    """Whether this process does a step for another, which has started it."""
    return multiprocessing.parent_process() is not None


def _is_short() -> bool:
    return len(os.fsencode(tempfile.gettempdir())) <= _LONGEST_FOLDER


def _draw(address: str) -> None:
    from qantar.charting import kept  # which would hold back Snakemake's own start

    kept.serve(address)


@contextmanager
def _ending_at_once() -> Iterator[None]:
    """End the process where the block ends it: without waiting for timers, or freeing its memory
    piece by piece.
    """
    try:
        yield
    except SystemExit as ended:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(bool(ended.code))


@cache
def _drawer() -> str:
    """The socket of the process that draws for all others, started when it is first asked for."""
    address = f"{tempfile.mkdtemp(prefix='qantar-')}/drawing"
    get_context("forkserver").Process(target=_draw, args=(address,), daemon=True).start()
    return address


def _call(
    drawer: str, folder: Path, function: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    os.chdir(folder)
    os.environ[DRAWING] = drawer
    sys.exit(function(*arguments))


def _started(target: Callable[..., None], *arguments: Any, fork: bool = True) -> BaseProcess:
    forks = fork and _is_short()
    new = get_context("forkserver").Process if forks else get_context("spawn").Process
    with _ONE_AT_A_TIME:
        drawer = _drawer() if forks else ""
        process = new(target=target, args=(drawer, *arguments))
        process.start()
    return process


def _wait_for(
    process: BaseProcess, function: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    wait([process.sentinel])
    with _ONE_AT_A_TIME:
        process.join()
    if process.exitcode:
        raise BuildError(f"{function.__name__} {' '.join(map(str, arguments))}: failed")


def call(function: Callable[..., Any], *arguments: Any) -> None:
    """Call `function` in a forked process, in this folder, and wait for its end.

    Where the folder for temporary files is too long for a socket, another Python is started.
    Raises BuildError where that fails; the process has said why.
    """
    _wait_for(_started(_call, Path.cwd(), function, arguments), function, arguments)


def _call_told(drawer: str, module: str, told: Connection) -> None:
    gc.set_threshold(_MANY)
    import_module(module)
    try:
        call = told.recv()
    except EOFError:  # whoever would have called has ended
        return
    with _ending_at_once():
        _call(drawer, *call)


def _waiting(module: str, fork: bool) -> tuple[BaseProcess, Connection]:
    told, teller = Pipe(duplex=False)
    atexit.register(teller.close)
    process = _started(_call_told, module, told, fork=fork)
    told.close()
    return process, teller


def prepare(module: str, fork: bool = True) -> None:
    """Have a process import `module` while others run, for the next `call_prepared`: forked from
    the warm one, or started for itself. Where one waits already, none is added.
    """
    if _PREPARED.empty():
        _PREPARED.put(_BESIDE.submit(_waiting, module, fork))


def call_prepared(function: Callable[..., Any], *arguments: Any) -> None:
    """Do as `call` does, in a process that waits since `prepare`, if one does."""
    try:
        process, teller = _PREPARED.get_nowait().result()
    except Empty:
        return call(function, *arguments)
    with suppress(BrokenPipeError):  # it was killed, as its exit status tells
        teller.send((Path.cwd(), function, arguments))
    _wait_for(process, function, arguments)


if __name__ == "__main__":
    os.nice(5)  # the command that started this may find that nothing is to be done: it comes first
    if PAGES_FIRST in os.environ:
        from qantar.flow import warm  # which Snakefile knows this module as

        warm.prepare(PAGES, fork=False)
    elif _is_short():
        forkserver.ensure_running()
    gc.set_threshold(_MANY)
    from snakemake.cli import main

    if sys.stdin.buffer.readline() == BEGIN:  # whoever started this has prepared what is compared
        with _ending_at_once():
            main()
