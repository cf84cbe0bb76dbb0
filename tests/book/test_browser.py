"""The browser that prints and tests the book: found, fetched, or what would help is said."""

import os

import browser_setup
import pytest

from qantar.book.print import browser
from qantar.common.errors import BuildError


def program(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine without a browser, whose Playwright has none either and cannot fetch one."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv(browser_setup.INSTALL, raising=False)
    for module in (browser, browser_setup):
        monkeypatch.setattr(module, "downloaded", lambda: str(tmp_path / "own"))
    fetch = program(tmp_path / "fetch", "echo Error: no such host; exit 1")
    monkeypatch.setattr(browser_setup, "_DOWNLOAD", (str(fetch),))
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
    assert browser_setup.obtain() == str(machine / "own")


@pytest.mark.parametrize(("name", "text"), [("CI", "true"), ("QANTAR_INSTALL_BROWSER", "1")])
def test_a_package_is_installed_only_where_that_is_allowed(machine, monkeypatch, name, text):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    package = f"printf '#!/bin/sh\\n' > {machine}/chromium; /bin/chmod +x {machine}/chromium"
    program(machine / "sh", package)
    with pytest.raises(BuildError, match=r"\(Error: no such host; QANTAR_INSTALL_BROWSER=1 is"):
        browser_setup.obtain()
    monkeypatch.setenv(name, text)
    assert browser_setup.obtain() == str(machine / "chromium")


def test_an_account_that_may_install_nothing_is_told_why(machine, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(BuildError, match=r"; sudo: No such file or directory\); this would help"):
        browser_setup.obtain()


@pytest.mark.usefixtures("lacking_letters")
def test_other_letters_than_planned_for_are_noticed(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv(browser_setup.INSTALL, raising=False)
    other = browser_setup._MEASURE.replace("Arial, 'Liberation Sans'", "monospace")
    monkeypatch.setattr(browser_setup, "_MEASURE", other)
    with pytest.raises(BuildError, match="this would help: sudo apt-get install fonts-liberation"):
        browser_setup.require_font(browser.find())
