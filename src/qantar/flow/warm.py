"""Steps in processes forked from a warm one, which has imported once what each of them needs.

A notebook's run and its kernel import for two seconds what they then use for one or two.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

from qantar.common.errors import BuildError

_FORKED = multiprocessing.get_context("forkserver")
# What a run and its kernel use. Nothing here may start a thread: it would be missing after a fork.
LIBRARIES = (
    *("altair", "IPython.core.completer", "ipykernel.ipkernel", "ipykernel.kernelapp"),
    *("ipykernel.zmqshell", "matplotlib_inline.backend_inline", "papermill", "scipy.interpolate"),
    *("scipy.stats", "vl_convert"),
)


def prepare(modules: Iterable[str]) -> None:
    """Have these modules imported before the first `call`."""
    _FORKED.set_forkserver_preload(list(modules))


def is_warm() -> bool:
    """Whether this process was forked by `call`."""
    return multiprocessing.parent_process() is not None


def _call(folder: str, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    os.chdir(folder)
    sys.exit(function(*arguments))


def call(function: Callable[..., Any], *arguments: Any) -> None:
    """Call `function` in a forked process, in this folder, and wait for its end.

    Raises BuildError where that fails; the process has said why.
    """
    process = _FORKED.Process(target=_call, args=(os.getcwd(), function, arguments))
    process.start()
    process.join()
    if process.exitcode:
        raise BuildError(f"{function.__name__} {' '.join(map(str, arguments))}: failed")
