"""A built book served on this machine, to this machine alone."""

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ADDRESS = "127.0.0.1"
_NAMES = (ADDRESS, "localhost")


class _Handler(SimpleHTTPRequestHandler):
    def send_head(self) -> Any:
        """Refuse a request under another name: a foreign site may lead its own name here."""
        name = self.headers.get("Host", "").rpartition(":")[0]
        if name not in _NAMES:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "this server is 127.0.0.1 alone")
            return None
        return super().send_head()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


class _Quiet(_Handler):
    def log_message(self, *words: Any) -> None:
        """Say nothing: a page that looks for changes asks ten times a second."""


def server(site: Path, port: int, *, quiet: bool = False) -> ThreadingHTTPServer:
    """A server of the folder `site` at 127.0.0.1:`port` (0: any free one), not yet serving."""
    handler = partial(_Quiet if quiet else _Handler, directory=str(site))
    return ThreadingHTTPServer((ADDRESS, port), handler)
