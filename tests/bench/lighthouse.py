"""Lighthouse over every page of the built book, served compressed: desktop scores, worst page,
mobile causes.

Run by `make bench`; scores are reported, never asserted. Needs node and npm; Lighthouse is fetched
into `.cache/`. `python tests/bench/lighthouse.py PAGE…` measures those pages alone.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import threading
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from qantar.book.print.browser import find
from qantar.common.paths import BUILD, ROOT

VERSION = "12.8.2"
SITE = BUILD / "kazakhstan" / "html"
TOOLS = ROOT / ".cache" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
GOOD = 95
_TEXT = {".html", ".css", ".js", ".svg", ".json", ".xml", ".csv", ".txt"}


@cache
def compressed(path: Path) -> bytes:
    """The file as a static host sends it."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class StaticHost(SimpleHTTPRequestHandler):
    """Serves text compressed and lets browsers keep it ten minutes, as static hosts do."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with the compressed file, or as the standard server does."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path = path / "index.html"
        if not path.is_file() or path.suffix not in _TEXT:
            super().do_GET()
            return
        body = compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)


def tool() -> list[str] | None:
    """The command of Lighthouse, fetched if need be; None without node and npm."""
    if not shutil.which("node") or not shutil.which("npm"):
        return None
    script = TOOLS / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not script.is_file():
        TOOLS.mkdir(parents=True, exist_ok=True)
        command = [
            "npm",
            "install",
            "--silent",
            "--no-save",
            "--prefix",
            str(TOOLS),
            f"lighthouse@{VERSION}",
        ]
        subprocess.run(command, check=True)
    return ["node", str(script)]


def audit(command: list[str], address: str, *preset: str) -> dict[str, Any]:
    """Lighthouse's report on one page."""
    options = ["--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}", *preset]
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic"
    done = subprocess.run(
        [*command, address, *options, flags],
        env={**os.environ, "CHROME_PATH": find()},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def scores(report: dict[str, Any]) -> tuple[int, ...]:
    """The four scores, 0 to 100."""
    return tuple(round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES)


def causes(report: dict[str, Any]) -> list[str]:
    """The audits that cost a page its points, in words."""
    wanted = [
        reference for name in CATEGORIES for reference in report["categories"][name]["auditRefs"]
    ]
    found = {}
    for reference in wanted:
        one = report["audits"][reference["id"]]
        if reference["weight"] and one["score"] is not None and one["score"] < 0.9:
            found[one["id"]] = f"{one['id']} {one.get('displayValue', '')}".strip()
    return list(found.values())


def steady(command: list[str], address: str, *preset: str) -> dict[str, Any]:
    """The report on one page; where it is not good, the middle one of three: other work slows a
    machine.
    """
    reports = [audit(command, address, *preset)]
    if min(scores(reports[0])) < GOOD:
        reports += [audit(command, address, *preset) for _ in range(2)]
    return sorted(reports, key=scores)[len(reports) // 2]


def measure(
    command: list[str], home: str, pages: list[str], *preset: str
) -> dict[str, dict[str, Any]]:
    """Reports by page; a line is printed for each."""
    reports = {}
    for page in pages:
        reports[page] = steady(command, home + page, *preset)
        marks = scores(reports[page])
        words = f"  ({'; '.join(causes(reports[page]))})" if min(marks) < GOOD else ""
        print(f"{'/'.join(map(str, marks)):>16}  {page}{words}", flush=True)
    return reports


def main(chosen: list[str]) -> None:
    """Print the scores of every page on a desktop, and of the chapters on a phone."""
    command = tool()
    if command is None:
        print("lighthouse: not run: node and npm are not installed")
        return
    found = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
    if missing := sorted(set(chosen) - set(found)):
        sys.exit(
            f"{missing[0]}: no such page; run make book; pages are named like notebooks/energy.html"
        )
    pages = chosen or [name for name in found if not name.startswith("_static/")]
    phone = chosen or ["index.html", *(name for name in pages if name.startswith("notebooks/"))]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(StaticHost, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}/"
    for title, names, preset in (("desktop", pages, ["--preset=desktop"]), ("mobile", phone, [])):
        print(f"Lighthouse {VERSION}, {title}: {' / '.join(CATEGORIES)}")
        reports = measure(command, home, names, *preset)
        worst = min(reports, key=lambda page: (min(scores(reports[page])), scores(reports[page])))
        print(f"worst page, {title}: {worst} {'/'.join(map(str, scores(reports[worst])))}")
    server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1:])
