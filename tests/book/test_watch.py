"""A preview shows what is saved, leaves the built book alone and answers this machine only."""

import gc
import http.client
import multiprocessing
import runpy
import threading
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from qantar.book.preview import builder, marks, serve, watch
from qantar.book.references import code
from qantar.book.site import assemble, html
from qantar.common.errors import BuildError
from qantar.common.outputs import PREVIEWED
from qantar.common.paths import NOTEBOOKS, ROOT
from qantar.flow import editions
from qantar.flow.verify import USED
from qantar.report import chapter

EDITION = editions.load("kazakhstan")


@pytest.fixture
def built(tmp_path, monkeypatch):
    """A folder of builds with the least that a preview starts from."""
    for module in (assemble, html, watch):
        monkeypatch.setattr(module, "BUILD", tmp_path)
    source = assemble.source_folder(EDITION)
    (source / "book").mkdir(parents=True)
    (source / "_config.yml").write_text("sphinx: {config: {}}\n")
    (source / "book" / "method.md").write_text("# Built\n")
    site = html.site_folder(EDITION)
    site.mkdir()
    (site / "index.html").write_text("built")
    return source


@pytest.fixture
def port(tmp_path):
    (tmp_path / "index.html").write_text("here")
    with serve.server(tmp_path, 0, quiet=True) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1", 200), ("localhost", 200), ("foreign.example", 421), ("localhost.example", 421)],
)
def test_only_this_machine_is_answered(port, host, status):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/", headers={"Host": f"{host}:{port}"})
    reply = connection.getresponse()
    assert reply.status == status
    assert (reply.read() == b"here") == (status == 200)


def test_a_saved_page_goes_to_the_preview_alone(built):
    shown = watch.Preview(EDITION)
    assert shown.take(ROOT / "book" / "method.md") == "book/method"
    saved = (ROOT / "book" / "method.md").read_text(encoding="utf-8")
    assert (shown.source / "book" / "method.md").read_text(encoding="utf-8") == saved
    assert (built / "book" / "method.md").read_text() == "# Built\n"
    assert "qantar_preview" not in (built / "_config.yml").read_text()


CELLS = (
    new_markdown_cell("Old words"),
    new_markdown_cell("Elsewhere", metadata={"tags": ["not-KAZ"]}),
    new_code_cell("year = 2021", metadata={"tags": ["parameters"]}),
    new_code_cell("show(year)"),
)
INJECTED = new_code_cell("year = 2020", metadata={"tags": ["injected-parameters"]})


@pytest.fixture
def saved(tmp_path):
    """A saved notebook whose executed copy, for Kazakhstan, lies beside it."""
    shown = new_code_cell(CELLS[3].source, outputs=[new_output("stream", text="2020")])
    ran = new_notebook(cells=[CELLS[0], CELLS[2], INJECTED, shown])
    ran.metadata[USED] = {"country": "KAZ"}
    nbformat.write(ran, tmp_path / "shown.ipynb")
    nbformat.write(new_notebook(cells=list(CELLS)), tmp_path / "saved.ipynb")
    return tmp_path / "saved.ipynb"


def test_new_words_of_a_notebook_are_shown_without_running_it(saved):
    saved.write_text(saved.read_text().replace("Old words", "New words"))
    shown = saved.with_name("shown.ipynb")
    assert watch._take_words(saved, shown)
    cells = nbformat.read(shown, as_version=4).cells
    assert [cell.source for cell in cells] == [
        *("New words", "year = 2021", "year = 2020", "show(year)"),
    ]
    assert cells[3].outputs[0].text == "2020"


@pytest.mark.parametrize(
    ("old", "new"),
    [("show(year)", "show(2 * year)"), ("not-KAZ", "no-KAZ"), ("{", "")],
    ids=["code", "a section more", "no notebook"],
)
def test_a_notebook_that_computes_something_else_has_to_run(saved, old, new):
    saved.write_text(saved.read_text().replace(old, new))
    shown = saved.with_name("shown.ipynb")
    before = shown.read_text()
    assert not watch._take_words(saved, shown)
    assert shown.read_text() == before


@pytest.mark.parametrize("name", ["conftest.py", "unknown.ipynb"])
def test_what_is_no_page_is_not_shown(built, name):
    assert not watch.Preview(EDITION).take(NOTEBOOKS / name)


def test_a_failing_save_is_said_and_the_preview_stays(built, monkeypatch, capsys):
    def fail(pages):
        raise BuildError(f"the preview of {pages[0]} was not built")

    shown = watch.Preview(EDITION)
    monkeypatch.setattr(shown, "build", fail)
    shown.follow({ROOT / "book" / "method.md"})
    assert "error: the preview of book/method was not built" in capsys.readouterr().err


def test_a_preview_needs_a_built_book(built):
    (html.site_folder(EDITION) / "index.html").unlink()
    with pytest.raises(BuildError, match="make book"):
        watch.Preview(EDITION)


def _build(app):
    with pytest.raises(SystemExit):
        app.build()


CONF = """extensions = ['qantar.book.preview.builder']
from pathlib import Path
from qantar.book.site import reading
def made(app, env):
    names = ' '.join(path.name for path in reading.made_beside(app))
    Path(app.srcdir, 'beside.txt').write_text(names)
def setup(app):
    app.connect('env-updated', made)
"""


@pytest.fixture
def staying(tmp_path, monkeypatch):
    """A build of two pages that stays; its folder, and the connection to it."""
    (tmp_path / "conf.py").write_text(CONF)
    for name in ("index", "page"):
        (tmp_path / "trees" / f"{name}.files").mkdir(parents=True)
    (tmp_path / "index.rst").write_text("Front\n=====\n\nOld front.\n\n.. toctree::\n\n   page\n")
    (tmp_path / "page.rst").write_text("Page\n====\n\nOld words.\n")
    here, there = multiprocessing.Pipe()
    monkeypatch.setattr(builder.Requests, "connection", there)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    out = tmp_path / "html"
    with docutils_namespace():
        app = Sphinx(tmp_path, tmp_path, out, tmp_path / "trees", "html", status=None, warning=None)
        thread = threading.Thread(target=_build, args=(app,))
        thread.start()
        yield tmp_path, here
        here.close()
        thread.join()


def test_a_build_that_stays_writes_the_page_asked_for_alone(staying):
    folder, connection = staying
    assert connection.recv()
    assert (folder / "beside.txt").read_text() == "index.files page.files"
    for name in ("index", "page"):
        path = folder / f"{name}.rst"
        path.write_text(path.read_text().replace("Old", "New"))
    connection.send(["page"])
    assert connection.recv()
    assert "New words." in (folder / "html" / "page.html").read_text()
    assert "Old front." in (folder / "html" / "index.html").read_text()
    assert (folder / "beside.txt").read_text() == "page.files"


def test_a_preview_opens_each_chapter_ahead_as_its_edition_runs_it(monkeypatch):
    monkeypatch.setattr(chapter, "_AHEAD", {})
    monkeypatch.setenv(PREVIEWED, EDITION.name)
    runpy.run_module("qantar.book.preview.opened")
    for name in EDITION.chapters:
        chapter.open_chapter(name, EDITION.values(name))
    assert chapter._AHEAD == {}, "the names of those that a run would not have found"


def test_a_build_that_failed_is_started_anew(built):
    shown = watch.Preview(EDITION)
    shown._builder, there = multiprocessing.Pipe()
    there.close()
    with pytest.raises(BuildError, match="the preview was not built"):
        shown.build(["book/method"])
    assert shown._builder is None


@pytest.mark.parametrize("is_preview", [True, False])
def test_only_a_preview_is_marked_as_one(is_preview):
    app = SimpleNamespace(config=SimpleNamespace(qantar_preview=is_preview))
    context = {"body": "<h1>Method</h1>"}
    marks._mark(app, "book/method", "page.html", context, None)
    assert ("q-preview" in context["body"]) == is_preview
    assert context["body"].endswith("<h1>Method</h1>")


class Builder:
    """Writes a page as title and body, into a folder."""

    def __init__(self, folder):
        self.folder = folder

    def get_outfilename(self, page):
        return str(self.folder / f"{page}.html")

    def handle_page(self, page, context, template):
        text = f"{page} {context['title']} {context['body']}"
        Path(self.get_outfilename(page)).write_text(text)


@pytest.mark.parametrize("is_preview", [True, False])
def test_a_preview_lists_no_code_twice(tmp_path, monkeypatch, is_preview):
    module = "qantar.common.errors"
    monkeypatch.setattr(code, "BUILD", tmp_path)
    page = tmp_path / "_code" / f"{module}.html"
    page.parent.mkdir()
    page.write_text("listed")
    config = SimpleNamespace(
        qantar_preview=is_preview, qantar_edition="trial", html_theme_options={}
    )
    env = SimpleNamespace(metadata={"book/method": {"qantar_modules": [module]}})
    app = SimpleNamespace(config=config, env=env, outdir=tmp_path, builder=Builder(tmp_path))
    assert code.pages(app) == []
    written = page.read_text()
    assert (written == "listed") == is_preview
    if not is_preview:
        assert written.startswith(f"_code/{module} src/qantar/common/errors.py <h1")
        assert "class</span> <span" in written
    assert [path.name for path in page.parent.iterdir()] == [page.name]
