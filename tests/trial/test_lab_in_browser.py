"""In JupyterLab, offline, a chapter's notebook shows its charts, live, and is saved as stored."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import browsing
import nbformat
import pytest

from qantar.common.paths import NOTEBOOKS, ROOT

CHAPTER = "energy"
WINDOW = {"width": 1300, "height": 1000}
START_S, RUN_S = 300, 900  # no measure of speed: what takes longer never comes
FINISHED = """() => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]
    .every(one => one.textContent.trim().match(/^.[0-9]+.:$/))"""
OUTPUTS = """() => [...document.querySelectorAll('.jp-OutputArea-output')].map(one => ({
    chart: one.querySelector(':is(svg, canvas).marks') !== null,
    error: one.dataset.mimeType === 'application/vnd.jupyter.error' || /Error:/.test(one.innerText),
}))"""


@pytest.fixture
def lab(tmp_path):
    """The address of a JupyterLab as make lab starts it, on a copy of one notebook."""
    (tmp_path / "work").mkdir()
    shutil.copyfile(NOTEBOOKS / f"{CHAPTER}.ipynb", tmp_path / "work" / f"{CHAPTER}.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "ServerApp.port": port,
        "ServerApp.root_dir": tmp_path / "work",
        "IdentityProvider.token": "",
        "LabApp.news_url": "None",
    }
    own = {"QANTAR_ROOT": str(ROOT), "JUPYTER_CONFIG_PATH": str(ROOT / "profiles" / "lab")}
    environment = {**os.environ, "HOME": str(tmp_path), **own}
    environment.pop("QANTAR_RENDERER", None)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, *(f"--{name}={value}" for name, value in options.items())],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(f"{address}api", server)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _charts_called():
    cells = nbformat.read(NOTEBOOKS / f"{CHAPTER}.ipynb", as_version=4).cells
    return sum(cell.cell_type == "code" and "charts." in cell.source for cell in cells)


def _wait_for(address, server):
    until = time.monotonic() + START_S
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address):
                return
        except urllib.error.URLError:
            time.sleep(0.2)
    pytest.fail("JupyterLab did not start")


def _opened(lab, page):
    """`page` with the notebook and its kernel ready."""
    page.goto(f"{lab}lab/tree/{CHAPTER}.ipynb")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=START_S * 1000)
    page.wait_for_selector("#jp-bottom-panel :text('Idle')", timeout=START_S * 1000)
    return page


def _run_all(page):
    page.click(".lm-MenuBar-itemLabel:text-is('Run')")
    page.click(".lm-Menu-itemLabel:text-is('Run All Cells')")
    page.wait_for_function(FINISHED, timeout=RUN_S * 1000, polling=500)


def test_the_notebook_s_charts_are_live_in_jupyterlab_offline(lab, chromium):
    page = chromium.new_page(viewport=WINDOW)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    _run_all(_opened(lab, page))
    shown = page.evaluate(OUTPUTS)
    page.close()
    assert not [one for one in shown if one["error"]]
    assert sum(one["chart"] for one in shown) == _charts_called()
    assert [url for url in asked if not url.startswith((lab, "data:", "blob:"))] == []


def test_run_all_and_save_leave_the_stored_notebook(lab, chromium, tmp_path):
    saved = tmp_path / "work" / f"{CHAPTER}.ipynb"
    before = saved.stat().st_mtime_ns
    page = _opened(lab, chromium.new_page(viewport=WINDOW))
    _run_all(page)
    drawn = [one["chart"] for one in page.evaluate(OUTPUTS)]
    page.click(".lm-MenuBar-itemLabel:text-is('File')")
    page.click(".lm-Menu-itemLabel:text-is('Save Notebook')")
    until = time.monotonic() + RUN_S
    while saved.stat().st_mtime_ns == before and time.monotonic() < until:
        page.evaluate(browsing.TWO_FRAMES)
    after = [one["chart"] for one in page.evaluate(OUTPUTS)]
    wrapped = page.locator(".jp-CodeCell .cm-lineWrapping").count()
    page.close()
    assert saved.read_bytes() == (NOTEBOOKS / f"{CHAPTER}.ipynb").read_bytes()
    assert any(drawn) and after == drawn, "charts stay visible in Lab"
    assert wrapped, "long lines of code wrap"
