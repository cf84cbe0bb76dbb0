"""Two clean builds give the same bytes, wherever and whenever they are made; so does an
incremental one.
"""

import os
import shutil
import subprocess
import sys

import pytest

from qantar.common import language
from qantar.common.paths import ROOT

WORLDS = {
    "one": {"TZ": "America/New_York", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1"},
    "two/deeper": {
        "TZ": "Asia/Almaty",
        "LC_ALL": "C.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "77",
    },
}


def clone(folder):
    subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
    return folder


def build(repository, *options, **variables):
    environment = {**os.environ, "PYTHONPATH": str(repository / "src"), **variables}
    for name in ("QANTAR_ROOT", "QANTAR_BUILD", "QANTAR_DATA", "QANTAR_RENDERER"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "qantar", "book", *options]
    done = subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return repository / "build"


def content(edition):
    """Name -> bytes of the site, the key figures, the executed notebooks and the list of sums."""
    files = [*edition.glob("*.json"), edition / "claims.csv", edition / "SHA256SUMS"]
    for part in ("html", "src/notebooks"):
        files += [path for path in (edition / part).rglob("*") if path.is_file()]
    return {str(path.relative_to(edition)): path.read_bytes() for path in files}


def differing(one, two):
    return sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """Two repositories and the contents of their clean builds in different worlds."""
    base = tmp_path_factory.mktemp("builds")
    repositories = [clone(base / name) for name in WORLDS]
    built = [
        build(repo, **world) / "kazakhstan"
        for repo, world in zip(repositories, WORLDS.values(), strict=True)
    ]
    return repositories, [content(edition) for edition in built]


def test_two_clean_builds_are_byte_identical(clean, record_property):
    _repositories, (one, two) = clean
    record_property("files compared", len(one))
    assert len(one) > 50
    assert differing(one, two) == []


@pytest.mark.parametrize("code", [code for code in language.codes() if code != language.SOURCE])
def test_two_clean_builds_in_another_language_are_byte_identical(clean, code):
    repositories, _contents = clean
    built = [
        build(repo, "--language", code, **world) / f"kazakhstan-{code}"
        for repo, world in zip(repositories, WORLDS.values(), strict=True)
    ]
    one, two = map(content, built)
    assert len(one) > 50
    assert differing(one, two) == []


def test_an_incremental_build_equals_a_clean_one(clean):
    (repository, _other), (one, _two) = clean
    page, notebook = repository / "book" / "method.md", repository / "notebooks" / "energy.ipynb"
    kept = page.read_bytes(), notebook.read_bytes()
    page.write_bytes(kept[0] + b"\nOne more sentence.\n")
    notebook.write_bytes(kept[1].replace(b'"# ', b'"# Changed: ', 1))
    assert differing(one, content(build(repository) / "kazakhstan"))
    page.write_bytes(kept[0])
    notebook.write_bytes(kept[1])
    assert differing(one, content(build(repository) / "kazakhstan")) == []


def test_a_built_book_verifies_and_a_changed_one_does_not(clean):
    (repository, _other), _contents = clean
    environment = {**os.environ, "PYTHONPATH": str(repository / "src")}
    command = [sys.executable, "-m", "qantar", "verify"]

    def verify():
        return subprocess.run(
            command, cwd=repository, env=environment, capture_output=True, text=True
        )

    assert verify().returncode == 0, verify().stderr
    page = repository / "build" / "kazakhstan" / "html" / "index.html"
    before = page.read_bytes()
    page.write_bytes(before.replace(b"</body>", b"<!-- --></body>"))
    assert "html/index.html: changed since it was built" in verify().stderr
    page.write_bytes(before)
    table = repository / "data" / "co2.csv"
    shutil.copy(table, table.with_suffix(".before"))
    table.write_bytes(table.read_bytes() + b"\n")
    assert "data: the book was built from" in verify().stderr
