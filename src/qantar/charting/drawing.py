"""One process that draws the charts of all runs of a flow: Vega's script is compiled anew in each
process, and is slow until a few charts are drawn, which took half of all drawing.
"""

import json
import os
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Client, Listener
from pathlib import Path
from threading import Thread
from typing import Any

from qantar.charting import render
from qantar.common.outputs import DRAWING

_WAITING = 64  # runs that ask while another's chart is drawn


def serve(address: str) -> None:
    """Draw what `drawn` is asked for at the socket `address`, which has a folder to itself, until
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


def drawn(spec: dict[str, Any]) -> dict[str, Any]:
    """What `render.drawn` makes of a Vega-Lite specification: from the process that listens at
    QANTAR_DRAWING, or made here where none answers.
    """
    if address := os.environ.get(DRAWING):
        with suppress(OSError, EOFError), Client(address, "AF_UNIX") as server:
            server.send_bytes(json.dumps(spec).encode())
            return json.loads(server.recv_bytes())
    return render.drawn(spec)
