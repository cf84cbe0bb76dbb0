"""Plain ``pytest --nbval`` compares the stored notebooks with a new run, wherever it is started."""

import os
import re
import shutil
import subprocess
import sys

import nbformat
import pytest

from qantar.common.paths import CHAPTERS, NOTEBOOKS, ROOT

CHAPTER = "claims"


def nbval(folder, *arguments):
    """Exit status and text of pytest in `folder`, with nothing set that `make test` would set."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")
    }
    for name in ("QANTAR_RENDERER", "TZ", "PYTHONHASHSEED"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("folder", "arguments"),
    [
        (ROOT, ["--nbval", f"notebooks/{CHAPTER}.ipynb"]),
        (NOTEBOOKS, ["--nbval", f"{CHAPTER}.ipynb", "-n", "2"]),
        (ROOT.parent, ["--nbval", f"--rootdir={NOTEBOOKS}", str(NOTEBOOKS / f"{CHAPTER}.ipynb")]),
    ],
    ids=["root", "notebooks", "elsewhere"],
)
def test_plain_nbval_passes_from(folder, arguments):
    status, said = nbval(folder, *arguments)
    assert status == 0, said[-3000:]
    assert re.search(r"[1-9]\d* passed", said)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_lax_comparison_covers_the_key_figures(chapter):
    cells = nbformat.read(NOTEBOOKS / f"{chapter}.ipynb", as_version=4).cells
    compared = [cell for cell in cells if "nbval-check-output" in cell.metadata.get("tags", [])]
    assert [cell.source for cell in compared] == ["chapter.key_figures()"]
    assert all(cell.outputs for cell in compared)


def test_lax_comparison_finds_a_changed_key_figure(tmp_path):
    notebook = nbformat.read(NOTEBOOKS / f"{CHAPTER}.ipynb", as_version=4)
    cell = next(cell for cell in notebook.cells if cell.source == "chapter.key_figures()")
    text = cell.outputs[0]["data"]["text/plain"]
    cell.outputs[0]["data"]["text/plain"] = re.sub(
        r"[0-9]", lambda one: str(9 - int(one[0])), text, count=1
    )
    nbformat.write(notebook, tmp_path / f"{CHAPTER}.ipynb")
    shutil.copy(NOTEBOOKS / "conftest.py", tmp_path)
    status, said = nbval(tmp_path, "--nbval-lax", f"{CHAPTER}.ipynb")
    assert status == 1
    assert "1 failed" in said, said[-3000:]


def test_a_copy_of_another_name_is_compared_like_the_chapter(tmp_path):
    shutil.copy(NOTEBOOKS / f"{CHAPTER}.ipynb", tmp_path / "my-own.ipynb")
    shutil.copy(NOTEBOOKS / "conftest.py", tmp_path)
    status, said = nbval(tmp_path, "--nbval", "my-own.ipynb")
    assert status == 0, said[-3000:]
