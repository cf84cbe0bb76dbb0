"""The environment that make prepares is this folder's own, whatever the user's shell and files
say.
"""

import os
import shutil
import subprocess
import sys
import time

import pytest

from qantar.common.paths import ROOT

# stands in for Python and the environment's own: notes its variables and arguments, installs
# nothing
STUB = """#!/bin/sh
{ echo "args: $*"; env; } >> "$NOTES"
case "$*" in *venv*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;; esac
"""


@pytest.fixture
def folder(tmp_path):
    """A repository with spaces in its name: the Makefile, its prerequisites and a stub of
    Python.
    """
    place = tmp_path / "a repository"
    place.mkdir()
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, place / name)
        os.utime(place / name, (time.time() - 100,) * 2)
    stub = place / "python"
    stub.write_text(STUB, encoding="utf-8")
    stub.chmod(0o755)
    return place


def made(folder, **variables):
    """The arguments and variables that Python was started with by ``make book``, as lines."""
    notes = folder / "notes"
    notes.unlink(missing_ok=True)
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))
    }
    done = subprocess.run(
        ["make", "book", "PYTHON=./python"],
        cwd=folder,
        env={**kept, "NOTES": str(notes), **variables},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return notes.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("version", [(3, 10, 20), (3, 14, 0)])
def test_a_python_that_the_lock_does_not_know_is_refused(folder, version):
    name = ".".join(map(str, version))
    other = folder / "other"
    as_if = f"import sys; sys.version_info = {version}; sys.version = '{name} (main)'"
    other.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{as_if}; $2"\n', encoding="utf-8")
    other.chmod(0o755)
    done = subprocess.run(
        ["make", "book", "PYTHON=./other"], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert f"Python 3.11 to 3.13 is needed, this is {name}; name another" in done.stderr
    assert not (folder / ".venv").exists()


def is_anew(lines):
    return any(line.startswith("args: -m venv") for line in lines)


def test_the_environment_is_made_once(folder):
    assert is_anew(made(folder))
    again = made(folder)
    assert not is_anew(again)
    assert "args: -m qantar book kazakhstan" in again


def test_an_environment_that_was_copied_along_is_made_anew(folder):
    made(folder)
    copy = shutil.copytree(folder, folder.with_name("a copy"))
    (copy / ".venv" / "bin" / "jupyter-lab").write_text(f"#!{folder}/.venv/bin/python")
    assert is_anew(made(copy))
    assert not (copy / ".venv" / "bin" / "jupyter-lab").exists()


def test_an_environment_whose_python_is_gone_is_made_anew(folder):
    made(folder)
    python = folder / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nonexistent/python3.10")
    (folder / ".venv" / "left").touch()
    assert is_anew(made(folder))
    assert not (folder / ".venv" / "left").exists()


def test_half_an_environment_is_completed(folder):
    made(folder)
    (folder / ".venv" / ".ready").unlink()
    assert is_anew(made(folder))


def test_what_the_shell_says_to_python_and_pip_does_not_reach_them(folder):
    said = {
        "PYTHONHOME": "/nowhere",
        "PYTHONPATH": "/nowhere",
        "PIP_USER": "1",
        "PIP_TARGET": "/nowhere",
        "PIP_CONSTRAINT": "/nowhere",
        "PIP_INDEX_URL": "https://mirror.example.org/simple",
    }
    lines = made(folder, **said)
    assert not [line for line in lines if line.endswith("=/nowhere")]
    assert "PIP_USER=1" not in lines and "PIP_USER=0" in lines
    assert "PIP_INDEX_URL=https://mirror.example.org/simple" in lines
