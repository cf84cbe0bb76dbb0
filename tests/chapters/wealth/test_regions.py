"""Regions formed later are put together by people, and indices take the right regions."""

from types import SimpleNamespace

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


def test_population_of_the_regions_adds_up_to_the_countrys(real):
    people = real[real["indicator"] == regions.PEOPLE].pivot(
        index="region", columns="year", values="value"
    )
    parts = people.drop(index=regions.COUNTRY).sum()
    assert parts.to_numpy() == pytest.approx(people.loc[regions.COUNTRY].to_numpy(), rel=1e-3)


def test_the_focus_skips_what_a_region_has_no_figure_for(real):
    assert set(regions.focus(real, "Abai", 2021)["indicator"]) == {regions.WAGE, regions.POVERTY}
    assert len(regions.focus(real, "Mangystau", 2021)) == 5


def test_regions_of_2022_join_those_they_came_from(real):
    """Poverty of 2022 for Karaganda: its own and Ulytau's, weighted by people."""
    joined = regions.as_before_2022(real, regions.POVERTY, 2022)
    assert len(joined) == 17 and not set(regions.BEFORE_2022) & set(joined.index)
    poverty = regions.in_year(real, regions.POVERTY, 2022)[["Karaganda", "Ulytau"]]
    people = regions.in_year(real, regions.PEOPLE, 2022)[["Karaganda", "Ulytau"]]
    assert joined["Karaganda"] == pytest.approx((poverty * people).sum() / people.sum())
    assert joined["Mangystau"] == regions.in_year(real, regions.POVERTY, 2022)["Mangystau"]


def test_a_year_of_the_old_regions_is_left_as_it_is(real):
    kept = regions.as_before_2022(real, regions.GINI, 2021)
    assert kept.equals(regions.in_year(real, regions.GINI, 2021).drop(regions.COUNTRY))


def test_real_income_divides_by_the_prices_of_the_country():
    """Income doubles while prices rise by a quarter: 2 / 1.25 = 1.6."""
    income = [(regions.INCOME, "A", 2013, 10.0), (regions.INCOME, "A", 2014, 20.0)]
    income += [(regions.INCOME, "B", 2014, 7.0)]
    prices = pd.DataFrame(
        [("KAZ", "inflation", 2013, 0.5), ("KAZ", "inflation", 2014, 0.25)],
        columns=["iso3", "indicator", "year", "value"],
    )
    found = regions.real_income(table(income), prices, 2013)
    assert found["region"].tolist() == ["A", "A"]
    assert found["index"].tolist() == [pytest.approx(100), pytest.approx(160)]


@pytest.mark.parametrize(
    ("own", "country", "poorer"), [(0.07, 0.05, True), (0.05, 0.05, False), (None, 0.05, False)]
)
def test_a_region_is_poorer_above_the_countrys_poverty(own, country, poorer):
    values = {"region.poverty_now": own, "region.poverty_country_now": country}
    figures = {name: SimpleNamespace(value=value) for name, value in values.items()}
    assert regions.poorer_now(figures) is poorer
