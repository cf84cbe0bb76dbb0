"""Pages are read again where their content changed, whatever the clock says, and only there."""

import os
from types import SimpleNamespace

import pytest

from qantar.book.site import assemble, reading
from qantar.common.paths import ROOT
from qantar.flow import editions


@pytest.fixture
def env(tmp_path):
    """Two pages as Sphinx knows them, one of which shows a chart of a notebook."""
    source = tmp_path / "src"
    source.mkdir()
    for name in ("one.md", "two.md", "energy.ipynb"):
        (source / name).write_text(name)
    known = SimpleNamespace(
        found_docs={"one", "two"},
        srcdir=str(source),
        doctreedir=str(tmp_path / "trees"),
        docname="one",
        dependencies={"one": {"energy.ipynb"}, "two": set()},
        doc2path=lambda page: str(source / f"{page}.md"),
    )
    reading._note_digests(None, known)
    return known


def changed(env):
    return sorted(reading._changed(None, env, set(), set(), set()))


def test_what_did_not_change_is_not_read_again(env):
    assert changed(env) == []


@pytest.mark.parametrize(("name", "page"), [("two.md", "two"), ("energy.ipynb", "one")])
def test_a_page_is_read_again_with_what_it_shows(env, tmp_path, name, page):
    path = tmp_path / "src" / name
    path.write_text("changed")
    os.utime(path, (0, 0))
    assert changed(env) == [page]


def test_a_catalogue_that_sphinx_adds_to_a_page_makes_it_no_other(env, tmp_path):
    (tmp_path / "two.mo").write_text("words")
    env.dependencies["two"].add(str(tmp_path / "two.mo"))
    assert changed(env) == []


def test_all_is_read_where_nothing_is_known(env):
    del env.qantar_digests
    assert changed(env) == ["one", "two"]


def test_the_front_page_is_not_younger_than_what_it_is_made_of(tmp_path, monkeypatch):
    edition = editions.load("kazakhstan")
    monkeypatch.setattr(assemble, "BUILD", tmp_path)
    monkeypatch.setattr(assemble, "not_as_declared", lambda edition: [])
    folder = assemble.source_folder(edition)
    (folder / "notebooks").mkdir(parents=True)
    for chapter in edition.chapters:
        (folder / "notebooks" / f"{chapter}.ipynb").write_text("{}")
    assemble.assemble(edition)
    for name in ("index.md", "book/method.md"):  # Sphinx takes what is younger for changed
        assert (folder / name).stat().st_mtime == (ROOT / name).stat().st_mtime


def test_files_made_while_reading_reach_the_site_until_read_again(env, tmp_path):
    app = SimpleNamespace(env=env, outdir=str(tmp_path / "html"))
    made = reading.files_beside(env) / "_charts"
    made.mkdir(parents=True)
    (made / "chart.svg").write_text("drawn")
    reading._hand_on(app)
    assert (tmp_path / "html" / "_charts" / "chart.svg").read_text() == "drawn"
    reading._forget(app, env, "one")
    reading._hand_on(SimpleNamespace(env=env, outdir=str(tmp_path / "next")))
    assert not (tmp_path / "next").exists()
