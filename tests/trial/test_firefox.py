"""Every page with charts in Firefox: all charts drawn, nothing cut off, no error."""

import json
import shutil
import subprocess
from pathlib import Path

import browsing
import charting
import pytest

from qantar.common.paths import ROOT

PUPPETEER = "24.43.1"
TOOLS = ROOT / ".cache" / "puppeteer"
NAMES = ("firefox-esr", "firefox")
SCRIPT = Path(__file__).with_name("firefox.mjs")


def firefox():
    """The path of Firefox; skips, saying why, where it or what drives it is missing."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    if path is None or missing:
        pytest.skip(f"not run: needs {', '.join([*missing, *([] if path else NAMES[:1])])}")
    return path


def driver():
    """The folder of puppeteer-core, fetched if need be; skips, saying why, without a network."""
    if not (TOOLS / "node_modules" / "puppeteer-core").is_dir():
        TOOLS.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-save", "--prefix", str(TOOLS)]
        done = subprocess.run(
            [*command, f"puppeteer-core@{PUPPETEER}"], capture_output=True, text=True
        )
        if done.returncode:
            pytest.skip(f"not run: npm gives no puppeteer-core ({done.stderr.strip()[-200:]})")
    return TOOLS


def test_firefox_draws_every_chart():
    pages = charting.chart_pages()
    assert pages, f"no chart on any page of {browsing.SITE}: run make book"
    path, tools = firefox(), driver()
    with browsing.served(browsing.SITE) as home:
        done = subprocess.run(
            ["node", str(SCRIPT), str(tools), path, home, *pages], capture_output=True, text=True
        )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
