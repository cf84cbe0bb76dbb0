"""What holds for all tests: what a machine lacks is a reason to skip, and no test has a clock."""

import ast
import os
from pathlib import Path

import browser_setup
import pytest
from hypothesis import settings

from qantar.common.errors import BuildError
from qantar.common.paths import ROOT

pytest_plugins = "pytester"
CONFTEST = ROOT / "tests" / "conftest.py"
THREE = """
import pytest

def test_plain(): pass
def test_page(chromium): assert False
@pytest.mark.usefixtures("letters")
def test_widths(): assert False
"""
REASON = "SKIPPED*: none here; this would help: patience"


def refused(*_given):
    """Stands in for what looks for a browser or a font."""
    raise BuildError("none here; this would help: patience")


@pytest.fixture
def ran(pytester):
    """Run `THREE` with the project's own settings; returns what pytest says."""
    for path in (CONFTEST, ROOT / "pyproject.toml"):
        (pytester.path / path.name).write_bytes(path.read_bytes())
    pytester.makepyfile(THREE)
    return lambda *options: pytester.runpytest_inprocess("-n0", "--color=no", *options)


def test_without_a_browser_the_rest_runs_and_a_line_says_why(ran, monkeypatch):
    monkeypatch.setattr(browser_setup, "obtain", refused)
    done = ran()
    done.assert_outcomes(passed=1, skipped=2)
    done.stdout.fnmatch_lines([REASON] * 2)


def test_without_the_font_what_measures_letters_is_skipped(ran, monkeypatch):
    monkeypatch.setattr(browser_setup, "obtain", lambda: "somewhere")
    monkeypatch.setattr(browser_setup, "require_font", refused)
    done = ran("-k", "not page")
    done.assert_outcomes(passed=1, skipped=1, deselected=1)
    done.stdout.fnmatch_lines([REASON])


def test_the_environment_is_that_of_the_commands(ran, monkeypatch):
    monkeypatch.setenv("GIT_DIR", "elsewhere")
    monkeypatch.setenv("TZ", "Asia/Almaty")
    ran("-k", "plain").assert_outcomes(passed=1, deselected=2)
    assert "GIT_DIR" not in os.environ and os.environ["TZ"] == "UTC"
    assert os.environ["QANTAR_RENDERER"] == "digest"


def test_properties_know_no_deadline_and_try_the_same_examples_everywhere():
    assert settings.default.deadline is None
    assert settings.default.derandomize


CLOCKED = {"wait_for_timeout", "perf_counter", "deadline"}


def clocked(source):
    """Names in Python `source` that make a test depend on how fast the machine is."""
    tree = ast.walk(ast.parse(source))
    return {getattr(node, "attr", None) or getattr(node, "arg", None) for node in tree} & CLOCKED


def test_no_test_waits_for_the_clock():
    but = {Path(__file__).resolve(), CONFTEST}  # the profile itself
    files = [path for path in (ROOT / "tests").rglob("*.py") if path.parent.name != "bench"]
    found = {
        path.name: clocked(path.read_text(encoding="utf-8")) for path in files if path not in but
    }
    assert {name: words for name, words in found.items() if words} == {}
    assert clocked("page.wait_for_timeout(50)") and clocked("settings(deadline=200)")
