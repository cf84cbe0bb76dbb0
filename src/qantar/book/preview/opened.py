"""The chapters of the edition that a preview shows, opened once before any of its runs: a watched
notebook runs again and again.
"""

import os
from contextlib import suppress

from qantar.common.errors import QantarError
from qantar.common.outputs import PREVIEWED
from qantar.flow import editions
from qantar.report.chapter import open_ahead

_edition = editions.load(os.environ[PREVIEWED])
for _name in _edition.chapters:
    with suppress(QantarError):  # the notebook's own run says what is wrong
        open_ahead(_name, _edition.checked(_name))
