"""Executed notebooks without what differs from run to run; of cells' metadata only tags stay."""

from nbformat import NotebookNode

_ONLY = "only-"  # tag of a cell about one country alone: only-KAZ
_NOT = "not-"  # tag of a cell about every other country: not-KAZ


def keep_own(notebook: NotebookNode, country: str | None) -> NotebookNode:
    """Drop, in place, the cells about another country (tags ``only-KAZ``, ``not-KAZ``)."""

    def foreign(cell: NotebookNode) -> bool:
        tags = cell.metadata.get("tags", [])
        owners = [tag.removeprefix(_ONLY) for tag in tags if tag.startswith(_ONLY)]
        return (bool(owners) and country not in owners) or f"{_NOT}{country}" in tags

    notebook.cells = [cell for cell in notebook.cells if not foreign(cell)]
    return notebook


def normalise(notebook: NotebookNode, parameters: dict | None = None) -> NotebookNode:
    """Drop run times, paths and random ids from `notebook`, in place, and return it.

    `parameters` are the values the run was given; None for a stored notebook, which is run with its
    defaults.
    """
    notebook.metadata = NotebookNode(
        kernelspec={
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        language_info={"name": "python", "file_extension": ".py", "mimetype": "text/x-python"},
        **({} if parameters is None else {"papermill": {"parameters": parameters}}),
    )
    count = 0
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = NotebookNode(tags=tags) if tags else NotebookNode()
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"
            if "remove-cell" not in cell.metadata.tags:
                cell.metadata.tags.append("remove-cell")
        if cell.cell_type == "code" and cell.source.strip():
            count += 1
            cell.execution_count = count
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = count
                output.pop("metadata", None) if output.output_type == "stream" else None
    return notebook
