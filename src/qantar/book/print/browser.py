"""The browser that prints and tests the book: the one that is there."""

import shutil
import subprocess

from qantar.common.errors import BuildError

HELP = "this would help: sudo apt-get install"
_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def starts(path: str) -> bool:
    """Whether the browser at `path` runs: libraries may be missing, Ubuntu has a stub."""
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
    """The path of a browser that starts, Playwright's own last; raises BuildError."""
    for path in filter(None, map(shutil.which, _NAMES)):
        if starts(path):
            return path
    if starts(path := downloaded()):
        return path
    raise BuildError(f"no Chromium or Chrome starts here; {HELP} chromium")
