"""A notebook run by hand or by plain papermill stops in its first cell with the command's own
line.
"""

import subprocess
import sys

import nbformat
import pytest

from qantar.common.errors import ParameterError
from qantar.common.paths import ROOT
from qantar.report.chapter import open_chapter
from qantar.report.parameters import model_for, validate


def line(values):
    with pytest.raises(ParameterError) as caught:
        validate("energy", model_for("energy"), values)
    return str(caught.value)


def papermill(folder, source, target, *parameters):
    command = [
        sys.executable,
        "-m",
        "papermill",
        source,
        str(target),
        "--no-progress-bar",
        *parameters,
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


@pytest.mark.parametrize(
    "values", [{"contry": "UZB"}, {"country": "UBZ"}, {"pue": 9.0}, {"year": "2021"}], ids=str
)
def test_the_first_cell_gives_the_same_line(values):
    with pytest.raises(ParameterError) as caught:
        open_chapter("energy", values)
    assert str(caught.value) == line(values)
    assert "\n" not in str(caught.value)


def test_plain_papermill_stops_with_the_same_line(tmp_path):
    done = papermill(
        ROOT / "notebooks", "energy.ipynb", tmp_path / "out.ipynb", "-p", "contry", "UZB"
    )
    assert done.returncode != 0
    assert f"ParameterError: {line({'contry': 'UZB'})}" in done.stderr
    cells = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells
    shown = [output.output_type for cell in cells for output in cell.get("outputs", [])]
    assert shown == ["error"], "nothing is computed from a wrong value"


@pytest.mark.parametrize(
    ("folder", "source"), [("notebooks", "energy.ipynb"), (".", "notebooks/energy.ipynb")]
)
def test_plain_papermill_runs_from_either_folder(tmp_path, folder, source):
    target = tmp_path / "out.ipynb"
    done = papermill(ROOT / folder, source, target, "-p", "country", "UZB")
    assert done.returncode == 0, done.stderr
    assert "Uzbekistan" in target.read_text(encoding="utf-8")
