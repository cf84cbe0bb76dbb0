"""Steps in processes forked from a warm one, which has imported once what each of them needs.

A notebook's run and its kernel import for two seconds what they then use for one or two.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qantar.common.errors import BuildError

_FORKED = multiprocessing.get_context("forkserver")
_FORKED.set_forkserver_preload(["qantar.flow.preloaded"])


def is_warm() -> bool:
    """Whether this process was forked by `call`."""
    return multiprocessing.parent_process() is not None


def _call(folder: Path, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    os.chdir(folder)
    sys.exit(function(*arguments))


def call(function: Callable[..., Any], *arguments: Any) -> None:
    """Call `function` in a forked process, in this folder, and wait for its end.

    Raises BuildError where that fails; the process has said why.
    """
    process = _FORKED.Process(target=_call, args=(Path.cwd(), function, arguments))
    process.start()
    process.join()
    if process.exitcode:
        raise BuildError(f"{function.__name__} {' '.join(map(str, arguments))}: failed")
