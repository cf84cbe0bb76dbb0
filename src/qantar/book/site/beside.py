"""Work beside the writing of the pages, which keeps one core busy."""

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from typing import Any

from sphinx.errors import ExtensionError


class Beside:
    """Does `work` for a build in a process of its own, from when all pages are read; `fault` is
    said where it failed.
    """

    def __init__(self, work: Callable[[Any], None], fault: str) -> None:
        self.work, self.fault = work, fault
        self._process: BaseProcess | None = None

    def connect(self, app: Any) -> None:
        """Begin when all pages are read, and have the build wait for the end."""
        app.connect("env-updated", self._start)
        app.connect("build-finished", self._finish, priority=100)

    def _start(self, app: Any, env: Any) -> None:
        self._process = get_context("fork").Process(target=self.work, args=(app,))
        self._process.start()

    def _finish(self, app: Any, error: Exception | None) -> None:
        if self._process:
            self._process.join()
            if self._process.exitcode:
                raise ExtensionError(self.fault)
