"""Every chapter opened once before any of a preview's runs, which find what is cached then, such as
permutation tests: a watched notebook runs again and again.
"""

from contextlib import suppress

from qantar.common.errors import QantarError
from qantar.common.paths import CHAPTERS
from qantar.report.chapter import Chapter
from qantar.report.parameters import model_for, validate

for _name in CHAPTERS:
    with suppress(QantarError):  # the notebook's own run says what is wrong
        Chapter(_name, validate(_name, model_for(_name), {}))
