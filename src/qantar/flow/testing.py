"""How the project's tests are run, with or without make."""

import os
import subprocess
import sys

from qantar.common.errors import BuildError
from qantar.common.paths import ROOT

_NBVAL = ("--nbval", "--nbval-current-env", "--nbval-cell-timeout", "300", "notebooks")


def _pytest(*arguments: str) -> None:
    environment = {**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-rs",
        "-n",
        "2",
        "--dist",
        "loadfile",
        *arguments,
    ]
    if subprocess.run(command, cwd=ROOT, env=environment).returncode:
        raise BuildError("tests failed; the lines above name them")


def test() -> None:
    """Quick tests and the stored notebooks; raises BuildError where one fails."""
    _pytest("tests", "--ignore=tests/trial", "--ignore=tests/bench", *_NBVAL)


def trial() -> None:
    """The slow tests: faults, fuzzing, repeated builds, every page in every mode; raises
    BuildError.
    """
    _pytest("tests/trial")


def bench() -> None:
    """The benchmarks, one after another; raises BuildError where one cannot run."""
    for script in sorted((ROOT / "tests" / "bench").glob("*.py")):
        print(f"== {script.stem}", flush=True)
        if subprocess.run([sys.executable, str(script)], cwd=ROOT).returncode:
            raise BuildError(f"{script.name}: the benchmark stopped; the lines above say why")
