"""Where the project's folders are, whatever the current folder is."""

import os
from pathlib import Path

ROOT = Path(os.environ.get("QANTAR_ROOT", Path(__file__).resolve().parents[3]))
PACKAGE = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("QANTAR_DATA", ROOT / "data"))
NOTEBOOKS = ROOT / "notebooks"
EDITIONS = ROOT / "editions"
BUILD = Path(os.environ.get("QANTAR_BUILD", ROOT / "build"))
CHAPTERS = ("timeline", "wealth", "energy", "mining", "relocation", "network", "claims")
