"""Saving a chapter in JupyterLab: outputs stay visible there, and the file keeps its stored form.

Without this a saved chapter holds its charts, 4 MB in place of 50 kB, and every line of it differs.
"""

from typing import Any

import nbformat

from qantar.common.outputs import STORED_MIME
from qantar.flow.notebooks.normalise import normalise
from qantar.flow.notebooks.run_notebook import chapters_opened


def keep_stored_form(model: dict[str, Any], **_given: Any) -> None:
    """Put, in place, the stored form of a chapter's notebook into the contents `model` to be saved.

    A pre-save hook of the Jupyter server. It takes what each output says is its stored form, so a
    cell that was not run again keeps what it has; other notebooks are saved as they are.
    """
    if model["type"] != "notebook" or not model.get("content"):
        return
    notebook = nbformat.from_dict(model["content"])
    if not chapters_opened(notebook):
        return
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if STORED_MIME in output.get("data", {}):
                output.data = output.data[STORED_MIME]
    model["content"] = normalise(notebook)
