"""A publisher's server on this machine that behaves well or badly, by the name of the file asked
for.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from qantar.sources.fetch import RetryPolicy

BODY = b"year,value\n" + b"2021,2.5\n" * 5000
QUICK_RETRIES = RetryPolicy(silence_s=60, deadline_s=600, pauses_s=(0.01, 0.01))


class Server(BaseHTTPRequestHandler):
    """Answers by the file's name."""

    def log_message(self, *_):
        pass

    def _send(self, body, length=None, kind="text/csv", code=200):
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        name = self.path.strip("/")
        self.server.asked.append(name)
        getattr(self, name.removesuffix(".csv"))()

    def good(self):
        self._send(BODY)

    def missing(self):
        self.send_error(404)

    def shaky(self):
        if self.server.asked.count("shaky.csv") < 3:
            self.send_error(500)
        else:
            self._send(BODY)

    def broken(self):
        self.send_error(503)

    def truncated(self):
        self._send(BODY[:1000], length=len(BODY))

    def empty(self):
        self._send(b"")

    def page(self):
        self._send(b"\n<!DOCTYPE html><html><body>Sign in</body></html>", kind="text/html")

    def silent(self):
        self.server.over.wait()

    def drip(self):
        self._send(b"", length=len(BODY))
        try:
            for start in range(0, len(BODY), 10):
                self.wfile.write(BODY[start : start + 10])
                self.wfile.flush()
                if self.server.over.wait(0.1):
                    return
        except OSError:
            pass


@contextmanager
def running() -> Iterator[ThreadingHTTPServer]:
    """The server at work: ``asked`` lists the files asked for, ``over`` is set at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        server.asked, server.over = [], threading.Event()
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
