"""How long `make watch` takes from saving a page or a changed notebook to seeing it in the browser.

Run by `make bench`; the figures are reported, never asserted. Works in a clone of the repository.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from qantar.common.paths import CHAPTERS, ROOT

sys.path.insert(0, str(ROOT / "tests" / "support"))
import browsing
from build_times import Clone

RUNS = 3
_SEEN = "words => document.querySelector('.bd-article')?.textContent.includes(words)"


def add_words(path: Path, words: str) -> None:
    """Add a paragraph to the page."""
    path.write_text(f"{path.read_text()}\n{words}\n")


def add_code(path: Path, words: str) -> None:
    """Add a cell that prints the words, in the middle of the notebook's cells."""
    notebook = json.loads(path.read_text())
    cell = {"cell_type": "code", "id": words.lower(), "metadata": {}, "outputs": []}
    cell |= {"source": [f"print({words[:4]!r} + {words[4:]!r})"], "execution_count": None}
    notebook["cells"].insert(len(notebook["cells"]) // 2, cell)
    path.write_text(json.dumps(notebook))


@contextmanager
def watching(clone: Clone) -> Iterator[str]:
    """`make watch` in the clone, whose book is built; the address of its preview."""
    command = [clone.python, "-u", "-m", "qantar", "watch", "--port", "0"]
    with subprocess.Popen(
        command, cwd=clone.repository, env=clone.variables(), stdout=subprocess.PIPE, text=True
    ) as watch:
        assert watch.stdout
        try:
            yield next(line.split()[0] for line in watch.stdout if line.startswith("http"))
        finally:
            watch.terminate()


def seconds(view: Page, file: Path, change: Callable[[Path, str], None], words: str) -> float:
    """Seconds from a saved change to the words that it puts on the open page."""
    time.sleep(1)  # whoever writes looks at the page first
    start = time.perf_counter()
    change(file, words)
    view.wait_for_function(_SEEN, arg=words, timeout=browsing.HANGS_MS)
    return time.perf_counter() - start


def measure() -> None:
    """Print the medians of RUNS changes of a page, and of each chapter's code."""
    files = {"book/method": ("md", add_words)}
    files |= {f"notebooks/{name}": ("ipynb", add_code) for name in CHAPTERS}
    with tempfile.TemporaryDirectory() as folder, browsing.chromium() as browser:
        clone = Clone(Path(folder))
        if clone.book() is None:
            sys.exit("the book was not built; the lines above say why")
        view = browser.new_page()
        with watching(clone) as home:
            for page, (kind, change) in files.items():
                view.goto(f"{home}{page}.html", wait_until="load")
                file = clone.repository / f"{page}.{kind}"
                taken = [seconds(view, file, change, f"Seen{run}") for run in range(RUNS)]
                print(f"{page:45} {statistics.median(taken):8.1f}", flush=True)


if __name__ == "__main__":
    measure()
