"""A sweep gives one tidy table, keeps what it has when a cell fails, and is taken up where it
stopped.
"""

import os
import signal
import subprocess
import sys

import pandas as pd

# 2035 is a year like another to the parameters' model, but no table holds it: the notebook stops
# in its run
SWEEP = """notebook: relocation
fixed: {draws: 1000}
grid:
  uptime_stay: [0.4, 0.8]
  start_day: ["2022-01-24", "2035-01-24"]
"""
GOOD = SWEEP.replace(', "2035-01-24"', "")


class Grid:
    """A sweep below `folder`."""

    def __init__(self, folder, text):
        self.folder = folder
        self.file = folder / "grid.yml"
        self.file.write_text(text, encoding="utf-8")
        self.cells = folder / "build" / "sweeps" / "grid"

    def start(self):
        environment = {**os.environ, "QANTAR_BUILD": str(self.folder / "build")}
        environment.pop("QANTAR_RENDERER", None)
        command = [sys.executable, "-m", "qantar", "sweep", str(self.file), "--cores", "1"]
        return subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self):
        process = self.start()
        said = process.communicate(timeout=600)[0]
        return process.returncode, said

    def made(self):
        return {path: path.stat().st_mtime_ns for path in self.cells.glob("*/relocation.ipynb")}

    def table(self):
        return pd.read_csv(self.cells / "figures.csv")


def test_a_failed_cell_is_named_and_the_others_are_kept(tmp_path):
    grid = Grid(tmp_path, SWEEP)
    status, said = grid.run()
    assert status == 1
    assert "Traceback" not in said, said
    lines = [line for line in said.splitlines() if line.startswith("error: ")]
    assert sum("start_day 2035-01-24 should lie between" in line for line in lines) == 2, said
    assert "2 of 4 cells failed" in lines[-1]
    for value in (0.4, 0.8):
        name = f"uptime_stay-{value}_start_day-2035-01-24"
        assert name in lines[-1] and any(line.startswith(f"error: {name}") for line in lines), said
    assert "[2/4]" in said, said
    table = grid.table()
    assert set(table["start_day"]) == {"2022-01-24"}
    assert set(table["uptime_stay"]) == {0.4, 0.8}
    assert not table.duplicated(["uptime_stay", "figure"]).any()
    stay = table[table["figure"] == "relocation.npv_stay_usd"].set_index("uptime_stay")["value"]
    assert stay[0.8] > stay[0.4]

    done = grid.made()
    grid.file.write_text(GOOD.replace("0.8]", "0.8, 0.9]"), encoding="utf-8")
    status, said = grid.run()
    assert status == 0, said
    assert "[1/1]" in said, said
    assert {path: grid.made()[path] for path in done} == done
    assert set(grid.table()["uptime_stay"]) == {0.4, 0.8, 0.9}


def test_a_stopped_sweep_is_taken_up_where_it_stopped(tmp_path):
    grid = Grid(tmp_path, GOOD)
    process = grid.start()
    said = ""
    while (
        said.count("running the notebook") < 2
    ):  # the second cell starts when the first is written down
        line = process.stdout.readline()
        assert line, said
        said += line
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    first = grid.made()
    assert len(first) == 1
    status, said = grid.run()
    assert status == 0, said
    assert len(grid.made()) == 2
    assert set(grid.table()["uptime_stay"]) == {0.4, 0.8}
    assert {path: grid.made()[path] for path in first} == first
