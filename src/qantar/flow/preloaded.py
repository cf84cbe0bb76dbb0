"""What the warm process of `qantar.flow.warm` holds: whatever a notebook's run and its kernel use.

Nothing here may start a thread, and so draw a picture: threads are missing after a fork.
"""

import gc
from importlib import import_module

from qantar.common import language
from qantar.common.paths import CHAPTERS

_LIBRARIES = (
    *("altair", "ipykernel.ipkernel", "ipykernel.kernelapp", "ipykernel.zmqshell"),
    *("papermill", "scipy.interpolate", "scipy.stats", "vl_convert"),
)

gc.disable()  # nothing that is imported is garbage: to look for it took a quarter of the time
for _name in CHAPTERS:  # the digest of what is imported here, whatever is saved before a run
    import_module("qantar.flow.keys").makers(_name, language.current().code)
for _name in (*_LIBRARIES, "qantar.flow.notebooks.run_notebook", "qantar.flow.notebooks.kernels"):
    import_module(_name)
for _name in CHAPTERS:
    import_module(f"qantar.chapters.{_name}.charts")
import_module("qantar.data").package()
gc.freeze()  # looking for garbage would copy these pages of memory into every process
gc.enable()
gc.set_threshold(100_000)  # charts are built of many small objects, which looking for garbage walks
