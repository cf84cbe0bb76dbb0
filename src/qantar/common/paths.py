"""Where the project's folders are, whatever the current folder is."""

import os
import re
from pathlib import Path

ROOT = Path(os.environ.get("QANTAR_ROOT", Path(__file__).resolve().parents[3]))
PACKAGE = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("QANTAR_DATA", ROOT / "data"))
NOTEBOOKS = ROOT / "notebooks"
EDITIONS = ROOT / "editions"
LOCALES = Path(os.environ.get("QANTAR_LOCALES", ROOT / "locales"))
BUILD = Path(os.environ.get("QANTAR_BUILD", ROOT / "build"))

# The book's pages, and the notebooks among them: the claims, which read the others, come last.
_CONTENTS = (ROOT / "_toc.yml").read_text(encoding="utf-8")
PAGES = tuple(re.findall(r"(?:root|file): (\S+)", _CONTENTS))
CHAPTERS = tuple(sorted(re.findall(r"file: notebooks/(\w+)", _CONTENTS), key="claims".__eq__))
