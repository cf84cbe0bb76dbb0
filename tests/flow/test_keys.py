"""A step's key changes with what the step depends on and with nothing else."""

import os
import shutil

import pytest

from qantar.common.paths import ROOT
from qantar.flow import editions, keys


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A copy of the package that a test may edit."""
    copy = tmp_path / "src" / "qantar"
    shutil.copytree(ROOT / "src" / "qantar", copy, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "requirements.txt", tmp_path / "requirements.txt")
    monkeypatch.setattr(keys, "ROOT", tmp_path)
    monkeypatch.setattr(keys, "PACKAGE", copy)
    keys._code.cache_clear()
    yield copy
    keys._code.cache_clear()


def changed(package, file):
    """The chapters whose runs depend on a file of the package."""
    chapters = ("claims", "energy", "wealth")
    before = {name: keys.run_key(name, {}) for name in chapters}
    keys._code.cache_clear()
    with (package / file).open("a") as code:
        code.write("# edited\n")
    return [name for name in chapters if keys.run_key(name, {}) != before[name]]


@pytest.mark.parametrize(
    ("file", "chapters"),
    [
        ("chapters/wealth/figures.py", ["claims", "wealth"]),
        ("chapters/shared/hashprice.py", ["claims", "energy", "wealth"]),
        ("charting/chart.py", ["claims", "energy", "wealth"]),
        ("book/extension.py", []),
        ("sources/base.py", []),
    ],
)
def test_an_edit_runs_the_chapters_that_use_it(package, file, chapters):
    assert changed(package, file) == chapters


def test_parameters_are_part_of_a_key():
    assert keys.run_key("energy", {"year": 2020}) != keys.run_key("energy", {"year": 2021})


def test_a_key_is_written_only_where_it_changed(tmp_path):
    path = tmp_path / "keys" / "energy.json"
    keys.write(path, {"code": "a"})
    os.utime(path, (1, 1))
    keys.write(path, {"code": "a"})
    assert path.stat().st_mtime == 1
    keys.write(path, {"code": "b"})
    assert path.stat().st_mtime > 1


def test_the_pages_depend_on_the_whole_package(package):
    edition = editions.load("kazakhstan")
    before = keys.pages_key(edition)
    keys._code.cache_clear()
    (package / "book" / "extension.py").write_text("# edited\n")
    after = keys.pages_key(edition)
    assert [name for name in before if before[name] != after[name]] == ["code"]
