"""One process draws for many; whoever it does not answer draws by itself."""

import multiprocessing
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import altair as alt
import pandas as pd
import pytest

from qantar.charting import kept, render
from qantar.common.outputs import DRAWING

PATIENCE_S = 60
STARTER = """
import multiprocessing, os, sys
from qantar.charting import kept
server = multiprocessing.get_context("fork").Process(target=kept.serve, args=(sys.argv[1],))
server.start()
while not os.path.exists(sys.argv[1]):
    pass
os._exit(0)
"""


def _gone(path: Path) -> bool:
    end = time.monotonic() + PATIENCE_S
    while path.exists() and time.monotonic() < end:
        time.sleep(0.05)
    return not path.exists()


def _spec(field: str = "x") -> dict:
    chart = alt.Chart(pd.DataFrame({"x": [1, 2]})).mark_point().encode(x=f"{field}:Q")
    return render.vega_lite(chart, "Two points", "Two points.")


@pytest.fixture
def address(monkeypatch):
    with tempfile.TemporaryDirectory(prefix="qantar-") as folder:  # sockets have short names
        monkeypatch.setenv(DRAWING, f"{folder}/drawing")
        yield f"{folder}/drawing"


@pytest.fixture
def server(address):
    process = multiprocessing.get_context("spawn").Process(target=kept.serve, args=(address,))
    process.start()
    end = time.monotonic() + PATIENCE_S
    while not Path(address).exists() and time.monotonic() < end:
        time.sleep(0.05)
    yield process
    process.kill()
    process.join()


def test_the_server_draws_what_its_callers_would(server, monkeypatch):
    own = render.drawn(_spec())
    monkeypatch.setattr(render, "drawn", None)
    assert kept.asked(_spec()) == own
    assert kept.asked(_spec()) == own


def test_without_an_answer_the_caller_draws(address):
    assert kept.asked(_spec()) == render.drawn(_spec())


def test_what_the_server_cannot_draw_fails_at_the_caller(server):
    broken = {**_spec(), "mark": "no such mark"}
    with pytest.raises(ValueError, match="conversion failed"):
        kept.asked(broken)
    assert server.is_alive()


def test_the_server_ends_with_the_process_that_started_it(address):
    subprocess.run([sys.executable, "-c", STARTER, address], check=True, timeout=PATIENCE_S)
    assert _gone(Path(address))
