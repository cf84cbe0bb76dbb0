"""What the README says works from the repository, its parent, its notebooks and any other
folder.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

import qantar
from qantar.common.paths import ROOT
from qantar.report.parameters import model_for

PACKAGE = Path(qantar.__file__).parent


@pytest.fixture
def clone(tmp_path):
    """A folder named as git names a clone, beside it nothing, in it what lies at the repository's
    top.

    Its notebook reads the project's code and data, and takes a second.
    """
    folder = tmp_path / "parent" / "qantar"
    (folder / "notebooks").mkdir(parents=True)
    for path in ROOT.iterdir():
        if path.name in {"data", "editions", "pyproject.toml", "src", "tests", PACKAGE.name}:
            (folder / path.name).symlink_to(path)
    fields = model_for("energy").model_fields.items()
    parameters = "\n".join(f"{name} = {field.get_default()!r}" for name, field in fields)
    cells = [
        new_code_cell(parameters, metadata={"tags": ["parameters"]}, id="parameters"),
        new_code_cell(
            'from qantar.report import open_chapter\nchapter = open_chapter("energy", globals())',
            id="open",
        ),
        new_code_cell("from qantar import data\nlen(data.load('countries'))", id="read"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, folder / "notebooks" / "energy.ipynb")
    return folder


@pytest.fixture(params=["the repository", "its parent", "its notebooks", "an unrelated folder"])
def here(request, clone, tmp_path):
    """The folder that somebody stands in."""
    (tmp_path / "elsewhere").mkdir()
    return {
        "the repository": clone,
        "its parent": clone.parent,
        "its notebooks": clone / "notebooks",
        "an unrelated folder": tmp_path / "elsewhere",
    }[request.param]


def ran(here, *command):
    """What a command says in the folder `here`, with nothing in the environment that leads to
    the project.
    """
    own = {
        key: text for key, text in os.environ.items() if not key.startswith(("QANTAR_", "PYTHON"))
    }
    done = subprocess.run(command, cwd=here, env=own, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_the_package_is_the_installed_one(here):
    said = ran(
        here, sys.executable, "-c", "import qantar, qantar.flow.editions; print(qantar.__file__)"
    )
    assert Path(said.strip()).resolve() == PACKAGE / "__init__.py"


def test_the_command_and_its_script_start(here):
    assert "usage: qantar" in ran(here, sys.executable, "-m", "qantar", "--help")
    script = shutil.which("qantar", path=Path(sys.executable).parent)
    assert "usage: qantar" in ran(here, script, "--help")


def test_a_notebook_runs_with_the_command_and_with_papermill(here, clone, tmp_path):
    source = os.path.relpath(clone / "notebooks" / "energy.ipynb", here)
    for tool in ((sys.executable, "-m", "qantar", "run"), (sys.executable, "-m", "papermill")):
        ran(here, *tool, source, str(tmp_path / "out.ipynb"), "-p", "country", "UZB")
        read = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells[-1]
        assert read.outputs[0].data["text/plain"].isdecimal()
