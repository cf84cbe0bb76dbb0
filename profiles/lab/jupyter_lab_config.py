"""JupyterLab as `make lab` starts it: it sees the repository, and saves chapters in stored form."""

from qantar.common.paths import ROOT
from qantar.flow.notebooks.lab import keep_stored_form

c = get_config()  # noqa: F821  (Jupyter defines it)
c.ServerApp.root_dir = str(ROOT)
c.LabApp.default_url = "/lab/tree/notebooks"
c.ContentsManager.pre_save_hook = keep_stored_form
