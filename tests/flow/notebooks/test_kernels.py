"""A kernel is this Python, in a named environment, on its own sockets; what ends it is said in
its words.
"""

import json
import os
import signal
import stat
import sys
from pathlib import Path

import pytest

from qantar.common.errors import BuildError
from qantar.flow.notebooks import kernels

TRAPPED = (
    "import json, os, sys; print(json.dumps([sys.executable, sorted(globals()), dict(os.environ)]))"
)


@pytest.fixture
def started():
    """Start a kernel of the given class; it is stopped at the end."""
    managers = []

    def start(kind=kernels.KernelManager):
        managers.append(kind())
        managers[-1].start_kernel()
        return managers[-1]

    yield start
    for manager in managers:
        if manager.has_kernel:
            manager.shutdown_kernel(now=True)


def printed(manager, code):
    """What `code` prints in the kernel."""
    client, said = manager.client(), []
    client.start_channels()
    client.wait_for_ready(timeout=60)
    client.execute_interactive(
        code, output_hook=lambda message: said.append(message["content"].get("text", ""))
    )
    client.stop_channels()
    return "".join(said)


@pytest.fixture
def in_the_way(tmp_path, monkeypatch):
    """A user's start-up files, another `python3` kernel, and variables that Python and Jupyter
    read.
    """
    (tmp_path / "startup.py").write_text("histfile = '/nowhere'\n")
    ipython = tmp_path / "ipython" / "profile_default" / "startup"
    ipython.mkdir(parents=True)
    (ipython / "00.py").write_text("mine = 1\n")
    spec = tmp_path / "jupyter" / "kernels" / "python3"
    spec.mkdir(parents=True)
    (spec / "kernel.json").write_text(
        json.dumps({"argv": ["false"], "display_name": "x", "language": "python"})
    )
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "startup.py"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    monkeypatch.setenv("HOME", str(tmp_path / "startup.py" / "home"))
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    monkeypatch.setenv("LANGUAGE", "kk")
    monkeypatch.setenv("LC_TIME", "ru_RU.UTF-8")


def test_nothing_of_a_users_setup_reaches_a_kernel(in_the_way, started):
    python, names, variables = json.loads(printed(started(), TRAPPED))
    assert python == sys.executable
    assert not {"histfile", "mine"} & set(names)
    assert (
        not {"PYTHONSTARTUP", "JUPYTER_PATH", "PYTHONWARNINGS", "LANGUAGE", "LC_TIME"}
        & variables.keys()
    )
    assert (variables["LC_ALL"], variables["TZ"], variables["PYTHONHASHSEED"]) == (
        "C.UTF-8",
        "UTC",
        "0",
    )


def test_a_kernels_sockets_lie_in_a_private_folder(started):
    manager = started()
    folder = Path(manager.ip).parent
    assert manager.transport == "ipc"
    assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0
    manager.shutdown_kernel(now=True)
    assert not folder.exists()


def test_a_folder_too_long_for_sockets_means_tcp(tmp_path, monkeypatch, started):
    deep = tmp_path / ("a" * 100)
    deep.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    manager = started()
    assert manager.transport == "tcp"
    assert printed(manager, "print(6 * 7)") == "42\n"


class Fated(kernels.KernelManager):
    """Kernels whose first starts end before they reply."""

    lives = 0

    def format_kernel_cmd(self, extra_arguments=None):
        self.lives -= 1
        if self.lives >= 0:
            return [sys.executable, "-c", "raise OSError('no room at all')"]
        return super().format_kernel_cmd(extra_arguments)


def test_a_kernel_that_died_before_it_replied_is_started_again(started):
    class Once(Fated):
        lives = 1
        deaths = []  # noqa: RUF012

    assert printed(started(Once), "print(6 * 7)") == "42\n"
    assert Once.deaths == ["the kernel died (exit status 1: OSError: no room at all)"]


def test_a_kernel_that_dies_twice_is_quoted(started):
    class Twice(Fated):
        lives = 2

    with pytest.raises(
        BuildError, match=r"exit status 1: OSError: no room at all\) before it replied, twice$"
    ):
        started(Twice)


class Forked(kernels.KernelManager):
    forks = True


def test_a_forked_kernel_is_like_one_that_was_started(started):
    code = f"{TRAPPED}; import pandas; print(pandas.get_option('display.max_columns'), os.getcwd())"
    told = []
    for kind in (kernels.KernelManager, Forked):
        state, options = printed(started(kind), code).splitlines()
        python, names, variables = json.loads(state)
        for own in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JPY_PARENT_PID", "JPY_SESSION_NAME"):
            variables.pop(own, None)
        told.append((python, names, variables, options))
    assert told[0] == told[1]


def test_a_forked_kernel_gives_a_busy_machine_time_to_print(started):
    waits = printed(started(Forked), "import sys; print(sys.stdout.flush_timeout)")
    assert int(waits) >= kernels.START_S  # else a warning is printed, which fails the build


@pytest.mark.parametrize("forked", [False, True])
def test_a_killed_kernel_is_told_from_one_that_was_stopped(forked):
    class Mourned(kernels.KernelManager):
        deaths = []  # noqa: RUF012
        forks = forked

    for blow in (None, signal.SIGKILL):
        manager = Mourned()
        manager.start_kernel()
        if blow:
            os.kill(manager.provisioner.pid, blow)
            manager.provisioner.process.wait()
            manager.cleanup_resources()
        else:
            manager.shutdown_kernel(now=True)
    assert Mourned.deaths == ["the kernel died (killed by SIGKILL)"]
