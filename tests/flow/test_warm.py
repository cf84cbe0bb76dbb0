"""A step in a forked process runs in this folder, keeps nothing of this one, and says how it
failed.
"""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from qantar.common import environment
from qantar.common.errors import BuildError
from qantar.flow import warm


def note(name, status):
    """Write down whether this process is warm and what it has imported; end with `status`."""
    import sys

    Path(name).write_text(f"{warm.is_warm()} {'altair' in sys.modules}")
    return status


def test_a_step_runs_warm_in_the_callers_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    warm.call(note, "noted", 0)
    assert (tmp_path / "noted").read_text() == "True True"
    assert not warm.is_warm()


def test_a_step_that_fails_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BuildError, match=r"^note noted 3: failed$"):
        warm.call(note, "noted", 3)


def test_a_long_folder_for_temporary_files_means_another_python(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / ("a" * 100)))
    warm.call(note, "noted", 0)
    assert (tmp_path / "noted").read_text() == "True False"


def test_snakemake_starts_without_a_warm_process_too(tmp_path):
    folder = tmp_path / ("a" * 100)
    folder.mkdir()
    command = [sys.executable, "-P", "-m", "qantar.flow.warm", "--version"]
    done = subprocess.run(
        command,
        env=environment.clean(TMPDIR=str(folder)),
        input=warm.BEGIN,
        capture_output=True,
    )
    assert (done.returncode, done.stdout.decode().strip()) == (0, version("snakemake"))
