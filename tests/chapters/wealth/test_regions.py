"""Regions that were split or formed later are put together by people, and the indices take the
right ones.
"""

import pandas as pd
import pytest

from qantar import data
from qantar.chapters.wealth import regions
from qantar.chapters.wealth.distribution import theil


def table(rows):
    return pd.DataFrame(rows, columns=["indicator", "region", "year", "value"])


@pytest.fixture(scope="module")
def real():
    return data.load("regions")


def test_joined_regions_are_weighted_by_people():
    values = pd.Series({"Turkistan": 1.0, "Shymkent city": 4.0, "Atyrau": 9.0})
    people = pd.Series({"Turkistan": 200, "Shymkent city": 100, "Atyrau": 50})
    joined = regions.merged(values, people, regions.BEFORE_2018)
    assert joined.to_dict() == {"South Kazakhstan": pytest.approx(2.0), "Atyrau": 9.0}


@pytest.mark.parametrize(("year", "number"), [(2010, 16), (2017, 16), (2018, 17), (2021, 17)])
def test_all_indicators_stand_for_the_regions_of_the_year(real, year, number):
    compared = regions.compare(real, year)
    assert compared.groupby("indicator")["region"].nunique().eq(number).all()
    assert regions.COUNTRY not in set(compared["region"])


@pytest.mark.parametrize("year", [2010, 2021, 2022])
def test_the_old_outline_always_has_its_sixteen_regions(real, year):
    outline = {
        feature["properties"]["region"] for feature in data.load_map("map_regions")["features"]
    }
    drawn = regions.on_old_outline(real, year)
    assert all(set(rows["region"]) == outline for _name, rows in drawn.groupby("indicator"))
    assert drawn[["value", "relative"]].notna().all(axis=None)


def test_the_map_keeps_the_country_total_of_the_joined_regions(real):
    people = regions.in_year(real, regions.PEOPLE, 2021)
    output = regions.in_year(real, regions.OUTPUT, 2021)
    south = ["Turkistan", "Shymkent city"]
    by_hand = (output[south] * people[south]).sum() / people[south].sum()
    drawn = (
        regions.on_old_outline(real, 2021).query("indicator == @regions.OUTPUT").set_index("region")
    )
    assert drawn.loc["South Kazakhstan", "value"] == pytest.approx(by_hand)


def test_theil_leaves_out_the_country_row_and_the_named_regions():
    rows = [
        ("population", name, 2020, people)
        for name, people in (("A", 1), ("B", 1), ("C", 2), ("Kazakhstan", 4))
    ]
    rows += [
        ("grp_per_head_kzt", name, 2020, value) for name, value in (("A", 3), ("B", 1), ("C", 9))
    ]
    rows += [("grp_per_head_kzt", "Kazakhstan", 2020, 5.5)]
    assert regions.between_theil(table(rows), regions.OUTPUT, 2020) == (
        pytest.approx(theil([1, 1, 2], [3, 1, 9])),
        3,
    )
    assert regions.between_theil(table(rows), regions.OUTPUT, 2020, ["C"]) == (
        pytest.approx(theil([1, 1], [3, 1])),
        2,
    )


def test_every_year_of_output_has_the_people_of_the_same_regions(real):
    """A region without its people would silently fall out of the index."""
    output = real[(real["indicator"] == regions.OUTPUT) & (real["region"] != regions.COUNTRY)]
    expected = output.groupby("year").size()
    found = (
        regions.theil_over_time(real, ["Atyrau"])
        .query("series == 'output'")
        .set_index("year")["regions"]
    )
    assert found.to_dict() == expected.to_dict()


def test_population_of_the_regions_adds_up_to_the_countrys(real):
    people = real[real["indicator"] == regions.PEOPLE].pivot(
        index="region", columns="year", values="value"
    )
    parts = people.drop(index=regions.COUNTRY).sum()
    assert parts.to_numpy() == pytest.approx(people.loc[regions.COUNTRY].to_numpy(), rel=1e-3)


def test_the_focus_skips_what_a_region_has_no_figure_for(real):
    assert set(regions.focus(real, "Abai", 2021)["indicator"]) == {regions.WAGE, regions.POVERTY}
    assert len(regions.focus(real, "Mangystau", 2021)) == 5
