"""Where drawn charts come from but the drawing itself, which takes half of a chapter's run.

Those of an earlier run are kept: a change seldom touches every chart. In a flow one process draws
for all runs, since Vega's script is compiled anew in each process, and is slow until a few charts
are drawn.
"""

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from multiprocessing import parent_process
from multiprocessing.connection import Client, Listener
from pathlib import Path
from threading import Thread
from typing import Any

from qantar.charting import render
from qantar.common.errors import replacing
from qantar.common.outputs import DRAWING

FOLDER = "QANTAR_PICTURES"
_DRAWERS = ("render.py", "style.py", "colours.py", "overhang.py", "bidi.py", "mirror.py")
_FONTS = sorted((Path(__file__).parent / "fonts").glob("*.ttf"))

Drawn = dict[str, Any]
_WAITING = 64  # runs that ask while another's chart is drawn


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


def serve(address: str) -> None:
    """Draw what `asked` is asked for at the socket `address`, which has a folder to itself, until
    the process that started this one has ended.
    """
    Thread(target=_end_with_parent, args=(Path(address),), daemon=True).start()
    with Listener(address, "AF_UNIX", _WAITING) as listener:
        while True:
            # Whoever is not answered draws by itself, and meets there what went wrong here.
            with suppress(Exception), listener.accept() as asking:
                spec = json.loads(asking.recv_bytes())
                asking.send_bytes(json.dumps(render.drawn(spec)).encode())


def _end_with_parent(socket: Path) -> None:
    if parent := parent_process():
        parent.join()
    with suppress(OSError):
        socket.unlink()
        socket.parent.rmdir()
    os._exit(0)


def asked(spec: Drawn) -> Drawn:
    """What `render.drawn` makes of a Vega-Lite specification: from the process that listens at
    QANTAR_DRAWING, or made here where none answers.
    """
    if address := os.environ.get(DRAWING):
        with suppress(OSError, EOFError), Client(address, "AF_UNIX") as server:
            server.send_bytes(json.dumps(spec).encode())
            return json.loads(server.recv_bytes())
    return render.drawn(spec)
