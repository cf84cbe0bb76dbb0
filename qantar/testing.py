"""How the project's tests are run, with or without make."""

import os
import subprocess
import sys

from qantar.book import browser
from qantar.errors import BuildError
from qantar.paths import ROOT

BENCHMARKS = ROOT / "tests" / "bench"
_NBVAL = ("--nbval", "--nbval-current-env", "--nbval-cell-timeout", "300", "notebooks")


def _run_all(*arguments: str) -> None:
    """Run pytest, and its browser tests where a browser can be had; else say that they were not run."""
    try:
        browser.obtain()
    except BuildError as error:
        try:
            _pytest(*arguments, "-m", "not browser")
        finally:
            print(f"not run: browser tests, because {error}", flush=True)
    else:
        _pytest(*arguments)


def _pytest(*arguments: str) -> None:
    environment = {**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "pytest", "-q", "-rs", "-n", "2", "--dist", "loadfile", *arguments]
    if subprocess.run(command, cwd=ROOT, env=environment).returncode:
        raise BuildError("tests failed; the lines above name them")


def test() -> None:
    """Quick tests and the stored notebooks; raises BuildError where one fails."""
    _run_all("tests", "--ignore=tests/trial", "--ignore=tests/bench", *_NBVAL)


def trial() -> None:
    """The slow tests: faults, fuzzing, repeated builds, every page in every mode; raises BuildError."""
    _run_all("tests/trial")


def bench() -> None:
    """The benchmarks, one after another, all of them; raises BuildError naming those that failed."""
    failed = []
    for script in sorted(BENCHMARKS.glob("*.py")):
        print(f"== {script.stem}", flush=True)
        if subprocess.run([sys.executable, str(script)], cwd=ROOT).returncode:
            failed.append(script.name)
    if failed:
        raise BuildError(f"benchmarks failed: {', '.join(failed)}; the lines above say why")
