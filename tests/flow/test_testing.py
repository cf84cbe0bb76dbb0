"""How tests and benchmarks run: what a machine lacks is said, and one failure stops no other."""

import ast
import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from qantar.common.errors import BuildError
from qantar.common.paths import ROOT
from qantar.flow import browser, testing


def program(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine without a browser, whose Playwright has none either and cannot fetch one."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv(browser.INSTALL, raising=False)
    monkeypatch.setattr(browser, "downloaded", lambda: str(tmp_path / "own"))
    fetch = program(tmp_path / "fetch", "echo Error: no such host; exit 1")
    monkeypatch.setattr(browser, "_DOWNLOAD", (str(fetch),))
    return tmp_path


def test_a_browser_that_does_not_start_is_passed_over(machine):
    program(machine / "chromium", "exit 127")
    with pytest.raises(
        BuildError, match="no Chromium or Chrome starts here; this would help: sudo apt-get"
    ):
        browser.find()
    found = program(machine / "google-chrome", "echo Chrome 1")
    assert browser.find() == str(found)


def test_a_browser_is_fetched_where_none_is_there(machine):
    program(
        machine / "fetch", f"printf '#!/bin/sh\\n' > {machine}/own; /bin/chmod +x {machine}/own"
    )
    assert browser.obtain() == str(machine / "own")


@pytest.mark.parametrize(("name", "text"), [("CI", "true"), ("QANTAR_INSTALL_BROWSER", "1")])
def test_a_package_is_installed_only_where_that_is_allowed(machine, monkeypatch, name, text):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    package = f"printf '#!/bin/sh\\n' > {machine}/chromium; /bin/chmod +x {machine}/chromium"
    program(machine / "sh", package)
    with pytest.raises(BuildError, match=r"\(Error: no such host; QANTAR_INSTALL_BROWSER=1 is"):
        browser.obtain()
    monkeypatch.setenv(name, text)
    assert browser.obtain() == str(machine / "chromium")


def test_an_account_that_may_install_nothing_is_told_why(machine, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(BuildError, match=r"; sudo: No such file or directory\); this would help"):
        browser.obtain()


@pytest.mark.browser
def test_other_letters_than_planned_for_are_noticed(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv(browser.INSTALL, raising=False)
    other = browser._MEASURE.replace("Arial, 'Liberation Sans'", "monospace")
    monkeypatch.setattr(browser, "_MEASURE", other)
    with pytest.raises(BuildError, match="this would help: sudo apt-get install fonts-liberation"):
        browser.require_font(browser.find())


def test_without_a_browser_the_rest_runs_and_a_line_says_so(machine, monkeypatch, tmp_path, capfd):
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "conftest.py").write_bytes((ROOT / "tests" / "conftest.py").read_bytes())
    (folder / "test_two.py").write_text(
        "def test_plain(): pass\ndef test_page(chromium): assert False\n"
    )
    monkeypatch.setattr(testing, "ROOT", tmp_path)
    monkeypatch.setattr(testing, "_NBVAL", ())
    testing.test()
    lines = capfd.readouterr().out.splitlines()
    assert any("1 passed" in line for line in lines)
    assert lines[-1].startswith(
        "not run: browser tests, because no Chromium or Chrome starts here and"
    )
    assert lines[-1].endswith("this would help: sudo apt-get install chromium")


def test_every_benchmark_runs_and_those_that_fail_are_named(monkeypatch, tmp_path, capfd):
    for name, status in {"a": 1, "b": 0, "c": 2}.items():
        (tmp_path / f"{name}.py").write_text(f"print('ran {name}')\nraise SystemExit({status})\n")
    monkeypatch.setattr(testing, "BENCHMARKS", tmp_path)
    with pytest.raises(BuildError, match=r"benchmarks failed: a\.py, c\.py;"):
        testing.bench()
    said = capfd.readouterr().out
    assert [name for name in "abc" if f"ran {name}" in said] == ["a", "b", "c"]


def test_a_build_that_fails_is_one_line_of_the_build_times(tmp_path, monkeypatch, capfd):
    monkeypatch.syspath_prepend(ROOT / "tests" / "bench")
    import build_times

    (tmp_path / "qantar").mkdir()
    (tmp_path / "qantar" / "__init__.py").touch()
    (tmp_path / "qantar" / "__main__.py").write_text("import sys\nsys.exit('no disk')\n")
    clone = object.__new__(build_times.Clone)
    clone.repository, clone.python = tmp_path, sys.executable
    assert (clone.book(), clone.jupyter_book()) == (None, None)
    assert "no disk" in capfd.readouterr().err


def test_properties_know_no_deadline_and_try_the_same_examples_everywhere():
    assert settings.default.deadline is None
    assert settings.default.derandomize


CLOCKED = {"wait_for_timeout", "perf_counter", "deadline"}


def clocked(source):
    """Names in Python `source` that make a test depend on how fast the machine is."""
    tree = ast.walk(ast.parse(source))
    return {getattr(node, "attr", None) or getattr(node, "arg", None) for node in tree} & CLOCKED


def test_no_test_waits_for_the_clock():
    but = {Path(__file__).resolve(), ROOT / "tests" / "conftest.py"}  # the profile itself
    files = [path for path in (ROOT / "tests").rglob("*.py") if path.parent != testing.BENCHMARKS]
    found = {
        path.name: clocked(path.read_text(encoding="utf-8")) for path in files if path not in but
    }
    assert {name: words for name, words in found.items() if words} == {}
    assert clocked("page.wait_for_timeout(50)") and clocked("settings(deadline=200)")
