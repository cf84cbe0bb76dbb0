"""What browser tests need, fetched as an ordinary user can: a browser, letters of Arial's width."""

import os
import subprocess
import sys

from qantar.book.print.browser import HELP, downloaded, find, starts
from qantar.common.errors import BuildError

INSTALL = "QANTAR_INSTALL_BROWSER"
_DOWNLOAD = (sys.executable, "-m", "playwright", "install", "--no-shell", "chromium")
_PACKAGES = "apt-get update && apt-get install --yes --no-install-recommends"
# Ten letters m at 100 px in Arial and in the fonts made to its widths, such as Liberation Sans.
_ARIAL_PX = 833.0
_MEASURE = """() => {
  const context = document.createElement('canvas').getContext('2d');
  context.font = "100px Arial, 'Liberation Sans', Helvetica, sans-serif";
  return context.measureText('mmmmmmmmmm').width;
}"""


def _failure(*command: str) -> str:
    """Run a command and return in one line what went wrong, nothing where nothing did."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    except OSError as error:
        return f"{error.filename}: {error.strerror}"
    lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    told = (
        [line for line in lines if line.startswith(("Error:", "E:", "sudo:"))]
        or lines[-1:]
        or ["?"]
    )
    return told[0] if done.returncode else ""


def _install(package: str) -> str:
    """Install Debian's `package` where that is allowed; returns what went wrong, else nothing."""
    if os.environ.get("CI") != "true" and os.environ.get(INSTALL) != "1":
        return f"{INSTALL}=1 is not set"
    root = () if os.geteuid() == 0 else ("sudo", "-n")
    return _failure(*root, "sh", "-c", f"{_PACKAGES} {package}")


def obtain() -> str:
    """The path of a browser, fetched as an ordinary user can; else BuildError with why.

    Debian's package is installed only where CI=true or QANTAR_INSTALL_BROWSER=1 allows it.
    """
    try:
        return find()
    except BuildError:
        print("no Chromium or Chrome here: asking Playwright for one", flush=True)
    why = _failure(*_DOWNLOAD) or "the one that was downloaded does not start"
    if not starts(downloaded()):
        why = f"{why}; {_install('chromium')}"
    try:
        return find()
    except BuildError:
        words = (
            f"no Chromium or Chrome starts here and fetching one failed ({why}); {HELP} chromium"
        )
        raise BuildError(words) from None


def _has_font(path: str) -> bool:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        width_px = chromium.new_page().evaluate(_MEASURE)
        chromium.close()
    return abs(width_px - _ARIAL_PX) < 1


def require_font(path: str) -> None:
    """See that the browser sets charts in letters as wide as planned; else BuildError."""
    if not _has_font(path) and (why := _install("fonts-liberation")):
        raise BuildError(
            f"neither Arial nor Liberation Sans is here ({why}); {HELP} fonts-liberation"
        )
