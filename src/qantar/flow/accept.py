"""The stored notebooks: run again with digest outputs, compared, and re-stored on request."""

import difflib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar

import nbformat
from nbformat import NotebookNode

from qantar.chapters.claims import confirmed as verdicts
from qantar.common.errors import BuildError, replacing
from qantar.common.paths import CHAPTERS, DATA, NOTEBOOKS
from qantar.data import description, validate
from qantar.flow import editions
from qantar.flow.notebooks import colab
from qantar.flow.notebooks.normalise import normalise
from qantar.flow.notebooks.run_notebook import TIME_LIMIT_S
from qantar.report.parameters_cell import edited_values


def execute(path: Path) -> NotebookNode:
    """The notebook at `path`, run with its own defaults in the current environment, normalised.

    Its cell for Google Colab names the repository's present address.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    from qantar.flow.notebooks import kernels

    class Kernel(kernels.AsyncKernelManager):
        variables: ClassVar[Mapping[str, str]] = {"QANTAR_RENDERER": "digest"}
        deaths: ClassVar[list[str]] = []

    notebook = nbformat.read(path, as_version=4)
    colab.prepare(notebook)
    client = NotebookClient(
        notebook,
        timeout=TIME_LIMIT_S,
        kernel_name="python3",
        kernel_manager_class=Kernel,
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise BuildError(f"{path.name}: {error.ename}: {error.evalue}") from None
    except DeadKernelError:
        raise BuildError(f"{path.name}: {Kernel.deaths[-1]}") from None
    return normalise(notebook)


def _shown(cell: NotebookNode) -> list[str]:
    """What a diff's reader sees of a cell's outputs: plain text and Markdown, by line."""
    lines: list[str] = []
    for output in cell.get("outputs", []):
        bundle = output.get("data", {})
        text = bundle.get("text/markdown") or bundle.get("text/plain") or output.get("text", "")
        lines += "".join(text).splitlines()
    return lines


def differences(before: NotebookNode, after: NotebookNode) -> Iterator[str]:
    """The lines of outputs that differ between two runs of a notebook, each with its cell's id."""
    old = {cell.id: _shown(cell) for cell in before.cells}
    for cell in after.cells:
        for line in difflib.unified_diff(old.get(cell.id, []), _shown(cell), lineterm="", n=0):
            if not line.startswith(("---", "+++", "@@")):
                yield f"{cell.id}: {line}"


def accept() -> int:
    """Record hashes and the schemas for editors, run all notebooks, print and store what changed.

    Printed are every changed table, number, digest and verdict; returned is how many lines. Raises
    DataError where a table is wrong and BuildError where a notebook fails; no notebook is stored
    then.
    """
    for chapter in CHAPTERS:
        if edited := edited_values(chapter):
            raise BuildError(
                f"{chapter}.ipynb: parameters cell: {', '.join(edited)} not as in the model"
            )
    tables = validate.accept()
    for name in tables:
        print(f"table {name}: changed")
    paths = [NOTEBOOKS / f"{chapter}.ipynb" for chapter in CHAPTERS]
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(execute, paths))
    changed = len(tables)
    for line in verdicts.confirm(verdicts.current()):
        print(f"verdict {line}")
        changed += 1
    for path, notebook in zip(paths, results, strict=True):
        for line in differences(nbformat.read(path, as_version=4), notebook):
            print(f"{path.name} {line}")
            changed += 1
        with replacing(path) as part:
            nbformat.write(notebook, part)
    editions.SCHEMA.write_text(editions.json_schema(), encoding="utf-8")
    (DATA / "schema.json").write_text(description.json_schema(), encoding="utf-8")
    print(f"{changed} changes in tables, verdicts and the outputs of {len(paths)} notebooks")
    return changed
