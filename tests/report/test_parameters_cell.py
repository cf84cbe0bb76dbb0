"""An edited parameters cell is a declared rerun or an error: no book says other values than its
run used.
"""

import json

import nbformat
import pytest

from qantar.book.site import assemble
from qantar.common.errors import BuildError, ParameterError
from qantar.common.paths import CHAPTERS, NOTEBOOKS
from qantar.flow import accept, editions, names, sweep, verify
from qantar.flow.notebooks import run_notebook as runner
from qantar.report import parameters_cell as cell
from qantar.report.parameters import model_for

OPEN = "from qantar.report.chapter import open_chapter\nchapter = open_chapter('energy', globals())"


@pytest.fixture
def notebooks(tmp_path, monkeypatch):
    """A copy of the notebooks, taken for the project's: its folder."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for chapter in CHAPTERS:
        (folder / f"{chapter}.ipynb").write_bytes((NOTEBOOKS / f"{chapter}.ipynb").read_bytes())
    monkeypatch.setattr(cell, "NOTEBOOKS", folder)
    return folder


def edit(folder, chapter, line):
    """Add a line to the parameters cell, as somebody does in JupyterLab."""
    path = folder / f"{chapter}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    (tagged,) = [one for one in notebook.cells if "parameters" in one.metadata.get("tags", [])]
    tagged.source += f"\n{line}"
    nbformat.write(notebook, path)
    return path


def edition(tmp_path, extra=""):
    path = tmp_path / "mine.yml"
    path.write_text(
        f"title: A\ncountry: KAZ\nchapters: [energy, claims]\n{extra}", encoding="utf-8"
    )
    return editions.load(str(path))


def test_stored_notebooks_change_no_edition(notebooks):
    for name in names.names():
        declared = editions.load(name)
        assert editions.with_cells(declared).model_dump() == declared.model_dump()


def test_an_edited_cell_becomes_part_of_the_edition(notebooks, tmp_path):
    edit(notebooks, "energy", "pue = 1.9")
    found = editions.with_cells(edition(tmp_path))
    assert found.values("energy") == {"country": "KAZ", "pue": 1.9}
    assert found.values("claims")["chapters"]["energy"]["pue"] == 1.9
    assert found.sources["energy"]["pue"] == "the parameters cell of notebooks/energy.ipynb"


def test_what_a_cell_declared_ends_with_it(notebooks, tmp_path):
    before = edition(tmp_path, "parameters: {energy: {nuclear_year: 2040}}\n")
    path = edit(notebooks, "energy", "pue = 1.9")
    found = editions.with_cells(before)
    assert editions.with_cells(found) == found
    path.write_bytes((NOTEBOOKS / "energy.ipynb").read_bytes())
    assert editions.with_cells(found) == before


@pytest.mark.parametrize(
    ("chapter", "line", "words"),
    [
        (
            "energy",
            "nuclear_year = 2050",
            r"2050 in the parameters cell, but 2040 in the edition mine",
        ),
        (
            "energy",
            "country = 'UZB'",
            r"country = 'UZB' in the parameters cell, but 'KAZ'",
        ),
        ("energy", "pue = 9.0", r"parameter pue = 9.0: Input should be less than"),
        (
            "energy",
            "pue = 1 + 0.9",
            r"pue in the parameters cell is computed; write a plain number",
        ),
        ("energy", "pue *= 2", r"line \d+ of the parameters cell is not like `name = value`"),
        (
            "energy",
            "puе = 1.2",
            r"parameters cell and src/qantar/chapters/energy/parameters.py differ in puе",
        ),
        ("energy", "pue = ", r"the parameters cell is not Python"),
        (
            "claims",
            "chapters = {'energy': {'pue': 1.9}}",
            r"claims take the values of the other chapters",
        ),
    ],
)
def test_a_cell_that_cannot_be_declared_is_one_line(notebooks, tmp_path, chapter, line, words):
    edit(notebooks, chapter, line)
    with pytest.raises((BuildError, ParameterError), match=words) as caught:
        editions.with_cells(edition(tmp_path, "parameters: {energy: {nuclear_year: 2040}}\n"))
    assert "\n" not in str(caught.value)


def test_a_sweep_must_declare_what_the_cell_changes(notebooks, tmp_path):
    edit(notebooks, "energy", "pue = 1.9")
    path = tmp_path / "grid.yml"
    path.write_text("notebook: energy\ngrid: {nuclear_year: [2036, 2040]}\n")
    with pytest.raises(
        ParameterError, match=r"pue = 1.9 in the parameters cell .* below fixed in grid.yml"
    ):
        sweep.load(path)
    path.write_text("notebook: energy\nfixed: {pue: 1.5}\ngrid: {nuclear_year: [2036, 2040]}\n")
    assert [one["pue"] for one in sweep.load(path).cells()] == [1.5, 1.5]


def test_outputs_of_an_edited_cell_are_not_stored(notebooks):
    edit(notebooks, "energy", "pue = 1.9")
    with pytest.raises(BuildError, match=r"energy.ipynb: parameters cell: pue"):
        accept.accept()


def run(tmp_path, source):
    """The energy notebook, reduced to its parameters cell and `source`, run with pue = 1.5."""
    fields = model_for("energy").model_fields
    stated = "\n".join(f"{name} = {field.get_default()!r}" for name, field in fields.items())
    cells = [nbformat.v4.new_code_cell(stated, metadata={"tags": ["parameters"]})]
    path = tmp_path / "energy.ipynb"
    nbformat.write(
        nbformat.v4.new_notebook(cells=[*cells, nbformat.v4.new_code_cell(source)]), path
    )
    runner.run(path, tmp_path / "out" / "energy.ipynb", {"pue": 1.5})
    return nbformat.read(tmp_path / "out" / "energy.ipynb", as_version=4)


def test_an_executed_notebook_holds_the_parameters_it_used(tmp_path):
    used = run(tmp_path, OPEN).metadata[verify.USED]
    assert used["pue"] == 1.5 and used.keys() == model_for("energy").model_fields.keys()


def test_a_cell_that_changes_a_parameter_on_the_way_is_refused(tmp_path):
    with pytest.raises(BuildError, match=r"a cell makes pue 1.9, but the run was given 1.5"):
        run(tmp_path, f"pue = 1.9\n{OPEN}")


def test_pages_are_not_made_from_a_run_with_other_parameters(tmp_path, monkeypatch):
    declared = edition(tmp_path)
    folder = tmp_path / "build" / "mine" / "src" / "notebooks"
    folder.mkdir(parents=True)
    for module in (verify, assemble):
        monkeypatch.setattr(module, "BUILD", tmp_path / "build")
    for chapter in declared.chapters:
        used = declared.checked(chapter).model_dump(mode="json")
        if chapter == "energy":
            used["pue"] = 1.9
        text = json.dumps({"metadata": {verify.USED: used}})
        (folder / f"{chapter}.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(BuildError, match=r"^energy: run with pue = 1.9, but the book says 1.1"):
        assemble.assemble(declared)
