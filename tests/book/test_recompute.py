"""The closed box at a chapter's end: key figures, parameters, and how to run it again."""

import json

import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from qantar.book.pages.recompute import without_own_outputs
from qantar.book.references import editiondata
from qantar.chapters.energy.parameters import EnergyParameters
from qantar.report import figures
from qantar.report.figures import Figure

CONF = """
from docutils import nodes
extensions = ["myst_parser", "qantar.book.prose", "qantar.book.pages.recompute"]
myst_enable_extensions = ["colon_fence"]
html_sidebars = {"**": ["localtoc.html"]}
def as_in_notebooks(app, doctree):
    for one in doctree.findall(nodes.container):
        one["classes"] = [name.replace("-", "_") for name in one["classes"]]
def setup(app):
    app.add_config_value("qantar_edition", "kazakhstan", "env")
    app.add_config_value("qantar_preview", False, "html")
    app.connect("doctree-read", as_in_notebooks, priority=1)
"""
LISTED = '<details class="qantar-key-figures"><summary>All</summary></details>'
CHAPTER = f"""# Energy

::::{{container}} cell tag_imports
import pandas
::::

::::{{container}} cell tag_parameters
country = KAZ
::::

Coal leads.

## Key figures

::::{{container}} cell
:::{{raw}} html
{LISTED}
:::
::::

## What would change our mind

Another count.
"""
COAL = Figure(
    "energy.coal_share",
    0.64,
    "share",
    "2021",
    ("electricity",),
    "coal over all",
    0.6,
    0.68,
    "vintages",
)


@pytest.fixture
def build(tmp_path, monkeypatch):
    """Build the page of the chapter in a repository at `address`; returns it parsed."""
    monkeypatch.setattr(editiondata, "BUILD", tmp_path)
    figures.write([COAL], tmp_path / "kazakhstan" / "figures" / "energy.json")
    figures.write([COAL], tmp_path / "kazakhstan" / "figures.json")
    source = tmp_path / "src"
    (source / "notebooks").mkdir(parents=True)
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    (source / "index.md").write_text("# Front\n", encoding="utf-8")
    (source / "notebooks" / "energy.md").write_text(CHAPTER, encoding="utf-8")

    def built(address=""):
        settings = {"html_theme_options.repository_url": address} if address else {}
        out, trees = tmp_path / "out", tmp_path / "trees"
        with docutils_namespace():
            Sphinx(source, source, out, trees, "html", settings, status=None, warning=None).build()
        front = (out / "index.html").read_text(encoding="utf-8")
        assert "q-box" not in front, "only chapters have the box"
        text = (out / "notebooks" / "energy.html").read_text(encoding="utf-8")
        return BeautifulSoup(text, "html.parser")

    return built


@pytest.fixture
def page(build):
    return build()


def notebook_links(page):
    names = ("Download", "Open in")
    links = page.select("details.q-box a")
    return {a.get_text(): a["href"] for a in links if a.get_text().startswith(names)}


def test_the_box_is_closed_and_stands_at_the_end(page):
    box = page.select_one("details.q-box")
    assert not box.has_attr("open")
    assert "For those who recompute" in box.summary.get_text()
    last = page.select("section")[-1]
    assert last["id"] == "for-those-who-recompute" and box in last.descendants
    assert [head.get_text() for head in last.select("h2")] == ["For those who recompute"]


def test_the_contents_of_the_page_name_the_box(page):
    contents = [link.get_text() for link in page.select(".sphinxsidebar a")]
    assert "For those who recompute" in contents and "Key figures" not in contents


def test_the_box_holds_figures_parameters_and_command(page):
    box = page.select_one("details.q-box")
    assert "energy.coal_share" in box.get_text() and "60.0\u202f% to 68.0" in box.get_text()
    assert box.select_one("#param-energy-country")
    assert "country = KAZ" in box.get_text().replace("\N{NO-BREAK SPACE}", " ")
    assert "python -m qantar run notebooks/energy.ipynb" in box.get_text()


@pytest.mark.parametrize(
    ("pue", "said", "unsaid"),
    [
        (1.1, "CBECI methodology", "given for this run"),
        (1.3, "given for this run", "CBECI methodology"),
    ],
)
def test_a_changed_value_does_not_keep_its_source(build, monkeypatch, pue, said, unsaid):
    values = {"energy": EnergyParameters(pue=pue)}
    monkeypatch.setattr(editiondata, "parameters", lambda _app: values)
    row = build().select_one("#param-energy-pue").find_parent("tr").get_text()
    assert str(pue) in row and said in row and unsaid not in row


def test_what_moved_into_the_box_is_nowhere_else(page):
    assert page.select("details.qantar-key-figures") == []
    heads = [head.get_text().rstrip("¶#") for head in page.select("h2")]
    assert "Key figures" not in heads and "What would change our mind" in heads
    cells = page.select(".tag_imports, .tag_parameters")
    assert len(cells) == 2 and all(cell.find_parent("details", class_="q-box") for cell in cells)


def test_without_a_repository_the_notebook_is_to_be_downloaded(page):
    copy = "../_sources/notebooks/energy.ipynb"
    assert notebook_links(page) == {"Download the notebook": copy}


def test_a_repository_on_github_opens_in_binder_and_colab(build):
    links = notebook_links(build("https://github.com/someone/qantar"))
    path = "someone/qantar/HEAD?labpath=notebooks%2Fenergy.ipynb"
    assert links["Open in Binder"] == f"https://mybinder.org/v2/gh/{path}"
    path = "someone/qantar/blob/HEAD/notebooks/energy.ipynb"
    assert links["Open in Colab"] == f"https://colab.research.google.com/github/{path}"


def test_a_repository_elsewhere_has_nothing_to_open_in(build):
    assert list(notebook_links(build("https://example.org/q"))) == ["Download the notebook"]


def test_a_downloaded_notebook_holds_what_jupyter_shows_and_no_more():
    shown = {"image/svg+xml": "<svg/>", "text/plain": "a chart"}
    output = {"output_type": "display_data", "metadata": {}}
    cell = {"cell_type": "code", "source": "draw()", "outputs": [output | {"data": shown}]}
    own = {"application/vnd.qantar.chart+json": {"title": "Coal leads"}}
    executed = cell | {"outputs": [output | {"data": shown | own}]}
    words = {"cell_type": "markdown", "source": "Coal leads."}
    copy = json.loads(without_own_outputs(json.dumps({"cells": [words, executed]}, indent=1)))
    assert copy == {"cells": [words, cell]}
