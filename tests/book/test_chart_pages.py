"""What stands around a chart on its page: data and sources, table, policy, vendored scripts."""

import base64
import csv
import gzip
import hashlib
import io
import json
import re
import struct
import zlib

import pytest
import vl_convert
from bs4 import BeautifulSoup
from docutils import nodes
from jinja2 import UndefinedError

from qantar import data
from qantar.book.figure import figure, listing, table
from qantar.book.figure.chartfiles import csv_text, packed, rows_csv, script
from qantar.book.pages.assets import STATIC
from qantar.book.references import source, template
from qantar.book.site import finish
from qantar.charting.colours import ACCENT, DARK
from qantar.common.errors import FigureError

# Gzipped, the chart script may weigh this much.
SCRIPT_BUDGET = 300_000


def payload(rows: list[list], **more: object) -> dict:
    return {
        "title": "Coal\nled",
        "measure": "TWh a year",
        "description": "Areas <b>of</b> power",
        "tables": ["electricity"],
        "publishers": [],
        "columns": ["year", "twh"],
        "heads": ["year", "Power (TWh)"],
        "rows": rows,
        "vega": json.dumps({"marks": [{"fill": ACCENT.upper()}]}),
        "margin": 0,
        **more,
    }


def body(rows: list[list]) -> BeautifulSoup:
    return BeautifulSoup(table.table_html(payload(rows), "a.csv"), "html.parser")


def cell(*shown: nodes.Node) -> nodes.container:
    return nodes.container(
        "", nodes.container("", *shown, classes=["cell_output"]), classes=["cell"]
    )


def test_a_phone_s_list_stands_above_the_source_of_its_chart() -> None:
    made = figure.chart_figure("", nodes.caption(), figure.chart_about())
    listed = nodes.raw("", '<ul class="qantar-phone"></ul>', format="html")
    page = nodes.section("", cell(made), cell(listed), cell(nodes.raw("", "<p></p>")))
    listing.move_lists(None, page)
    assert made.children[1] is listed
    assert len(page) == 2


def test_a_list_without_a_chart_before_it_stays() -> None:
    page = nodes.section("", cell(nodes.raw("", '<ul class="qantar-phone"></ul>')))
    listing.move_lists(None, page)
    assert len(page) == 1


def test_csv_says_where_it_comes_from_and_reads_back_unchanged() -> None:
    rows = [[2020, 1.25], [2021, None], [2022, 1e-7]]
    text = csv_text(payload(rows), ["Parameter country = KAZ"])
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert head[:2] == ["# Coal led", "# TWh a year"]
    assert any("Our World in Data" in line and "CC-BY-4.0" in line for line in head)
    assert "# Parameter country = KAZ" in head
    read = list(csv.reader(io.StringIO("\n".join(text.splitlines()[len(head) :]))))
    assert read[0] == ["year", "twh"]
    assert [[int(year), float(value) if value else None] for year, value in read[1:]] == rows


def test_table_shows_every_row_up_to_the_limit() -> None:
    soup = body([[year, year / 7] for year in range(table.MOST_ROWS)])
    assert len(soup.select("tbody tr")) == table.MOST_ROWS
    assert [cell.get_text() for cell in soup.select("th[scope=col]")] == ["year", "Power (TWh)"]
    assert soup.select_one(".q-description").get_text() == "Areas <b>of</b> power"


def test_a_long_table_has_some_years_of_each_country_and_leads_to_the_whole() -> None:
    rows = [[name, year, 0.5] for name in ("A", "B") for year in range(1900, 2001)]
    columns = ["country", "year", "share"]
    long = {**payload(rows), "columns": columns, "heads": columns}
    soup = BeautifulSoup(table.table_html(long, "a.csv"), "html.parser")
    shown = [[cell.get_text() for cell in row.select("td")] for row in soup.select("tbody tr")]
    years = [year for name, year, _share in shown if name == "A"]
    assert years == [year for name, year, _share in shown if name == "B"]
    assert (years[0], years[-1]) == ("1900", "2000")
    assert 5 <= len(years) <= 10
    assert "202 rows" in soup.get_text()
    assert soup.select("a[download]")[0]["href"] == "{charts}/a.csv"


def test_years_have_no_thousands_separator_and_counts_do() -> None:
    soup = body([[2021, 2021]])
    assert [cell.get_text() for cell in soup.select("tbody td")] == ["2021", "2,021"]


def test_words_of_a_chart_cannot_become_markup() -> None:
    assert body([[2020, "<script>alert(1)</script>"]]).select("script, b") == []


def test_credits_name_publisher_licence_and_table_with_links() -> None:
    soup = BeautifulSoup(source.credits_line(["electricity", "mining_share"]), "html.parser")
    links = {link.get_text(): link["href"] for link in soup.select("a")}
    assert links["Electricity generation by source"] == "{data-page}#table-electricity"
    assert links["CC BY 4.0"].startswith("https://creativecommons.org/")
    assert any("Our World in Data" in words for words in links)
    assert "no licence stated" in soup.get_text()


def test_the_source_line_is_short_and_leads_to_the_tables() -> None:
    soup = BeautifulSoup(source.source_line(["electricity", "mining_share"]), "html.parser")
    links = {link.get_text(): link["href"] for link in soup.select("a")}
    assert links["Ember (2026)"] == "{data-page}#table-electricity"
    assert source.plain_source_line(["electricity", "mining_share"]) == soup.get_text()
    assert "CC BY" not in soup.get_text()


def test_of_a_table_only_the_publishers_drawn_are_named() -> None:
    drawn = ["governance", "mining_share"], ["V-Dem Institute"]
    assert [words for words, _table in source.short_sources(*drawn)] == [
        "V-Dem Institute (2025)",
        "Cambridge Centre for Alternative Finance (2022)",
    ]
    told = source.credits_line(*drawn) + " ".join(source.source_text(*drawn))
    assert "v-dem.net" in told and "freedomhouse.org" not in told


def test_a_table_of_many_publishers_is_named_by_its_title() -> None:
    released = data.resource("mining_fees")["vintage"]["released"]
    assert [words for words, _table in source.short_sources(["asics", "mining_fees"])][-1] == (
        f"Digital-mining fee of Kazakhstan ({released[:4]})"
    )


def test_a_table_whose_writers_are_not_named_is_cited_reports() -> None:
    (words, _table), *others = source.short_sources(["facts"])
    assert words.startswith("cited reports (") and not others
    assert source.credits_line(["facts"]).startswith("Source: cited reports (")


def test_a_publisher_of_two_tables_is_named_once_with_both_years() -> None:
    words = [words for words, _table in source.short_sources(["mining_share", "network_power"])]
    assert words == ["Cambridge Centre for Alternative Finance (2022, 2023)"]


def test_two_tables_of_many_publishers_are_cited_reports() -> None:
    (words, table), *others = source.short_sources(["mining_fees", "tariffs"])
    assert words.startswith("cited reports (") and table == "mining_fees" and not others


def test_a_spreadsheet_gets_rows_without_comments() -> None:
    assert rows_csv(payload([[2020, True]])) == "year,twh\n2020,true\n"


def test_the_function_of_a_chart_is_read_with_its_decorators() -> None:
    code = listing.function("qantar.charting.marks", "spread")
    assert code.startswith("def spread(") and code.endswith("_places(cluster, gap)]")
    decorated = listing.function("qantar.data.datapackage", "package")
    assert decorated.startswith("@cache\ndef package(")
    with pytest.raises(FigureError, match=r"holds no qantar\.charting\.marks:missing"):
        listing.function("qantar.charting.marks", "missing")


def test_a_module_that_is_being_edited_is_named_with_its_line(tmp_path, monkeypatch):
    (tmp_path / "half.py").write_text("def whole():\n    return 1\n\ndef half(:\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(FigureError, match=r"half\.py: line 4: "):
        listing.function("half", "whole")


def test_the_lines_of_a_function_are_python_s(tmp_path, monkeypatch):
    (tmp_path / "marked.py").write_text("A = '\u2028'\n\f\ndef drawn():\n    return A\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert listing.function("marked", "drawn") == "def drawn():\n    return A"


def test_citation_and_embedding_lead_to_the_chart() -> None:
    site, address = "https://example.org/", "https://example.org/index.html#fig-a"
    cited = listing.citation("Coal led.", "2026-11-22", address).replace("\u00a0", " ")
    assert cited.endswith(f"“Coal led”, Qantar, edition of 22 November 2026, {address}")
    shown = listing.embedding("fig-a", 'A "line" <b>', site, address)
    soup = BeautifulSoup(shown, "html.parser")
    assert soup.a["href"] == address
    assert soup.img["src"] == "https://example.org/_charts/fig-a.png"
    assert soup.img["alt"] == 'A "line" <b>'


def test_a_book_without_an_address_offers_nothing_to_embed() -> None:
    assert listing.embedding("fig-a", "", "", "index.html#fig-a") == ""
    about = {"files": "f", "source": "", "credits": "c", "table": "t", "cell": "", "code": "m"}
    words = template.render(
        "chart_about.html", label="fig-a", function="", citation="c", embed="", **about
    )
    assert "<pre" not in words and "another page" not in words


def test_what_stands_below_a_chart_is_escaped() -> None:
    about = {"files": "f", "source": "<i>", "credits": "c", "table": "t", "cell": "", "code": "m"}
    words = template.render(
        "chart_about.html", label="fig-a", function="x < y", citation="“a<b>”", embed="<a>", **about
    )
    soup = BeautifulSoup(words, "html.parser")
    assert [one.get_text() for one in soup.select("summary")] == [
        "Data",
        "Table",
        "Code",
        "Picture",
    ]
    assert soup.select("b, i") == [] and soup.pre.get_text() == "<a>"
    with pytest.raises(UndefinedError):
        template.render("chart_about.html", label="fig-a")


def test_live_script_carries_dark_partners_of_the_colours_it_uses_and_no_others() -> None:
    text = script("fig-a", payload([]))
    assert text.startswith('qantarChart("fig-a",{') and text.endswith("});\n")
    assert DARK[ACCENT] in text
    assert text.count("#") == 3, "the colour drawn, its light name and its dark partner"


def _chunks(picture: bytes) -> list[tuple[bytes, bytes]]:
    found, start = [], 8
    while start < len(picture):
        (length,) = struct.unpack_from(">I", picture, start)
        kind, content = picture[start + 4 : start + 8], picture[start + 8 : start + 8 + length]
        checksum = zlib.crc32(kind + content).to_bytes(4, "big")
        assert picture[start + 8 + length : start + 12 + length] == checksum
        found.append((kind, content))
        start += length + 12
    return found


def test_a_packed_picture_is_smaller_and_has_every_pixel() -> None:
    square = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><text y="90">Coal'
    drawn = vl_convert.svg_to_png(f"{square}</text></svg>", scale=2)
    small = packed(drawn, 6)
    assert len(small) < len(drawn) / 2
    before, after = _chunks(drawn), _chunks(small)
    pixels = [b"".join(body for kind, body in part if kind == b"IDAT") for part in (before, after)]
    assert zlib.decompress(pixels[0]) == zlib.decompress(pixels[1])
    others = [[chunk for chunk in part if chunk[0] != b"IDAT"] for part in (before, after)]
    assert others[0] == others[1]


def test_policy_allows_the_inline_scripts_of_its_page_and_nothing_else() -> None:
    page = (
        "<head><meta charset='utf-8' /><script>let a = 1;</script>"
        '<script src="a.js"></script><script type="application/json">{}</script></head>'
    )
    allowed = finish.policy(page)
    right = base64.b64encode(hashlib.sha256(b"let a = 1;").digest()).decode()
    assert re.findall(r"'sha256-([^']+)'", allowed) == [right]
    assert "unsafe-eval" not in allowed
    assert "script-src 'self' 'sha256-" in allowed
    assert re.search(r"script-src [^;]*unsafe-inline", allowed) is None


def test_policy_stands_before_the_first_script() -> None:
    page = finish.with_policy('<head><meta charset="utf-8"><script>1</script></head>')
    assert 0 < page.index("Content-Security-Policy") < page.index("<script>")


def test_a_page_without_a_character_set_gets_its_policy_too() -> None:
    assert "Content-Security-Policy" in finish.with_policy(
        "<html><head><title>x</title></head></html>"
    )


@pytest.mark.parametrize(
    "name",
    [
        *("charts/charts.js", "charts/maps.js", "mathjax/tex-chtml.js"),
        *("theme.css", "theme.rtl.css", "fonts/vazirmatn.woff2"),
    ],
)
def test_vendored_files_are_the_ones_that_the_notice_names(name: str) -> None:
    notice = (STATIC / "NOTICE").read_text(encoding="utf-8")
    named = re.search(rf"^{re.escape(name)}\n  sha256 ([0-9a-f]{{64}})$", notice, re.MULTILINE)
    assert named and named[1] == hashlib.sha256((STATIC / name).read_bytes()).hexdigest()


def test_chart_script_keeps_its_budget() -> None:
    assert len(gzip.compress((STATIC / "charts" / "charts.js").read_bytes(), 9)) <= SCRIPT_BUDGET


def test_the_mirrored_theme_is_that_of_other_pages() -> None:
    sheets = [
        (STATIC / name).read_text(encoding="utf-8") for name in ("theme.css", "theme.rtl.css")
    ]
    of_pages, mirrored = (re.findall(r"([^{}]+)\{", sheet) for sheet in sheets)
    assert of_pages == mirrored, "after a change of theme.css: node mirror.js in the bundle"
