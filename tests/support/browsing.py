"""The built book in a real browser, for the tests that look at its pages as readers do."""

import gzip
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    Response,
    TimeoutError,
    sync_playwright,
)

from qantar.book.print.browser import find
from qantar.common import language
from qantar.common.paths import BUILD

SITE = BUILD / "kazakhstan" / "html"
_JOINED = SITE.parent / "site"
# The book in every language, where `make languages` made it since it was built; else in English.
WHOLE = _JOINED if _JOINED.is_dir() else SITE
_HERE = Path(__file__).parent
AXE = _HERE.parent / "site" / "vendor" / "axe.min.js"
CHECKS = _HERE / "browsing.js"
POLL_MS = 50
HANGS_MS = 120_000  # no measure of speed: what takes longer never comes
FRAMES = 60
# In the page: two frames later all that an event sets off at once has happened.
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
_RUN_AXE = "only => axe.run(document, {runOnly: only, preload: false, resultTypes: ['violations']})"
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def pages(site: Path = SITE) -> list[str]:
    """Every page of the built book, as addresses below its folder; none where it is not built."""
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [name for name in found if "_static/" not in name]


def in_languages(some: Iterable[str]) -> list[str]:
    """These pages in each language of `WHOLE`: ``index.html``, ``ar/index.html``."""
    folders = [f"{code}/" for code in language.codes() if (WHOLE / code).is_dir()]
    return [f"{folder}{page}" for page in some for folder in ("", *folders)]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a local server that serves `folder`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def _patient(make: Callable[..., Any]) -> Callable[..., Any]:
    """What `make` opens waits for HANGS_MS, not for Playwright's 30 seconds."""

    def opened(**options: Any) -> Any:
        new = make(**options)
        new.set_default_timeout(HANGS_MS)
        return new

    return opened


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a window, whose pages depend on no speed."""
    path = find()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=_ARGUMENTS, timeout=HANGS_MS)
        browser.new_page = _patient(browser.new_page)
        browser.new_context = _patient(browser.new_context)
        try:
            yield browser
        finally:
            browser.close()


def listen(page: Page, home: str) -> list[str]:
    """A list that fills with what goes wrong on `page`: errors, failed requests, requests to
    other hosts.
    """
    heard: list[str] = []

    def request(asked: Request) -> None:
        if not asked.url.startswith((home, "data:", "blob:")):
            heard.append(f"another host: {asked.url}")

    def response(given: Response) -> None:
        if given.status >= 400:
            heard.append(f"{given.status}: {given.url}")

    def console(said: ConsoleMessage) -> None:
        if said.type == "error":
            heard.append(f"console: {said.text}")

    page.on("request", request)
    page.on("response", response)
    page.on("console", console)
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on("requestfailed", lambda failed: heard.append(f"failed: {failed.url}"))
    return heard


def weight(given: list[Response]) -> tuple[int, int]:
    """The bytes of responses as they lie on the disk, and as a host sends them, compressed."""
    bodies = [response.body() for response in given if response.ok]
    return sum(map(len, bodies)), sum(len(gzip.compress(body, 6)) for body in bodies)


def open_whole(page: Page, address: str) -> None:
    """Open a page, walk to its end so that all lazy parts are there, wait for its charts, go
    back up. Once more where that hangs: on a starved machine a browser may stop showing frames.
    """
    for again in (True, False):
        page.goto(address, wait_until="load")
        page.evaluate(CHECKS.read_text(encoding="utf-8"))
        page.evaluate("() => { qantarChecks.walk(); }")  # not awaited: that would know no end
        try:
            page.wait_for_function("() => qantarChecks.drawn()", polling=POLL_MS, timeout=HANGS_MS)
            return
        except TimeoutError:
            if not again:
                raise
            page.bring_to_front()


def lasting(page: Page, look: Callable[[], list[str]]) -> list[str]:
    """What `look` still finds wrong after some frames, in which the page may come to rest."""
    for _ in range(FRAMES):
        found = look()
        if not found:
            break
        page.evaluate("() => new Promise(requestAnimationFrame)")
    return found


def layout(page: Page) -> list[str]:
    """What is wrong with the page as it is now laid out: sideways scroll, broken pictures, text
    cut off.
    """
    return page.evaluate("() => qantarChecks.layout()")


def headings(page: Page) -> list[str]:
    """Where the visible headings skip a level, or there is not exactly one of the first level."""
    return page.evaluate("() => qantarChecks.headings()")


def unseen_focus(page: Page, stops: int) -> list[str]:
    """Elements among the next `stops` reached by Tab that do not show that they have the focus."""
    wrong: list[str] = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        if page.evaluate("() => qantarChecks.focus()") is None:
            break
        wrong += lasting(page, lambda: page.evaluate("() => qantarChecks.focus()"))
    return wrong


def violations(page: Page, *rules: str) -> list[str]:
    """What axe-core finds wrong (WCAG 2.2 A and AA, best practice), or what the given rules do."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    only = (
        {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(_TAGS)}
    )
    found = page.evaluate(_RUN_AXE, only)["violations"]
    return [f"axe {one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:3]]
