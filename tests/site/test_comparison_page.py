"""The page that compares the editions: accessible, whole at any width, and honest about gaps and
doubts.
"""

import browsing
import pytest
from bs4 import BeautifulSoup

from qantar.book.pages import comparison as index
from qantar.report import figures
from qantar.report.figures import Figure

TABLES = ("countries",)
# A country whose share the map's publisher doubts, one with every column, one that the mining map
# does not name and whose carbon intensity is doubtful.
EDITIONS = {
    "germany": {
        "mining.share_2021_08": 0.045,
        "energy.carbon_intensity": 394.9,
        "ratio": 0.97,
    },
    "usa": {"mining.share_2021_08": 0.354, "energy.carbon_intensity": 423.8, "ratio": 1.06},
    "uzbekistan": {
        "mining.share_2021_08": None,
        "energy.carbon_intensity": 1150.5,
        "ratio": 2.3,
    },
}


def _written(folder, values):
    named = {"energy.carbon_intensity_ratio": values["ratio"], **values}
    known = [
        Figure(name, named.get(name, 0.5), "share", "2021", TABLES, "a figure for this test")
        for name in (
            *(name for name, _spec, _heading in index.COLUMNS),
            "energy.carbon_intensity_ratio",
        )
    ]
    folder.mkdir(parents=True)
    figures.write(known, folder / "figures.json")


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The page over three editions, in a folder of its own."""
    folder = tmp_path_factory.mktemp("editions")
    for name, values in EDITIONS.items():
        _written(folder / name, values)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "BUILD", folder)
        return index.write_index(list(EDITIONS))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_page_is_whole_and_accessible(page, chromium, width, scheme):
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    view = context.new_page()
    browsing.open_whole(view, page.as_uri())
    problems = browsing.layout(view) + browsing.headings(view) + browsing.violations(view)
    context.close()
    assert problems == []


def test_a_gap_and_a_doubtful_number_are_marked_in_their_row_only(page):
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    rows = {row.th.get_text(): row.get_text(" ") for row in soup.select("tbody tr")}
    assert "1,150" in rows["Uzbekistan"] and "doubtful" in rows["Uzbekistan"]
    assert "not in the tables" in rows["Uzbekistan"]
    assert rows["Germany"].count("doubtful") == 1
    assert (
        "doubtful" not in rows["United States"] and "not in the tables" not in rows["United States"]
    )
