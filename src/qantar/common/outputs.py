"""What an object shows in a notebook: much in Lab and the book, little in a stored notebook."""

import os
from collections.abc import Callable, Mapping
from typing import Any

RENDERER = "QANTAR_RENDERER"  # digest: stored notebooks; book: builds; else JupyterLab and the like
DRAWING = "QANTAR_DRAWING"  # the socket of the process that draws charts, if there is one
PREVIEWED = "QANTAR_PREVIEWED"  # the edition whose chapters a preview opens once for all its runs
STORED_MIME = "application/vnd.qantar.stored+json"


Bundle = Callable[[], Mapping[str, Any]]


def mimebundle(stored: Bundle, rich: Bundle) -> dict[str, Any]:
    """The outputs by MIME type: what `stored` gives in a stored notebook, what `rich` gives in the
    book.

    In Lab the stored form goes along unseen, so that saving the notebook there can keep it alone.
    """
    renderer = os.environ.get(RENDERER)
    if renderer == "digest":
        return dict(stored())
    return {**rich(), **({} if renderer == "book" else {STORED_MIME: dict(stored())})}
