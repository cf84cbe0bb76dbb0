"""Links out of the book are asked one by one, and each kind of silence is told apart."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from qantar import linkcheck


class Answers(BaseHTTPRequestHandler):
    """A host with a page that is there, one that is gone and one that programs may not see."""

    def do_GET(self):
        """Answer with the status that the address names."""
        self.send_response(int(self.path.strip("/")))
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def host():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_each_outside_address_is_found_once_and_asked(host, tmp_path):
    (tmp_path / "a.html").write_text(f'<a href="{host}/200#x">x</a><a href="b.html">y</a>', encoding="utf-8")
    (tmp_path / "b.html").write_text(
        f'<a href="{host}/200">x</a><a href="{host}/404">y</a><a href="{host}/403">z</a>', encoding="utf-8"
    )
    found = linkcheck.addresses(tmp_path)
    assert found == {f"{host}/200": "a.html", f"{host}/403": "b.html", f"{host}/404": "b.html"}
    assert linkcheck.check(found) == {
        f"{host}/403": "refuses programs (403)",
        f"{host}/404": "is broken (404)",
    }


def test_a_host_that_is_not_there_is_told():
    assert linkcheck.problem("http://127.0.0.1:9/").startswith("gives no answer")
