"""What a build keeps for the next one beside trees and charts: cards, compiled templates."""

import subprocess
import sys
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment

from qantar.book import extension
from qantar.book.site import card
from qantar.charting import render

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="12" height="6">'
    '<rect width="6" height="6"/></svg>'
)


def test_a_card_is_drawn_once(tmp_path, monkeypatch):
    first, again = tmp_path / "first" / "book-method.png", tmp_path / "again" / "book-method.png"
    card._write(first, SVG, tmp_path / "pictures")
    monkeypatch.setattr(render, "library", lambda: pytest.fail("it is drawn already"))
    card._write(again, SVG, tmp_path / "pictures")
    assert again.read_bytes() == first.read_bytes()
    assert first.read_bytes().startswith(b"\x89PNG")


def test_a_card_with_another_title_is_drawn_anew(tmp_path):
    first, again = tmp_path / "first" / "book-method.png", tmp_path / "again" / "book-method.png"
    card._write(first, SVG, tmp_path / "pictures")
    card._write(again, SVG.replace('width="6"', 'width="9"'), tmp_path / "pictures")
    assert again.read_bytes() != first.read_bytes()


@pytest.fixture
def app(tmp_path, monkeypatch):
    """A build whose theme and whose own templates have a file of one name."""
    loader = DictLoader({"footer.html": "{{ words }}"})
    own, theme = (Environment(loader=loader, autoescape=escapes) for escapes in (True, False))
    monkeypatch.setattr(extension, "environment", lambda package: own)
    templates = SimpleNamespace(environment=theme)
    builder = SimpleNamespace(name="html", templates=templates)
    return SimpleNamespace(builder=builder, doctreedir=str(tmp_path), own=own, theme=theme)


def test_templates_of_one_name_are_kept_apart(app):
    extension._keep_templates(app)
    for __ in range(2):
        for made, said in ((app.own, "&lt;"), (app.theme, "<")):
            assert made.get_template("footer.html").render(words="<") == said
            made.cache.clear()


def test_a_template_is_compiled_once(app, monkeypatch):
    extension._keep_templates(app)
    app.theme.get_template("footer.html")
    app.theme.cache.clear()
    monkeypatch.setattr(app.theme, "compile", lambda *_: pytest.fail("it is compiled already"))
    assert app.theme.get_template("footer.html").render(words="kept") == "kept"


STYLES = """
import importlib.metadata
import qantar.book.preloaded
from pybtex.plugin import PluginNotFound, find_plugin
importlib.metadata.distributions = None
print(find_plugin("pybtex.style.formatting", "unsrt").__name__)
try:
    find_plugin("pybtex.style.formatting", "none such")
except PluginNotFound as error:
    print(error)
"""


def test_styles_of_references_are_found_without_looking_through_all_packages():
    command = [sys.executable, "-c", STYLES]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found, missing = done.stdout.splitlines()
    assert found == "Style" and missing.endswith("none such not found")
