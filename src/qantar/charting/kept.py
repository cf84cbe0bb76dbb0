"""Where drawn charts come from but the drawing itself, which takes half of a chapter's run.

What was made in an earlier run is kept: a change seldom touches every chart. In a flow one process
draws for all runs, since Vega's script is compiled anew in each process, and is slow until a few
charts are drawn.
"""

import hashlib
import json
import os
import pickle
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
MAKERS = "QANTAR_MAKERS"  # the digest of the code and the words that charts are made with
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


def _digest(*parts: bytes) -> bytes:
    return hashlib.sha256(b"\0".join(parts)).hexdigest().encode()


def _read(path: Path, key: bytes) -> bytes | None:
    try:
        known, seal, content = path.read_bytes().split(b"\n", 2)
    except (OSError, ValueError):
        return None
    return content if known == key and seal == _digest(content) else None


def _write(path: Path, key: bytes, content: bytes) -> None:
    with replacing(path) as part:
        part.write_bytes(b"\n".join((key, _digest(content), content)))


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
    key = _digest(_drawers().encode(), json.dumps(spec, ensure_ascii=False).encode())
    content = _read(path, key)
    if content is not None:
        return json.loads(content)
    found = draw(spec)
    _write(path, key, json.dumps(found, ensure_ascii=False).encode())
    return found


def _pickled(arguments: Any) -> bytes | None:
    """None where it cannot be, or names what a notebook defines, whose code nobody knows."""
    try:
        content = pickle.dumps(arguments)
    except (pickle.PicklingError, AttributeError, TypeError):
        return None
    return None if b"__main__" in content else content


class Composed:
    """Where what a chart was composed to is kept, as `drawn` keeps it, for the `arguments` of its
    function: nowhere unless QANTAR_MAKERS says what code made it.

    Altair takes as long to compose a chapter's charts as all else in its run.
    """

    def __init__(self, label: str, arguments: Any) -> None:
        folder, makers = os.environ.get(FOLDER), os.environ.get(MAKERS)
        given = _pickled(arguments) if folder and makers else None
        self.keeps = given is not None
        self._path = Path(folder or "") / f"{label}.composed"
        self._key = _digest((makers or "").encode(), given or b"")

    def read(self) -> Drawn | None:
        """What was written for the same arguments by the same code."""
        content = _read(self._path, self._key) if self.keeps else None
        return None if content is None else json.loads(content)

    def write(self, composed: Drawn) -> None:
        """Keep it for the next run."""
        _write(self._path, self._key, json.dumps(composed, ensure_ascii=False).encode())


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
