"""Writes the style sheets of the theme and of Sphinx's extensions as one, in the order of a page,
and their licences: ``python theme.py FILE.css FILE.json``. ``styles.js`` leaves what pages use.
"""

import json
import re
import subprocess
import sys
import tempfile
from importlib.metadata import distribution
from pathlib import Path

_LINK = re.compile(r'href="_static/([^"?]+\.css)')
_PACKAGES = (
    "sphinx",
    "pydata-sphinx-theme",
    "sphinx-book-theme",
    "sphinx-copybutton",
    "sphinx-design",
    "sphinx-togglebutton",
    "myst-nb",
    "accessible-pygments",
)


def sheet() -> str:
    """The whole style sheet of a page of a book that has no styles of its own."""
    with tempfile.TemporaryDirectory() as name:
        book = Path(name)
        (book / "index.md").write_text("# Page\n", encoding="utf-8")
        (book / "_toc.yml").write_text("format: jb-book\nroot: index\n", encoding="utf-8")
        (book / "_config.yml").write_text("title: Book\nauthor: Nobody\n", encoding="utf-8")
        command = [Path(sys.executable).with_name("jupyter-book"), "build", "-q", book]
        subprocess.run(command, check=True, capture_output=True)
        html = book / "_build" / "html"
        page = (html / "index.html").read_text(encoding="utf-8")
        # styles/theme.css does nothing but import the first
        files = ["basic.css", *(one for one in _LINK.findall(page) if "theme.css" not in one[:16])]
        return "\n".join((html / "_static" / one).read_text(encoding="utf-8") for one in files)


def licences() -> dict[str, str]:
    """The licence of each package that the rules come from, by its name and version."""
    found = {}
    for name in _PACKAGES:
        package = distribution(name)
        file = next(one for one in package.files or () if "LICENSE" in one.name)
        found[f"{name} {package.version}"] = file.read_text().strip()
    return found


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(sheet(), encoding="utf-8")
    Path(sys.argv[2]).write_text(json.dumps(licences()), encoding="utf-8")
