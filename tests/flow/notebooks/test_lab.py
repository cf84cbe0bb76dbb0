"""A chapter saved in JupyterLab stays in its stored form; what its cells hold is kept."""

import copy
from typing import ClassVar

import nbformat
import pytest
from jupyter_server.services.contents.filemanager import FileContentsManager
from nbclient import NotebookClient

from qantar.common.outputs import RENDERER
from qantar.common.paths import NOTEBOOKS
from qantar.flow.notebooks import kernels
from qantar.flow.notebooks.lab import keep_stored_form

CHAPTER = "timeline"


class LabKernel(kernels.AsyncKernelManager):
    """A kernel that shows what JupyterLab's do."""

    variables: ClassVar = {RENDERER: ""}


@pytest.fixture(scope="module")
def ran():
    """The chapter as Lab holds it after *Run all*, with what Lab itself adds to it."""
    notebook = nbformat.read(NOTEBOOKS / f"{CHAPTER}.ipynb", as_version=4)
    place = {"metadata": {"path": str(NOTEBOOKS)}}
    NotebookClient(notebook, kernel_manager_class=LabKernel, resources=place).execute()
    notebook.metadata.language_info.version = "3.12.1"
    for cell in notebook.cells:
        cell.metadata.trusted = True
    return notebook


@pytest.fixture
def save(tmp_path):
    """Save a notebook as the Jupyter server does; returns the file's bytes."""
    manager = FileContentsManager(root_dir=str(tmp_path), pre_save_hook=keep_stored_form)

    def saved(notebook):
        model = {"type": "notebook", "format": "json", "content": copy.deepcopy(notebook)}
        manager.save(model, "a-copy.ipynb")
        return (tmp_path / "a-copy.ipynb").read_bytes()

    return saved


def charts(notebook):
    return [
        output
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "image/svg+xml" in output.get("data", {})
    ]


def test_run_all_and_save_changes_nothing(ran, save):
    assert charts(ran), "charts are drawn where there is somebody to see them"
    assert save(ran) == (NOTEBOOKS / f"{CHAPTER}.ipynb").read_bytes()


def test_a_changed_cell_is_all_that_changes(ran, save):
    edited = copy.deepcopy(ran)
    cell = next(cell for cell in edited.cells if cell.source.startswith("charts.day_strip"))
    cell.source += "  # mine"
    before, after = (save(one).decode().splitlines() for one in (ran, edited))
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [
        f'    "{cell.source}"'
    ]


def test_a_notebook_that_is_no_chapter_is_saved_whole(ran, save):
    other = copy.deepcopy(ran)
    other.cells = [cell for cell in other.cells if "open_chapter(" not in cell.source]
    assert b"image/svg+xml" in save(other)
