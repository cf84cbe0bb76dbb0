"""The data page and data/README.md say of every table what the package says, and words are never
markup.
"""

import re

import pandas as pd
import pytest

from qantar import data
from qantar.book.pages import datafacts, datapage
from qantar.book.pages.datareadme import readme
from qantar.book.references.links import anchor
from qantar.common.dates import day
from qantar.common.paths import DATA
from qantar.data import Package
from qantar.data.description import is_map
from qantar.sources import form

PAGE = datapage.data_page()
ENTRIES = data.package()["resources"]


def test_the_readme_agrees_with_the_package():
    assert (DATA / "README.md").read_text(encoding="utf-8") == readme(), (
        "data/README.md is out of date: make accept"
    )


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"])
def test_every_table_has_its_section_with_source_terms_and_columns(entry):
    section = PAGE.split(f"({anchor('table:' + entry['name'])})=\n")[1].split("\n(table-")[0]
    for source in entry["sources"]:
        assert f"<{source['path']}>" in section if "path" in source else True
    assert f"**Redistribution**: {entry['redistribution']}." in section
    assert day(entry["vintage"]["released"]) in section
    assert f'href="../_data/{entry["path"].rpartition("/")[2]}" download' in section
    columns = entry["properties"] if is_map(entry) else entry["schema"]["fields"]
    assert re.findall(r'<th scope="row"><code>(.*?)</code></th>', section) == [
        item["name"] for item in columns
    ]
    assert section.count("\n- ") >= len(entry["caveats"]) + 7


def test_the_page_starts_with_a_heading_since_a_directive_drops_what_precedes_one():
    assert PAGE.startswith("## ")


def test_the_page_stays_small():
    assert len(PAGE.encode()) < 300_000


def test_rows_and_range_are_counted_from_the_table():
    entry = data.resource("network_daily")
    days = data.load("network_daily")["date"]
    assert datafacts.rows(entry) == f"{len(days):,}"
    assert datafacts.covers(entry) == " – ".join(
        day(f"{one:%Y-%m-%d}") for one in (days.min(), days.max())
    )


def test_what_older_releases_said_stands_beside_the_newest():
    told = {
        (table, title, release): value
        for table, title, release, value in datafacts.revisions("KAZ", 2021)
    }
    newest = data.load("wealth_shares").set_index(["iso3", "year", "group"])["share"][
        "KAZ", 2021, "top1"
    ]
    title = "Share of net personal wealth, richest 1 % [share]"
    assert told["wealth_vintages", title, "2025-03"] == "0.2576"
    assert (
        told["wealth_vintages", title, data.resource("wealth_shares")["vintage"]["released"]]
        == f"{newest:,.4g}"
    )
    coal = [
        key[2]
        for key in told
        if key[:2] == ("electricity_vintages", "Share of coal in generation [share]")
    ]
    assert coal == ["2022", "2023", "2026"]


def test_words_of_the_package_cannot_become_markup():
    assert datapage._plain("a *b* <script> {x} [y](z) $m$ #1") == (
        r"a \*b\* \<script\> \{x\} \[y\](z) \$m\$ \#1"
    )
    assert datapage._plain("7\u202f%\n of  all") == "7\u202f% of all"
    assert "&lt;b&gt;" in datapage._table("<b>", ["<b>"], [])


def test_a_download_states_its_terms_above_the_same_table(tmp_path):
    datapage.write_downloads(tmp_path)
    lines = (tmp_path / "mining_share.csv").read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert any("redistribution: facts only" in line for line in head)
    assert (
        lines[len(head) :] == (DATA / "mining_share.csv").read_text(encoding="utf-8").splitlines()
    )
    frame = pd.read_csv(tmp_path / "mining_share.csv", comment="#")
    assert len(frame) == len(data.load("mining_share"))


def test_every_licence_has_its_meaning():
    used = {licence["name"] for entry in ENTRIES for licence in entry["licenses"]}
    assert used == set(datafacts.LICENCES)


def test_maps_are_written_the_same_way_every_time():
    package = Package(DATA)
    for entry in ENTRIES:
        if is_map(entry):
            assert (
                form.geojson_bytes(package.load_map(entry["name"]))
                == package.path(entry["name"]).read_bytes()
            )
