"""Outputs of a build that are not as their step left them are made again; the others are left
alone.
"""

import json
import os
import time
from base64 import urlsafe_b64encode

import pytest

from qantar.flow import mend, verify

NAMES = ("figures/energy.json", "src/notebooks/energy.ipynb", "figures.json", ".html.done")
UNRECORDED = "figures.json"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A finished build with Snakemake's records."""
    monkeypatch.setattr(mend, "BUILD", tmp_path)
    folder = tmp_path / "small"
    for name in (*NAMES, "html/index.html"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
        if name == UNRECORDED:
            continue
        record(folder, name).parent.mkdir(parents=True, exist_ok=True)
        record(folder, name).write_text(json.dumps({"params": ["key"]}))
    site = folder / "html"
    verify.write_sums(verify.sums(site, site.rglob("*")), folder / verify.SUMS)
    mend.remember(folder, NAMES)
    return folder


def record(folder, name):
    key = urlsafe_b64encode(f"small/{name}".encode()).decode()
    return folder.parent / ".snakemake" / "metadata" / key


def left(folder):
    return [name for name in NAMES if (folder / name).is_file()]


def test_a_whole_build_is_left_alone(folder, capsys):
    mend.mend(folder, NAMES)
    assert left(folder) == list(NAMES)
    assert capsys.readouterr().out == ""


def test_an_edited_output_goes_with_all_that_follows_from_it(folder, capsys):
    (folder / "figures/energy.json").write_text("edited")
    mend.mend(folder, NAMES)
    assert left(folder) == ["src/notebooks/energy.ipynb", "figures.json"]
    assert "made again: figures/energy.json" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"\xff\x00", b"{}", b"", b"[]", b'{"params": []}'])
def test_an_output_without_a_readable_record_is_made_again(folder, content):
    record(folder, "src/notebooks/energy.ipynb").write_bytes(content)
    mend.mend(folder, NAMES)
    assert left(folder) == ["figures/energy.json", "figures.json"]
    assert not record(folder, "src/notebooks/energy.ipynb").exists(), (
        "Snakemake stumbles over some of them"
    )


@pytest.mark.parametrize(
    "change", [lambda path: path.write_text("edited"), lambda path: path.unlink()]
)
def test_merged_figures_that_are_not_as_they_were_lead_to_new_pages(folder, change, capsys):
    change(folder / "figures.json")
    mend.mend(folder, NAMES)
    assert left(folder) == ["figures/energy.json", "src/notebooks/energy.ipynb"]
    assert "made again: " in capsys.readouterr().out


@pytest.mark.parametrize("name", ["html/index.html", "SHA256SUMS"])
def test_a_changed_site_is_built_again_and_nothing_else(folder, name):
    (folder / name).write_text("edited")
    mend.mend(folder, NAMES)
    assert left(folder) == list(NAMES[:-1])


def test_outputs_from_the_future_are_dated_today(folder):
    path = folder / "figures.json"
    os.utime(path, (4e9, 4e9))
    mend.mend(folder, NAMES)
    assert path.stat().st_mtime <= time.time() + 1
    assert left(folder) == list(NAMES)
