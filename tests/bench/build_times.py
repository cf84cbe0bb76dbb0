"""How long a build takes and how much memory it needs: clean, unchanged, after one page, after one
notebook.

Run by `make bench`; the figures are reported, never asserted. Works in a clone of the last commit.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from qantar.common.paths import ROOT


def build(repository: Path, *editions: str) -> float | None:
    """Seconds of one `python -m qantar book`; None where it failed, after its errors."""
    environment = {**os.environ, "PYTHONPATH": str(repository / "src")}
    for name in ("QANTAR_ROOT", "QANTAR_BUILD", "QANTAR_DATA", "QANTAR_RENDERER"):
        environment.pop(name, None)
    start = time.perf_counter()
    command = [sys.executable, "-m", "qantar", "book", *editions]
    done = subprocess.run(command, cwd=repository, env=environment, stdout=subprocess.DEVNULL)
    return None if done.returncode else time.perf_counter() - start


def change_notebook(path: Path) -> None:
    """Add a sentence to the notebook's first cell."""
    notebook = json.loads(path.read_text())
    notebook["cells"][0]["source"] = [
        "".join(notebook["cells"][0]["source"]) + "\n\nOne more sentence."
    ]
    path.write_text(json.dumps(notebook))


def measure() -> dict[str, float | None]:
    """Seconds by case (None: the build failed), and the largest resident memory of any process
    in MiB.
    """
    with tempfile.TemporaryDirectory() as folder:
        repository = Path(folder) / "repository"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(repository)], check=True)
        times = {"clean": build(repository), "nothing changed": build(repository)}
        page = repository / "book" / "method.md"
        page.write_text(page.read_text() + "\nOne more sentence.\n")
        times["one page changed"] = build(repository)
        change_notebook(repository / "notebooks" / "energy.ipynb")
        times["one notebook changed"] = build(repository)
        names = ["iran", "usa", "russia", "china", "canada", "malaysia", "germany", "uzbekistan"]
        for count in (1, 2, 4, 8):
            subprocess.run(
                ["rm", "-rf", *(str(repository / "build" / name) for name in names)], check=True
            )
            seconds = build(repository, *names[:count])
            times[f"{count} country editions, each"] = seconds and seconds / count
    peak_mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {**times, "peak memory of a process, MiB": peak_mib}


if __name__ == "__main__":
    measured = measure()
    for name, value in measured.items():
        print(f"{name:40} {'  failed' if value is None else f'{value:8.1f}'}")
    sys.exit(None in measured.values())
