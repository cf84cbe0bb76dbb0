"""A refresh killed in the middle leaves the old tables whole, and the next one succeeds without
cleaning.
"""

import os
import shutil
import subprocess
import sys
import time

import pytest

from qantar.common.paths import DATA, ROOT
from qantar.data import Package

sys.path.insert(0, str(ROOT / "tests" / "support"))
from local_server import Server, running

SCRIPT = """
import sys, time
from dataclasses import replace
from qantar.sources import registry, refresh, write
address, slow = sys.argv[1], sys.argv[2] == "slow"
known = registry.publishers()
oil = known["oil-prices"]
known["oil-prices"] = replace(oil, files=(replace(oil.files[0], url=address),))
registry.publishers = lambda: known
if slow:
    def fsync(_):
        print("writing", flush=True)
        time.sleep(3600)
    write.os.fsync = fsync
refresh.refresh(["oil_price"])
"""
NEW = b"Date,Price\n2026-06-15,85.4\n2026-07-15,83.76\n"


@pytest.fixture
def project(tmp_path):
    """A copy of the tables, and the environment of a refresh that works on it."""
    shutil.copytree(DATA, tmp_path / "data")
    environment = {
        **os.environ,
        "QANTAR_DATA": str(tmp_path / "data"),
        "QANTAR_CACHE": str(tmp_path / "cache"),
    }
    return tmp_path / "data", environment


class Brent(Server):
    """A publisher whose good file is a table of oil prices."""

    def good(self):
        self._send(NEW)


def start(environment, address, pace="quick"):
    command = [sys.executable, "-c", SCRIPT, address, pace]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def finish(server, environment):
    server.RequestHandlerClass = Brent
    child = start(environment, f"http://127.0.0.1:{server.server_port}/good.csv")
    assert child.wait(600) == 0, child.stdout.read()


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_kill_9_during_a_download(project):
    folder, environment = project
    before = contents(folder)
    with running() as server:
        child = start(environment, f"http://127.0.0.1:{server.server_port}/drip.csv")
        while not server.asked:
            assert child.poll() is None
            time.sleep(0.05)
        time.sleep(0.3)
        child.kill()
        child.wait()
        assert contents(folder) == before
        finish(server, environment)
    assert len(Package(folder).load("oil_price")) == 2


def test_kill_9_while_a_table_is_written(project):
    folder, environment = project
    before = contents(folder)
    with running() as server:
        server.RequestHandlerClass = Brent
        child = start(environment, f"http://127.0.0.1:{server.server_port}/good.csv", "slow")
        assert any("writing" in line for line in child.stdout)
        child.kill()
        child.wait()
        after = contents(folder)
        assert {name: raw for name, raw in after.items() if not name.endswith(".part")} == before
        assert any(name.endswith(".part") for name in after)
        finish(server, environment)
    assert len(Package(folder).load("oil_price")) == 2
    assert not list(folder.rglob("*.part"))
