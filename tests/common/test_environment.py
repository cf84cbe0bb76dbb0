"""A command runs in a named environment: what steers other tools does not pass, and never a
second start.
"""

import json
import os
import subprocess
import sys
from contextlib import nullcontext

import pytest

from qantar.common import environment
from qantar.common.errors import BuildError
from qantar.flow import build as flow
from qantar.flow import keys

SHOW = """
import json, os
from qantar.common import environment
environment.enter()
print(json.dumps(dict(os.environ)))
"""
FOREIGN = {
    "LANGUAGE": "kk",
    "LC_TIME": "ru_RU.UTF-8",
    "PYTHONWARNINGS": "error",
    "PYTHONOPTIMIZE": "2",
    "SNAKEMAKE_PROFILE": "mine",
    "SOURCE_DATE_EPOCH": "0",
    "SPHINXOPTS": "-D language=de",
}


def entered(**variables):
    command = [sys.executable, "-c", SHOW]
    done = subprocess.run(command, env={**os.environ, **variables}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_command_sees_only_what_is_named():
    seen = entered(**FOREIGN, LC_ALL="C", TZ="Asia/Almaty", HOME="/nowhere", QANTAR_BUILD="/out")
    assert not FOREIGN.keys() & seen.keys()
    assert {**seen, **environment.FIXED} == seen
    assert (seen["HOME"], seen["QANTAR_BUILD"]) == ("/nowhere", "/out")


def test_a_clean_environment_is_taken_as_it_is(monkeypatch):
    monkeypatch.setattr(os, "environ", environment.clean())
    assert environment.clean() == os.environ
    monkeypatch.setattr(os, "execve", lambda *_: pytest.fail("started again"))
    environment.enter()


def test_an_account_without_name_and_home_gets_both(monkeypatch):
    monkeypatch.setattr(
        os.path, "expanduser", lambda path: path
    )  # as where the number has no entry
    for name in ("HOME", "USER"):
        monkeypatch.delenv(name, raising=False)
    assert environment.clean()["HOME"] == "/tmp" and environment.clean()["USER"] == "nobody"
    monkeypatch.setenv("HOME", "/mine")
    assert environment.clean()["HOME"] == "/mine"


def test_modules_of_the_folder_do_not_count_after_the_start(tmp_path):
    (tmp_path / "calendar.py").write_text("raise SystemExit('not this one')")
    script = "from qantar.common import environment\nenvironment.enter()\nimport calendar"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_closed_streams_are_opened_to_nothing(tmp_path):
    noted = tmp_path / "noted"
    script = (
        "from qantar.common import environment\nenvironment.enter()\nprint(1)\n"
        f"open({str(noted)!r}, 'w').write('2')"
    )
    shell = ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", sys.executable, "-c", script]
    assert subprocess.run(shell).returncode == 0
    assert noted.read_text() == "2"


def test_a_page_that_was_not_made_is_not_announced(monkeypatch, tmp_path):
    """As when a profile turns the flow into a dry run."""
    monkeypatch.setattr(flow, "BUILD", tmp_path)
    monkeypatch.setattr(keys, "BUILD", tmp_path)
    monkeypatch.setattr(flow, "started", lambda *_: nullcontext())
    monkeypatch.setattr(flow, "go_on", lambda *_: None)
    with pytest.raises(BuildError, match="no such page"):
        flow.book(["kazakhstan"])


@pytest.mark.parametrize(
    ("limits", "last"),
    [
        ((64, 128), "128"),
        ((256, 256), "256"),
        (
            (64, 64),
            "qantar.common.errors.BuildError: only 64 files may be open at once, 128 are needed: "
            "ulimit -n 128, in a new shell or by the administrator",
        ),
    ],
)
def test_too_few_open_files_are_raised_or_refused(limits, last):
    script = (
        "from resource import *\nfrom qantar.common import environment\n"
        f"setrlimit(RLIMIT_NOFILE, {limits})\nenvironment.allow_open_files()\n"
        "print(getrlimit(RLIMIT_NOFILE)[0])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.stdout + done.stderr).splitlines()[-1] == last
