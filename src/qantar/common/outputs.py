"""What an object shows in a notebook: much in Lab and the book, little in a stored notebook."""

import os
from collections.abc import Callable, Mapping
from typing import Any

RENDERER = "QANTAR_RENDERER"  # digest: stored notebooks; book: builds; else JupyterLab and the like
DRAWING = "QANTAR_DRAWING"  # the socket of the process that draws charts, if there is one
STORED_MIME = "application/vnd.qantar.stored+json"


def mimebundle(stored: Mapping[str, Any], rich: Callable[[], Mapping[str, Any]]) -> dict[str, Any]:
    """The outputs by MIME type: `stored` alone in a stored notebook, else what `rich` gives.

    In Lab the stored form goes along unseen, so that saving the notebook there can keep it alone.
    """
    renderer = os.environ.get(RENDERER)
    if renderer == "digest":
        return dict(stored)
    beside = {} if renderer == "book" else {STORED_MIME: dict(stored)}
    return {**rich(), **beside}
