"""A notebook run by hand or by plain papermill stops in its first cell with the command's own
line.
"""

import os
import subprocess
import sys

import nbformat
import pytest
from chapter_run import run, sources_of

from qantar.common.errors import ParameterError
from qantar.common.paths import ROOT
from qantar.report.chapter import open_chapter
from qantar.report.parameters import model_for, validate


def line(values):
    with pytest.raises(ParameterError) as caught:
        validate("energy", model_for("energy"), values)
    return str(caught.value)


def plain(folder, *command, **variables):
    environment = {**os.environ, **variables}
    environment.pop("QANTAR_RENDERER")  # set for the tests, and for nobody who runs a tool by hand
    python = [sys.executable, "-m", *command]
    return subprocess.run(python, cwd=folder, env=environment, capture_output=True, text=True)


def papermill(folder, source, target, *parameters, **variables):
    command = ["papermill", source, str(target), "--no-progress-bar", *parameters]
    return plain(folder, *command, **variables)


@pytest.mark.parametrize(
    "values", [{"contry": "UZB"}, {"country": "UBZ"}, {"pue": 9.0}, {"year": "2021"}], ids=str
)
def test_the_first_cell_gives_the_same_line(values):
    with pytest.raises(ParameterError) as caught:
        open_chapter("energy", values)
    assert str(caught.value) == line(values)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("chapter", ["network", "relocation"])
def test_a_chapter_opens_again_after_a_whole_run(chapter):
    names = run(chapter).names
    sources = sources_of(chapter)
    (opening,) = [place for place, cell in enumerate(sources, 1) if "open_chapter(" in cell]
    names |= {"In": [*sources, *sources[:opening]], "machine": "mine"}
    assert open_chapter(chapter, names).parameters == names["p"]


def test_only_what_stands_beside_parameters_can_be_misspelt():
    opening = 'open_chapter("energy", globals())'
    values = {"country": "KAZ", "years": [2020], "contry": "UZB"}
    cells = ["contry = 'UZB'\npue = 1", opening, "years = [2020]", "country = 'KAZ'", opening]
    assert open_chapter("energy", {**values, "In": cells}).place == "Kazakhstan"
    cells[3] += "\ncontry = 'UZB'"
    with pytest.raises(ParameterError, match=r"contry; did you mean country\?$"):
        open_chapter("energy", {**values, "In": cells})


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


@pytest.mark.parametrize(
    ("folder", "source"), [("notebooks", "energy.ipynb"), (".", "notebooks/energy.ipynb")]
)
def test_plain_nbconvert_runs_from_either_folder(tmp_path, folder, source):
    command = ["nbconvert", "--to", "notebook", "--execute", source, "--output-dir", str(tmp_path)]
    done = plain(ROOT / folder, *command, "--output", "out")
    assert done.returncode == 0, done.stderr
    cells = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells
    assert all(cell.execution_count for cell in cells if cell.cell_type == "code")


def test_what_start_up_files_define_is_no_parameter(tmp_path):
    """Python's and IPython's own, as many people have them: plain papermill reads both."""
    (tmp_path / "startup.py").write_text("histfile = '/nowhere'\n")
    folder = tmp_path / "profile_default" / "startup"
    folder.mkdir(parents=True)
    (folder / "00-mine.py").write_text("mine, year = [1], 1990\n")
    variables = {"PYTHONSTARTUP": str(tmp_path / "startup.py"), "IPYTHONDIR": str(tmp_path)}
    target = tmp_path / "out.ipynb"
    done = papermill(ROOT / "notebooks", "energy.ipynb", target, "-p", "year", "2020", **variables)
    assert done.returncode == 0, done.stderr
    assert "in 2020" in target.read_text(encoding="utf-8")
