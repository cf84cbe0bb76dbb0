"""Tables and words as pages show them: one head, no row numbers, lists on a phone, whole dates."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from docutils import nodes

from qantar.book.pages.frames import readable
from qantar.book.prose import stacked
from qantar.book.prose.unbroken import unbroken
from qantar.book.references import template
from qantar.book.references.nodetable import table


def cells(frame: pd.DataFrame) -> list[list[str]]:
    rows = BeautifulSoup(readable(frame.to_html()), "html.parser").select("tr")
    return [[cell.get_text() for cell in row.select("th, td")] for row in rows]


def test_the_name_of_an_index_stands_above_its_column():
    named = pd.DataFrame({"dead": [225]}, index=pd.Index(["15 Jan"], name="date"))
    assert cells(named) == [["date", "dead"], ["15 Jan", "225"]]


def test_the_common_name_of_columns_stands_beside_the_indexs():
    hours = pd.DataFrame({"offline": [108.5]}, index=pd.Index(["Almaty"], name="City"))
    assert cells(hours.rename_axis(columns="Hours"))[0] == ["Hours, by city", "offline"]


def test_numbers_of_rows_are_left_out_and_gaps_are_dashes():
    counted = pd.DataFrame({"fee": [None, 2.0]}, index=[16, 17])
    assert cells(counted) == [["fee"], ["–"], ["2.0"]]


def test_numbers_below_zero_have_the_minus_of_the_text():
    found = pd.DataFrame({"r": [-0.05], "when": ["-"]}, index=pd.Index([-2], name="hour"))
    assert cells(found)[1] == ["\u22122", "\u22120.05", "-"]


@pytest.mark.parametrize(
    "shown", ["≥ 2", "4–6.6", "\u200e≥\u200e 2", "4\u200e–\u200e6.6\u200f\u202f٪"]
)
def test_ranges_and_limits_are_columns_of_numbers(shown):
    made = BeautifulSoup(readable(pd.DataFrame({"EH/s": [shown]}).to_html()), "html.parser")
    assert made.td["class"] == ["q-n"]


def test_an_index_of_words_stays():
    assert cells(pd.DataFrame({"mw": [1]}, index=["old"])) == [["", "mw"], ["old", "1"]]


def stack(*heads: str) -> nodes.document:
    document = nodes.document(None, None)
    document += table(heads, [[f"{head} as told here" for head in heads]], [1] * len(heads))
    stacked.name_cells(None, document)
    return document


def test_cells_of_a_wide_table_carry_their_columns_names():
    wide = stack("Date", "Firm", "What it did", "Source")
    assert "q-stacked" in next(wide.findall(nodes.table))["classes"]
    labels = [one.astext() for one in wide.findall(nodes.inline)]
    assert labels == ["Firm: ", "What it did: ", "Source: "]


def test_a_table_of_three_columns_stays_a_table():
    narrow = stack("Date", "What happened", "Source")
    assert not list(narrow.findall(nodes.inline))


@pytest.mark.parametrize(("kind", "labels"), [("", ["As of: "]), ("qantar-key-figures", [])])
def test_a_value_and_a_date_need_no_name_of_their_column(kind, labels):
    row = ("figure-energy-coal", [["energy.coal"], ["<64 %>", "60 to 70"], ["2021"]])
    values = {"heads": ("Key figure", "Value", "As of"), "widths": (45, 35, 20), "kind": kind}
    html = template.render("key_figures.html", rows=[row], **values)
    made = BeautifulSoup(html, "html.parser")
    assert made.select_one("td p#figure-energy-coal").get_text() == "energy.coal"
    assert made.select("td p")[2].get_text() == "60 to 70"
    assert [one.get_text() for one in made.select("td:last-child .q-label")] == labels


def test_a_long_name_makes_three_columns_a_list():
    assert list(stack("shutdown_after_per_h", "Value", "Source").findall(nodes.inline))


def listed(counted: pd.DataFrame) -> list[str]:
    made = BeautifulSoup(readable(counted.to_html(index=False)), "html.parser")
    assert bool(made.select("table.q-stacked")) == bool(made.select(".q-label"))
    return [cell.get_text() for cell in made.select("tbody td")]


def test_a_frame_of_words_too_wide_for_a_phone_is_a_list():
    told = {"When": "May 2023", "Counted by": "Hashrate Index", "Of what": "an analyst's estimate"}
    wide = pd.DataFrame([{**told, "Power (MW)": "426–709", "Remark": ""}])
    assert listed(wide)[1::2] == ["Counted by: Hashrate Index", "Power (MW): 426–709"]
    assert listed(wide)[-1] == ""


def test_a_frame_of_numbers_stays_a_table():
    costs = pd.DataFrame({f"Months until the decision {n}": ["0.2150–0.2345"] for n in range(5)})
    assert listed(costs)[1] == "0.2150–0.2345"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("on 5 Jan 2022 at 10:30 UTC", "on 5\u00a0Jan\u00a02022 at 10:30\u00a0UTC"),
        ("14 % less, 12.1 Mt", "14\u202f% less, 12.1\u00a0Mt"),
        ("2022 MWh of 3 May", "2022\u00a0MWh of 3\u00a0May"),
        ("in 2021 Mtwara", "in 2021 Mtwara"),
        (" = ", "\u00a0=\u00a0"),  # between a formula and the number that a role prints
    ],
)
def test_a_number_keeps_its_unit_on_its_line(text, whole):
    assert unbroken(text) == whole
