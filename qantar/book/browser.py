"""Chromium or Chrome, which prints the book and tests its pages: the one that is there, else one fetched."""

import os
import shutil
import subprocess
import sys

from qantar.errors import BuildError

INSTALL = "QANTAR_INSTALL_BROWSER"
_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
_DOWNLOAD = (sys.executable, "-m", "playwright", "install", "--no-shell", "chromium")
_PACKAGE = "apt-get update && apt-get install --yes --no-install-recommends chromium"
_HELP = "this would help: sudo apt-get install chromium"


def starts(path: str) -> bool:
    """Whether the browser at `path` runs: libraries may be missing, and Ubuntu has an empty stand-in."""
    try:
        return subprocess.run([path, "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def downloaded() -> str:
    """Where Playwright keeps the browser that it downloads, there or not."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        return play.chromium.executable_path


def find() -> str:
    """The path of a browser that starts, Playwright's own last; raises BuildError where there is none."""
    for path in filter(None, map(shutil.which, _NAMES)):
        if starts(path):
            return path
    if starts(path := downloaded()):
        return path
    raise BuildError(f"no Chromium or Chrome starts here; {_HELP}")


def _failure(*command: str) -> str:
    """Run a command and return in one line what went wrong, nothing where nothing did."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    except OSError as error:
        return f"{error.filename}: {error.strerror}"
    lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    told = [line for line in lines if line.startswith(("Error:", "E:", "sudo:"))] or lines[-1:] or ["?"]
    return told[0] if done.returncode else ""


def obtain() -> str:
    """The path of a browser, fetched where none is there, as an ordinary user can; else BuildError with why.

    Debian's package is installed only where CI=true or QANTAR_INSTALL_BROWSER=1 allows it.
    """
    try:
        return find()
    except BuildError:
        print("no Chromium or Chrome here: asking Playwright for one", flush=True)
    why = _failure(*_DOWNLOAD) or "the one that was downloaded does not start"
    allowed = os.environ.get("CI") == "true" or os.environ.get(INSTALL) == "1"
    if allowed and not starts(downloaded()):
        root = () if os.geteuid() == 0 else ("sudo", "-n")
        why = _failure(*root, "sh", "-c", _PACKAGE) or why
    try:
        return find()
    except BuildError:
        words = f"no Chromium or Chrome starts here and fetching one failed ({why}); {_HELP}"
        raise BuildError(words) from None
