"""How the project's tests are run, with or without make."""

import subprocess
import sys

from qantar.common import environment
from qantar.common.errors import BuildError
from qantar.common.paths import ROOT
from qantar.flow import browser

BENCHMARKS = ROOT / "tests" / "bench"
_NBVAL = ("--nbval", "--nbval-cell-timeout", "300", "notebooks")


def _lacking() -> dict[str, BuildError]:
    """The marks of tests that cannot be run on this machine, each with the reason."""
    try:
        path = browser.obtain()
    except BuildError as error:
        return {"browser": error}
    try:
        browser.require_font(path)
    except BuildError as error:
        return {"font": error}
    return {}


def _run_all(*arguments: str, marks: str = "not long") -> None:
    """Run pytest without what the machine cannot run, and say at the end what that is."""
    lacking = _lacking()
    chosen = ("-m", " and ".join([marks, *(f"not {mark}" for mark in lacking)]))
    try:
        _pytest(*arguments, *chosen)
    finally:
        for mark, why in lacking.items():
            print(f"not run: {mark} tests, because {why}", flush=True)


def _pytest(*arguments: str) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-rs", "-n", "2", *arguments]
    if subprocess.run(command, cwd=ROOT, env=environment.clean()).returncode:
        raise BuildError("tests failed; the lines above name them")


def test() -> None:
    """Quick tests and the stored notebooks; raises BuildError where one fails."""
    _run_all("tests", "--ignore=tests/trial", "--ignore=tests/bench", *_NBVAL)


def trial() -> None:
    """The slow tests: faults, fuzzing, repeated builds, every page; raises BuildError."""
    _run_all("tests/trial")


def trial_long() -> None:
    """Every chapter at many drawn parameters and at every country; raises BuildError."""
    _pytest("tests/report", "-m", "long")


def bench() -> None:
    """The benchmarks, one after another; raises BuildError naming those that failed."""
    failed = []
    for script in sorted(BENCHMARKS.glob("*.py")):
        print(f"== {script.stem}", flush=True)
        if subprocess.run([sys.executable, str(script)], cwd=ROOT).returncode:
            failed.append(script.name)
    if failed:
        raise BuildError(f"benchmarks failed: {', '.join(failed)}; the lines above say why")
