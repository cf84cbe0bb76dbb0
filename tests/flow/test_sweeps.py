"""A sweep's table holds what was run; a cell without a result is named, whatever the flow says."""

import csv
from contextlib import nullcontext

import pytest

from qantar.common.errors import BuildError
from qantar.flow import build as flow
from qantar.flow import sweep
from qantar.report import figures
from qantar.report.figures import Figure

SWEEP = "notebook: energy\ngrid: {pue: [1.1, 1.2]}\n"


def test_a_cell_whose_result_is_missing_is_named(monkeypatch, tmp_path):
    """As when a profile turns the flow into a dry run, or a step on another machine leaves none."""
    monkeypatch.setattr(sweep, "BUILD", tmp_path)
    monkeypatch.setattr(flow, "BUILD", tmp_path)
    figure = Figure("energy.one", 7, "MW", "2021", ("electricity",), "One.")

    def half_done(_process, folder):
        (first,) = folder.glob("pue-1.1_*")
        figures.write([figure], first / "energy.json")

    monkeypatch.setattr(flow, "started", lambda _command, _folder: nullcontext())
    monkeypatch.setattr(flow, "go_on", half_done)
    file = tmp_path / "grid.yml"
    file.write_text(SWEEP, encoding="utf-8")
    with pytest.raises(BuildError, match=r"did not run them\n1 of 2 cells failed: pue-1\.2_\w+; "):
        sweep.run(file, 1)
    with (tmp_path / "sweeps" / "grid" / "figures.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["pue"], row["figure"], row["value"]) for row in rows] == [
        ("1.1", "energy.one", "7")
    ]
