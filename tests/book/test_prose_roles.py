"""Roles and directives of prose, on a small book of their own."""

import json
import re
from dataclasses import replace

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from qantar import data
from qantar.common.paths import ROOT
from qantar.report import figures
from qantar.report.figure_list import default_spec, number_text, range_text, unit_text
from qantar.report.figures import Figure
from qantar.report.sentences import shown

CONF = """
extensions = ["myst_parser", "qantar.book.prose", "qantar.book.site.reading"]
myst_enable_extensions = ["colon_fence"]
def setup(app):
    app.add_config_value("qantar_edition", "kazakhstan", "env")
"""
TITLE = "# Page\n\n"
FIGURE = Figure(
    "energy.coal_share",
    0.6413,
    "share",
    "2021",
    ("electricity",),
    "coal's <share>",
    0.6,
    0.68,
    "vintages",
)
MADE = replace(
    FIGURE, id="energy.coal_twh", made_by="qantar.chapters.energy.electricity:main_source"
)
GAP = Figure("energy.gap", None, "MW", "2021", ("electricity",), "missing here")


@pytest.fixture
def build(tmp_path):
    """Builds pages given by name; returns (HTML by name, warnings)."""
    source = tmp_path / "src"
    (source / "book").mkdir(parents=True)
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    figures.write([FIGURE, MADE, GAP], tmp_path / "figures.json")

    def run(**pages):
        pages = {
            "book/figures": TITLE + "```{key-figures}\n```\n\n```{cited-facts}\n```\n",
            **pages,
        }
        for name, text in pages.items():
            (source / f"{name}.md").write_text(text, encoding="utf-8")
        log = (tmp_path / "warnings.txt").open("w+", encoding="utf-8")
        settings = {"qantar_figures": str(tmp_path / "figures.json")}
        with docutils_namespace():
            Sphinx(
                source, source, tmp_path / "out", tmp_path / "trees", "html",
                confoverrides=settings, status=None, warning=log,
            ).build()  # fmt: skip
        log.seek(0)
        texts = {
            name: (tmp_path / "out" / f"{name}.html").read_text(encoding="utf-8") for name in pages
        }
        warned = [line for line in log.read().splitlines() if "included in any toctree" not in line]
        return texts, warned

    return run


def test_a_figure_shows_its_value_and_leads_to_its_definition(build):
    pages, warned = build(
        index=TITLE
        + "Coal gave {figure}`energy.coal_share:.0%` in {figure}`energy.coal_share.as_of`."
    )
    assert warned == []
    link = re.search(
        r'<a class="[^"]*qantar-number[^"]*" href="([^"]+)" title="([^"]+)">64\u202f%</a>',
        pages["index"],
    )
    assert link, pages["index"]
    page, anchor = link[1].split("#")
    assert page == "book/figures.html"
    assert f'id="{anchor}"' in pages["book/figures"]
    assert link[2].startswith("coal's &lt;share&gt;") and "range over releases" in link[2]


def test_a_definition_leads_to_the_line_where_the_function_that_computes_it_begins(build):
    pages, _warned = build(index=TITLE)
    (link,) = re.findall(
        r'href="\.\./_code/(qantar\.chapters\.[\w.]+)\.html#L(\d+)"', pages["book/figures"]
    )
    lines = (
        (ROOT / "src" / f"{link[0].replace('.', '/')}.py").read_text(encoding="utf-8").splitlines()
    )
    assert lines[int(link[1]) - 1].startswith("def main_source(")


def test_a_figure_without_value_says_so(build):
    pages, warned = build(index=TITLE + "{figure}`energy.gap:.0f` MW")
    assert warned == [] and "not available" in pages["index"]


@pytest.mark.parametrize(
    "role",
    [
        "{figure}`energy.cool_share`",
        "{figure}`energy.coal_share.colour`",
        "{fact}`EN999`",
        "{param}`energy.colour`",
        "{verdict}`c99`",
        "{shown}`64 % <figure:energy.cool_share>`",
    ],
)
def test_an_unknown_id_is_a_warning_which_fails_the_build(build, role):
    _, warned = build(index=TITLE + role)
    assert len(warned) == 1 and "WARNING" in warned[0], warned


def test_a_quoted_fact_is_listed_with_its_source_and_others_are_not(build):
    pages, warned = build(index=TITLE + "{fact}`EN039:,.0f` {fact}`EN039.unit`")
    assert warned == []
    assert re.search(r'href="book/figures.html#fact-en039"[^>]*>1,500</a>', pages["index"])
    assert (
        'id="fact-en039"' in pages["book/figures"]
        and 'id="fact-en038"' not in pages["book/figures"]
    )


def test_a_weak_fact_is_marked_where_it_is_shown(build):
    facts = data.load("facts")
    weak = facts.loc[facts["confidence"] == "low", "id"].iloc[0]
    pages, _ = build(index=TITLE + f"{{fact}}`{weak}`")
    assert "(unconfirmed)" in pages["index"]


def test_a_glossary_term_shows_its_definition_on_hover(build):
    glossary = TITLE + ":::{glossary}\nhash rate\n  Guesses a second.\n:::\n"
    pages, warned = build(index=TITLE + "the {term}`hash rate`", **{"book/glossary": glossary})
    assert warned == []
    assert re.search(
        r'<a class="[^"]*qantar-term[^"]*"[^>]* title="Guesses a second\."', pages["index"]
    )


def test_the_edition_without_a_figures_page_still_shows_the_number(build, tmp_path):
    pages, warned = build(
        index=TITLE + "{figure}`energy.coal_share:.0%`", **{"book/figures": TITLE}
    )
    assert warned == [] and "64\u202f%" in pages["index"]


def test_text_from_figures_is_escaped(build):
    pages, _ = build(index=TITLE)
    assert (
        "coal’s &lt;share&gt;" in pages["book/figures"]
        or "coal&#39;s &lt;share&gt;" in pages["book/figures"]
    )
    assert json.dumps("<share>") not in pages["book/figures"]


@pytest.mark.parametrize(
    ("value", "unit", "words"), [(2030, "troops", "2,030"), (2019, "year", "2019")]
)
def test_counts_have_commas_and_years_have_none(value, unit, words):
    figure = Figure("country.x", value, unit, "2022", (), "something counted")
    assert shown(figure.value, default_spec(figure)) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (12, "rank", "No. 12"),
        (2019, "year", "2019"),
        (0.272, "0 to 1", "0.272 (0 to 1)"),
        (1.0, "probability", "1 (probability)"),
        (0.1871, "Theil T", "0.1871 (Theil T)"),
        (-0.259, "V-Dem score", "\u22120.259 (V-Dem score)"),
        (0.0804, "fraction a year", "8.0\u202f% a year"),
        (0.5, "share of time", "50.0\u202f%"),
        (-0.292, "share of time", "none (below 0)"),
        (1.064, "share of time", "none (above 100\u202f%)"),
        (3.0, "MW", "3 MW"),
    ],
)
def test_a_number_in_a_table_has_a_unit_that_reads(value, unit, words):
    figure = Figure("country.x", value, unit, "2022", (), "something counted")
    number = number_text(figure, value, default_spec(figure))
    assert number + unit_text(figure) == words


def test_a_range_whose_ends_read_alike_is_told_once():
    figure = Figure("country.x", -0.2, "share of time", "2022", (), "w", -0.3, -0.1, "methods")
    assert range_text(figure, ".1%").startswith("none (below 0) (")


def test_a_data_table_shows_chosen_columns_and_links_sources(build):
    lines = ":columns: made_on statement\n:widths: 20 60\n"
    pages, warned = build(index=TITLE + f"```{{data-table}} forecasts\n{lines}```\n")
    row = data.load("forecasts").iloc[0]
    assert warned == []
    assert row["statement"] in pages["index"].replace("\N{NO-BREAK SPACE}", " ")
    assert f'href="{row["source_url"]}"' in pages["index"]
    assert "What happened" not in pages["index"]


def test_a_data_table_puts_joined_columns_in_one_cell_and_months_in_words(build):
    lines = ":columns: date+label topic\n:widths: 30 50\n"
    pages, warned = build(index=TITLE + f"```{{data-table}} mining_policy\n{lines}```\n")
    row = BeautifulSoup(pages["index"], "html.parser").select_one("tbody tr")
    cell = row.select_one("td")
    assert warned == []
    first = data.load("mining_policy").iloc[0]
    assert first["precision"] == "month"
    assert [one.get_text() for one in cell.select("p")] == ["May\u00a02021", first["label"]]


def test_a_data_table_names_an_unknown_column(build):
    body = "```{data-table} forecasts\n:columns: made_up\n:widths: 20\n```\n"
    _pages, warned = build(index=TITLE + body)
    assert "forecasts has no column 'made_up'" in warned[0]


def test_takeaways_are_three_points_in_a_box_with_their_numbers_linked(build):
    points = "\n".join(f"{n}. Coal: {{figure}}`energy.coal_share:.0%`" for n in (1, 2, 3))
    pages, warned = build(index=f"{TITLE}:::{{takeaways}}\n{points}\n:::\n")
    box = BeautifulSoup(pages["index"], "html.parser").select_one("div.q-takeaways")
    assert warned == []
    assert box.select_one(".q-takeaways-title").get_text() == "Three takeaways"
    assert len(box.select("ol > li a.qantar-number")) == 3


@pytest.mark.parametrize("inside", ["1. One\n2. Two", "Words\n\n1. One\n2. Two\n3. Three", ""])
def test_takeaways_that_are_not_three_points_are_refused(build, inside):
    _, warned = build(index=f"{TITLE}:::{{takeaways}}\n{inside}\n:::\n")
    assert any("takeaways" in line or "content" in line.lower() for line in warned)


def test_all_key_figures_can_be_downloaded_with_their_definitions(build, tmp_path):
    pages, _ = build(index=TITLE)
    links = BeautifulSoup(pages["book/figures"], "html.parser").select("a[download]")
    files = [(tmp_path / "out" / "book" / link["href"]).resolve() for link in links]
    assert [file.name for file in files] == ["key-figures.csv", "key-figures.json"]
    table = pd.read_csv(files[0]).set_index("id")
    assert files[0].read_bytes().startswith(b"\xef\xbb\xbf")
    assert table.loc["energy.coal_share", ["value", "definition"]].tolist() == [
        0.6413,
        "coal's <share>",
    ]
    assert list(figures.read(files[1])) == sorted(table.index)
