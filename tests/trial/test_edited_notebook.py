"""A parameters cell edited by hand: every page, the provenance and `verify` tell of what the run
used.
"""

import json
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from tests.trial.build import Build, linked_root


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    """A book of the energy chapter, built after somebody set pue to 1.9 in the notebook."""
    folder = tmp_path_factory.mktemp("edited")
    root = linked_root(folder / "root")
    notebook = root / "notebooks" / "energy.ipynb"
    stored = notebook.read_text(encoding="utf-8")
    notebook.write_text(stored.replace("pue = 1.10 ", "pue = 1.90 "), encoding="utf-8")
    build = Build(folder, QANTAR_ROOT=str(root))
    build.file.write_text(build.file.read_text().replace("UZB", "KAZ"), encoding="utf-8")
    build.good()
    return build, notebook, stored


def pages(build):
    site = build.build / "small" / "html"
    names = (
        "index",
        "notebooks/energy",
        *(f"book/{name}" for name in ("figures", "provenance", "rerun")),
    )
    return {
        name: BeautifulSoup((site / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
        for name in names
    }


def verify(build):
    command = [sys.executable, "-m", "qantar", "verify", "small"]
    return subprocess.run(command, env=build.environment, capture_output=True, text=True)


def test_every_page_says_which_parameter_differs(edited):
    build, _notebook, _stored = edited
    for name, soup in pages(build).items():
        notice = soup.select_one(".qantar-what-if")
        told = " ".join(notice.get_text().split()) if notice else ""
        assert "pue = 1.9 (default 1.1), from the parameters cell" in told, name


def test_the_table_of_parameters_and_the_command_say_it_too(edited):
    page = pages(edited[0])["notebooks/energy"]
    row = page.select_one("#param-energy-pue").find_parent("tr").get_text(" ")
    assert "1.9" in row and "differs from the default, 1.1" in " ".join(row.split())
    assert "-p pue 1.9" in page.get_text()


def test_verify_agrees_until_the_cell_is_changed_again(edited):
    build, notebook, stored = edited
    site = build.build / "small" / "html"
    known = json.loads((site / "provenance.json").read_text(encoding="utf-8"))
    assert known["parameters"] in pages(build)["book/provenance"].get_text()
    assert verify(build).returncode == 0, verify(build).stderr
    notebook.write_text(stored, encoding="utf-8")
    assert (
        f"parameters: the book was built from {known['parameters']}, here is"
        in verify(build).stderr
    )
