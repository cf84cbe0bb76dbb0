"""A run of a notebook either gives a whole, repeatable copy or says why not and leaves what was
there.
"""

import re
from dataclasses import replace
from importlib import import_module

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from qantar.common.errors import BuildError, ParameterError
from qantar.flow import keys
from qantar.flow.notebooks import run_notebook as runner
from qantar.flow.notebooks.changes import against_defaults, difference
from qantar.report.chapter import Tables, chapter_figures
from qantar.report.figures import Figure
from qantar.report.parameters import model_for

CHAPTER = "energy"
OPENS = f"from qantar.report import open_chapter\nchapter = open_chapter({CHAPTER!r}, globals())"


def parameters_cell():
    fields = model_for(CHAPTER).model_fields
    source = "\n".join(f"{name} = {field.get_default()!r}" for name, field in fields.items())
    return new_code_cell(source, metadata={"tags": ["parameters"]}, id="parameters")


@pytest.fixture
def notebook(tmp_path):
    """Write a notebook with a parameters cell and the given further cells; returns its path."""

    def write(*sources, parameters=True, opens=OPENS, name=CHAPTER):
        cells = [parameters_cell()] if parameters else []
        written = (*sources, opens)
        cells += [new_code_cell(source, id=f"cell-{n}") for n, source in enumerate(written)]
        path = tmp_path / "in" / f"{name}.ipynb"
        path.parent.mkdir(exist_ok=True)
        nbformat.write(new_notebook(cells=cells), path)
        return path

    return write


def test_two_runs_give_the_same_bytes(notebook, tmp_path):
    source = notebook("print(country)")
    for name in ("one", "two"):
        runner.run(source, tmp_path / name / "energy.ipynb", {"country": "UZB"})
    one, two = ((tmp_path / name / "energy.ipynb").read_bytes() for name in ("one", "two"))
    assert one == two
    assert b"UZB" in one and b"start_time" not in one


CHART = """from qantar.chapters.energy import charts, frames
charts.share_of_grid(frames.weights(chapter.tables), country=chapter.place)"""


def test_a_chart_kept_from_an_earlier_run_gives_the_same_bytes(notebook, tmp_path, monkeypatch):
    source, pictures = notebook(OPENS, CHART), tmp_path / "pictures"
    for name in ("made", "kept", "other"):
        if name == "other":
            monkeypatch.setattr(keys, "makers", lambda *_given: {"code": "later"})
        runner.run(source, tmp_path / name / "energy.ipynb", {}, pictures=pictures)
        (composed,) = pictures.glob("*.composed")
        (tmp_path / name / "composed").write_bytes(composed.read_bytes())
    made, kept = (tmp_path / name / "energy.ipynb" for name in ("made", "kept"))
    assert made.read_bytes() == kept.read_bytes()
    digests = [(tmp_path / name / "composed").read_bytes() for name in ("made", "kept", "other")]
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"contry": "UZB"}, "unknown parameter contry; did you mean country?"),
        ({"country": 7}, "parameter country = 7: Input should be a valid string"),
        ({"country": "Uzbekistan"}, "should look like KAZ"),
    ],
)
def test_a_wrong_parameter_stops_before_anything_runs(notebook, tmp_path, values, line):
    with pytest.raises(ParameterError, match=line) as caught:
        runner.run(notebook("1/0"), tmp_path / "energy.ipynb", values)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("raise ValueError('too\\nlong')", "energy.ipynb, cell 2: ValueError: too"),
        ("import sys; sys.exit(0)", "did not run; the notebook stopped early"),
        ("import os; os._exit(1)", "the kernel died"),
        ("import sys; print('careful', file=sys.stderr)", "printed a warning: careful"),
        (
            "from qantar.common.errors import DataError\nraise DataError('a.csv: bad')",
            "cell 2: a.csv: bad",
        ),
    ],
)
def test_a_run_that_fails_says_why_and_keeps_the_earlier_copy(notebook, tmp_path, cell, line):
    target = tmp_path / "out" / "energy.ipynb"
    target.parent.mkdir()
    target.write_text("earlier")
    with pytest.raises(BuildError, match=line) as caught:
        runner.run(notebook(cell, "print('after')"), target, {})
    assert target.read_text() == "earlier"
    assert "\n" not in str(caught.value)
    assert target.with_suffix(".failed.ipynb").is_file()
    assert str(caught.value).endswith("; what ran is in energy.failed.ipynb")


def test_a_cell_that_hangs_is_stopped_at_the_time_limit(notebook, tmp_path):
    with pytest.raises(BuildError, match="ran longer than 1 s"):
        runner.run(notebook("while True: pass"), tmp_path / "energy.ipynb", {}, time_limit_s=1)


def test_a_notebook_without_a_parameters_cell_is_refused(notebook, tmp_path):
    with pytest.raises(BuildError, match="0 cells tagged `parameters`"):
        runner.run(notebook("country = 'KAZ'", parameters=False), tmp_path / "energy.ipynb", {})


@pytest.mark.parametrize(
    ("opens", "line"),
    [
        ("1 + 1", "opens no chapter; .*with one of timeline"),
        ('open_chapter("enrgy", globals())', "opens no chapter; "),
        (f'{OPENS}\nopen_chapter("mining", globals())', "opens energy and mining; "),
    ],
)
def test_a_notebook_that_opens_no_one_chapter_is_refused(notebook, tmp_path, opens, line):
    with pytest.raises(BuildError, match=line):
        runner.run(notebook(opens=opens), tmp_path / "out.ipynb", {})


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BuildError, match=r"essay.ipynb: no such file"):
        runner.run(tmp_path / "essay.ipynb", tmp_path / "out.ipynb", {})


def test_a_copy_by_another_name_runs_as_its_chapter(notebook, tmp_path):
    figures = runner.run(notebook(name="my-own"), tmp_path / "out.ipynb", {"country": "UZB"})
    assert figures and {figure.made_by.split(".")[2] for figure in figures} >= {CHAPTER}


def test_what_a_run_changed_stands_beside_the_defaults(notebook, tmp_path):
    same, other = (
        runner.run(notebook(), tmp_path / "out.ipynb", values)
        for values in ({}, {"nuclear_capacity_mw": 1200.0})
    )
    assert list(against_defaults(CHAPTER, same)) == [
        f"0 of {len(same)} key figures differ from those of the default parameters"
    ]
    *changed, count = against_defaults(CHAPTER, other)
    names = {one.id for one, two in zip(other, same, strict=True) if one.value != two.value}
    assert names and names <= {line.split()[0] for line in changed}
    assert all(re.fullmatch(r"\S+ +(.+) → (?!\1$).+", line) for line in changed)
    assert count.startswith(f"{len(changed)} of {len(other)} ")


def test_figures_that_another_country_lacks_are_one_line():
    model = import_module(f"qantar.chapters.{CHAPTER}.figures")
    iceland = chapter_figures(CHAPTER, Tables.load(model.TABLES), model_for(CHAPTER)(country="ISL"))
    lacking = [figure.id for figure in iceland if figure.value is None]
    *changed, gone, count = against_defaults(CHAPTER, iceland)
    assert gone.startswith(f"{len(lacking)} key figures have no value here: {min(lacking)}")
    assert len(gone) < 100 and not any("not available" in line for line in changed)
    assert count.startswith(f"{len(changed) + len(lacking)} of {len(iceland)} ")


def test_a_change_is_told_as_the_tables_of_pages_tell_it():
    old = Figure("energy.x", 0.48501, "share of time", "2022", (), "w", 0.1, 0.9, "methods")
    assert difference(old, replace(old, value=0.6187)) == "48.5\u202f% → 61.9\u202f%"
    assert difference(old, replace(old, low=0.2)).startswith("10.0\u202f% to 90.0\u202f% (")
    assert difference(old, replace(old, value=0.48502)) == "0.48501 → 0.48502"
