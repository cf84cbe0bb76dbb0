"""Files: what git hands out, what may be written over, and which file an error names."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qantar.common.errors import BuildError, naming
from qantar.common.paths import NOTEBOOKS, ROOT
from qantar.flow import keys
from qantar.flow.notebooks import run_notebook as runner
from qantar.report import figures

FULL = Path("/dev/full")  # takes no byte, like a full disk


def test_git_converts_no_line_ends_whatever_its_settings(tmp_path):
    def git(*arguments):
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(
            ["git", "-C", str(tmp_path), *who, *arguments], check=True, capture_output=True
        )

    git("init", "-q", "one")
    shutil.copyfile(ROOT / ".gitattributes", tmp_path / "one" / ".gitattributes")
    for name, raw in {"unix.csv": b"a\n1\n", "dos.csv": b"a\r\n1\r\n"}.items():
        (tmp_path / "one" / name).write_bytes(raw)
    git("-C", "one", "-c", "core.autocrlf=false", "add", ".")
    git("-C", "one", "commit", "-q", "-m", "first")
    git("clone", "-q", "-c", "core.autocrlf=true", "one", "two")
    assert (tmp_path / "two" / "unix.csv").read_bytes() == b"a\n1\n"
    assert (tmp_path / "two" / "dos.csv").read_bytes() == b"a\r\n1\r\n"


@pytest.mark.parametrize("kind", ["folder", "pipe", "link to a pipe"])
def test_what_is_no_regular_file_is_not_written_over(tmp_path, kind):
    """As /dev/null is none; no device is tried here, for a run that wrote over it would spoil
    the machine.
    """
    target = tmp_path / "out.ipynb"
    if kind == "folder":
        target.mkdir()
    elif kind == "pipe":
        os.mkfifo(target)
    else:
        os.mkfifo(tmp_path / "pipe")
        target.symlink_to(tmp_path / "pipe")
    with pytest.raises(BuildError, match="is no regular file; name a new file"):
        runner.run(NOTEBOOKS / "energy.ipynb", target, {})
    assert target.exists() and not target.is_file()


def test_a_file_that_cannot_be_written_is_named():
    with pytest.raises(OSError, match="No space left on device: '/dev/full'"):
        keys.write_if_changed(FULL, "text")


def test_the_target_is_named_not_the_hidden_part_of_it(tmp_path):
    path = tmp_path / "energy.json"
    path.with_suffix(".part").symlink_to(FULL)
    with pytest.raises(OSError, match="No space left on device") as failed:
        figures.write([], path)
    assert failed.value.filename == str(path)
    with pytest.raises(OSError, match="No such file") as failed, naming(path):
        (tmp_path / ".energy-1" / "energy.json").replace(path)
    assert (failed.value.filename, failed.value.filename2) == (str(path), None)
    with pytest.raises(OSError, match="No such file") as failed, naming(path):
        (tmp_path / "other.json").read_bytes()
    assert failed.value.filename == str(tmp_path / "other.json")


def test_a_run_that_has_nowhere_to_write_names_its_output(tmp_path):
    (tmp_path / "file").write_text("no folder")
    output = tmp_path / "file" / "out.ipynb"
    command = [sys.executable, "-m", "qantar", "run", str(NOTEBOOKS / "energy.ipynb"), str(output)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith(f"error: {output.parent}: ")
    assert done.stderr.count("\n") == 1
