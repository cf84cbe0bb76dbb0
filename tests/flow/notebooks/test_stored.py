"""The stored notebooks are thin, whole, and agree with their parameter models."""

import ast
import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from qantar.common.paths import CHAPTERS, NOTEBOOKS
from qantar.flow.notebooks import colab
from qantar.flow.notebooks.normalise import keep_own
from qantar.report.parameters import declared, model_for


def read(chapter):
    return nbformat.read(NOTEBOOKS / f"{chapter}.ipynb", as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


def story_cells(notebook):
    """The code cells without the one that prepares Google Colab."""
    return [cell for cell in code_cells(notebook) if colab.TAG not in cell.metadata.get("tags", [])]


def tagged(notebook, tag):
    return [cell for cell in notebook.cells if tag in cell.metadata.get("tags", [])]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_cell_was_run_in_order(chapter):
    """A cell without an execution count would pass nbval without being compared."""
    counts = [cell.execution_count for cell in code_cells(read(chapter))]
    assert counts == list(range(1, len(counts) + 1))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_notebook_is_prose_calls_and_charts(chapter):
    """Parameters are not counted: they stand one a line, however many there are."""
    stated = {cell.id for cell in tagged(read(chapter), "parameters")}
    cells = [cell for cell in story_cells(read(chapter)) if cell.id not in stated]
    lengths = [len(ast.parse(cell.source).body) for cell in cells]
    assert max(lengths) <= 15 and sum(lengths) <= 60, (max(lengths), sum(lengths))
    tree = ast.parse("\n".join(cell.source for cell in cells))
    kinds = (ast.FunctionDef, ast.Lambda, ast.ClassDef, ast.For, ast.While, ast.With)
    assert not [node for node in ast.walk(tree) if isinstance(node, kinds)]
    importing = [
        cell.id for cell in cells if re.search(r"^\s*(import|from) ", cell.source, re.MULTILINE)
    ]
    assert len(importing) == 1


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_first_code_cell_prepares_google_colab(chapter):
    cell = code_cells(read(chapter))[0]
    assert cell.source == colab.source(), "make accept puts the present address into the cell"
    assert cell.metadata.tags == [colab.TAG, "remove-cell"]


def test_the_colab_cell_names_the_configured_address(monkeypatch, tmp_path):
    monkeypatch.setattr(colab, "ROOT", tmp_path)
    config = tmp_path / "_config.yml"
    for text, address in (("title: Q\n", ""), ("repository: {url: https://x.org/q/}\n", "x.org/q")):
        config.write_text(text, encoding="utf-8")
        assert f'{address}"\n' in colab.source()
    notebook = new_notebook(cells=[new_code_cell("old", metadata={"tags": [colab.TAG]})])
    colab.prepare(notebook)
    assert notebook.cells[0].source == colab.source()


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_notebook_reads_no_file_itself(chapter):
    tree = ast.parse("\n".join(cell.source for cell in code_cells(read(chapter))))
    called = {
        node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }
    assert not {
        name for name in called if name == "open" or name.startswith(("read_", "load", "urlopen"))
    }


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_parameters_cell_states_the_models_defaults(chapter):
    (cell,) = tagged(read(chapter), "parameters")
    stated = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in ast.parse(cell.source).body
        if isinstance(node, ast.Assign)
    }
    assert stated == model_for(chapter)().model_dump()


@pytest.mark.parametrize("chapter", ["wealth", "energy", "mining"])
def test_another_country_has_a_title_of_its_own(chapter):
    titles = [
        [cell.source for cell in keep_own(read(chapter), country).cells if cell.source[:2] == "# "]
        for country in ("KAZ", "ISL")
    ]
    assert [len(found) for found in titles] == [1, 1] and titles[0] != titles[1]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_parameters_comment_begins_with_its_unit(chapter):
    (cell,) = tagged(read(chapter), "parameters")
    for statement in ast.parse(cell.source).body:
        unit = declared(model_for(chapter).model_fields[statement.targets[0].id])["unit"]
        lines = cell.source.splitlines()[statement.lineno - 1 : statement.end_lineno]
        said = re.search(r"# (?!fmt)(.+)", "\n".join(lines))
        assert said and re.match(f"{re.escape(unit)}.* ", said[1]), lines


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_stored_charts_are_digests_and_there_are_at_least_two(chapter):
    notebook = read(chapter)
    types = {
        name
        for cell in code_cells(notebook)
        for output in cell.outputs
        for name in output.get("data", {})
    }
    assert types <= {"text/plain", "text/html", "text/markdown"}, types
    text = "\n".join(str(output) for cell in code_cells(notebook) for output in cell.outputs)
    assert len(re.findall(r"[0-9a-f]{12,}", text)) >= 2
