"""The first code cell of each chapter: it prepares Google Colab, and does nothing elsewhere."""

from nbformat import NotebookNode

from qantar.common import safeyaml
from qantar.common.paths import ROOT

TAG = "colab"
_FOLDER = "/content/qantar"
_SOURCE = f"""\
import subprocess
import sys
from pathlib import Path

# Google Colab opens this notebook alone; elsewhere nothing happens here.
if "google.colab" in sys.modules and not Path("{_FOLDER}").exists():
    _repository = "{{address}}"
    subprocess.run(["git", "clone", "--depth=1", _repository, "{_FOLDER}"], check=True)
    subprocess.run(["bash", "{_FOLDER}/binder/colab"], check=True)"""


def repository() -> str:
    """The repository's address in ``_config.yml``, empty where none is given."""
    settings = safeyaml.parse((ROOT / "_config.yml").read_bytes())
    return (settings.get("repository") or {}).get("url", "").rstrip("/")


def source() -> str:
    """The cell's text, with the address that it fetches the repository from."""
    return _SOURCE.format(address=repository())


def prepare(notebook: NotebookNode) -> None:
    """Put, in place, the present text into the cell of `notebook` that is tagged ``colab``."""
    for cell in notebook.cells:
        if TAG in cell.metadata.get("tags", []):
            cell.source = source()
