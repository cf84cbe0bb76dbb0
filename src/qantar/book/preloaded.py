"""What building pages needs: imported and compiled once, for every process forked for them."""

from importlib import import_module
from importlib.metadata import entry_points

import pybtex.plugin
from bs4 import BeautifulSoup
from pygments.lexers import PythonLexer

from qantar.book import extension

for _name in ("jupyter_book.sphinx", "jupyter_book.cli.main", "myst_nb.sphinx_ext"):
    import_module(_name)
for _name in extension.PARTS:
    import_module(_name)
# pybtex asks anew for each of a score of styles, and each answer is read from all packages.
pybtex.plugin.entry_points = entry_points().select
# Both compile their patterns when they are first used.
BeautifulSoup("", "html.parser").select("li.a > b")
PythonLexer()
