"""The frames of the test: who began when, what each region had, and how far it lay."""

import pandas as pd
import pytest

from qantar import data
from qantar.chapters.wealth import regions, unrest
from qantar.report.chapter import Tables
from qantar.report.parameters import model_for, validate


@pytest.fixture(scope="module")
def tables():
    names = ("regions", "lpg_prices", "region_areas", "unrest_regions", "mobilisation")
    return {name: data.load(name) for name in (*names, "inequality", "macro")}


@pytest.fixture(scope="module")
def given(tables):
    return unrest.predictors(tables["regions"], tables["lpg_prices"], tables["region_areas"])


def test_all_seventeen_regions_have_all_predictors(given):
    assert given.shape == (17, len(unrest.PREDICTORS))
    assert list(given.columns) == list(unrest.PREDICTORS)


def test_the_predictors_point_towards_more_unrest(given):
    """Poverty rose in Mangystau from 4.3 to 8.6 %, its gas was among the cheapest, and nothing is
    nearer to it than itself.
    """
    first = given.loc[regions.FIRST_REGION]
    assert first["poverty_rise"] == pytest.approx(4.3)
    assert first["cheap_gas"] == given["cheap_gas"].max() == -50
    assert first["nearness"] == given["nearness"].max() == 0


def test_distances_are_those_on_the_map(tables):
    """Centres about 1,900 km apart: Mangystau and Almaty; parts of a split region share theirs."""
    found = unrest.distances(tables["region_areas"], "Mangystau")
    assert 1700 < found["Almaty city"] < 2100
    assert found["Turkistan"] == found["Shymkent city"] > 0


def test_a_quarter_of_a_meridian_is_ten_thousand_km():
    areas = pd.DataFrame(
        {
            "region": ["A", "South Kazakhstan"],
            "longitude": [10.0, 10.0],
            "latitude": [0.0, 90.0],
        }
    )
    assert unrest.distances(areas, "A")["Turkistan"] == pytest.approx(10_007.5, abs=1)


def test_the_first_region_is_first_and_undated_ones_are_last(tables, given):
    happened = unrest.outcomes(tables["unrest_regions"], given.index)
    assert happened["start"].idxmax() == regions.FIRST_REGION
    missing = unrest.undated(tables["unrest_regions"], given.index)
    assert sorted(missing) == ["Akmola", "Turkistan"]
    assert set(happened.index[happened["start"] == happened["start"].min()]) == set(missing)


def test_attacks_and_deaths_are_those_published(tables, given):
    happened = unrest.outcomes(tables["unrest_regions"], given.index)
    assert happened["attack"].isin([0, 1]).all() and happened["attack"].sum() == 8
    assert happened["attack"]["Mangystau"] == 0
    dead = happened["deaths"][happened["deaths"] > 0]
    assert sorted(dead) == [17, 20, 26, 151]
    assert dead.idxmax() == "Almaty city"


def test_a_count_that_is_a_bound_is_no_outcome():
    rows = pd.DataFrame(
        [
            ("A", "first_protest_day", "exact", 2.0),
            ("B", "first_protest_day", "exact", 4.0),
            ("A", "attacked", "exact", 1.0),
            ("B", "attacked", "exact", 0.0),
            ("A", "deaths", "at least", 9.0),
            ("B", "deaths", "exact", 3.0),
        ],
        columns=["region", "measure", "bound", "value"],
    )
    found = unrest.outcomes(rows, ["A", "B", "C"])
    assert found["deaths"].tolist() == [0, 3, 0]
    assert found["start"].tolist() == [-2, -4, -5]


def test_the_verdicts_of_both_tests(tables):
    p = validate("wealth", model_for("wealth"), {"permutations": 1000})
    tested, verdict = unrest.regions_tested(Tables(**tables), p)
    assert verdict == "cannot separate"
    assert tested["outcome"].unique().tolist() == list(unrest.OUTCOMES) and len(tested) == 15
    _frame, verdict = unrest.countries_tested(Tables(**tables), p)
    assert verdict == "speaks against"


def test_the_poorest_region_waited(tables):
    assert unrest.poorest_undated(Tables(**tables)) == "Turkistan"


def test_countries_have_all_four_numbers(tables):
    frame = unrest.countries(tables["mobilisation"], tables["inequality"], tables["macro"])
    assert len(frame) > 140 and frame.notna().all(axis=None)
    assert frame.loc["KAZ", "gdp_per_head"] == pytest.approx(10_300, rel=0.05)
    assert frame["survey_gini"].between(0.2, 0.65).all()


def test_changes_are_late_means_minus_early_ones():
    years = [*range(2008, 2013), *range(2018, 2023)]
    scores = pd.DataFrame({"iso3": "AAA", "year": years, "score": [1.0] * 5 + [3.0] * 5})
    ginis = pd.DataFrame(
        {"iso3": "AAA", "year": years, "value": [0.4] * 5 + [0.3] * 5, "source": "SWIID"}
    )
    found = unrest.changes(scores, ginis)
    assert found.loc["AAA"].tolist() == pytest.approx([2.0, -0.1])
