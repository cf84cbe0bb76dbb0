"""Drawn charts kept between runs: one whose specification is as before is not drawn again.

Drawing takes half of a chapter's run, most of it measuring text, and a change seldom touches every
chart.
"""

import hashlib
import json
import os
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from qantar.common.errors import replacing

FOLDER = "QANTAR_PICTURES"
_DRAWERS = ("render.py", "style.py", "colours.py", "overhang.py", "bidi.py", "mirror.py")
_FONTS = sorted((Path(__file__).parent / "fonts").glob("*.ttf"))

Drawn = dict[str, Any]


@cache
def _drawers() -> str:
    """What turns a specification into pictures: programs and fonts here, the library's version."""
    code = [(Path(__file__).parent / name).read_text(encoding="utf-8") for name in _DRAWERS]
    fonts = [hashlib.sha256(font.read_bytes()).hexdigest() for font in _FONTS]
    return "\n".join([version("vl-convert-python"), *fonts, *code])


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def _read(path: Path, key: str) -> Drawn | None:
    try:
        known, seal, text = path.read_text(encoding="utf-8").split("\n", 2)
    except (OSError, ValueError):
        return None
    return json.loads(text) if known == key and seal == _digest(text) else None


def _write(path: Path, key: str, drawn: Drawn) -> None:
    text = json.dumps(drawn, ensure_ascii=False)
    with replacing(path) as part:
        part.write_text(f"{key}\n{_digest(text)}\n{text}", encoding="utf-8")


def drawn(
    label: str, spec: Drawn, draw: Callable[[Drawn], Drawn], folder: str | Path | None = None
) -> Drawn:
    """What `draw` makes of `spec`, as JSON values: kept from an earlier run, or made now.

    The folder is the given one or that which QANTAR_PICTURES names, with one file for each
    `label`; without it nothing is kept. A file that is damaged or of another specification is
    replaced.
    """
    folder = folder or os.environ.get(FOLDER)
    if not folder:
        return draw(spec)
    path = Path(folder) / f"{label}.drawn"
    key = _digest(_drawers(), json.dumps(spec, ensure_ascii=False))
    found = _read(path, key)
    if found is None:
        found = draw(spec)
        _write(path, key, found)
    return found
