"""The chapter's figures: published values, ranges, dated names, and countries with gaps."""

import pytest

from qantar import data
from qantar.chapters.wealth import few as few_module
from qantar.chapters.wealth import figures as wealth
from qantar.chapters.wealth.few import Few
from qantar.chapters.wealth.peers import gaps
from qantar.common.errors import ParameterError
from qantar.report.parameters import model_for, validate


@pytest.fixture(scope="module")
def tables():
    return {name: data.load(name) for name in wealth.TABLES}


def figures(tables, **values):
    parameters = validate("wealth", model_for("wealth"), values)
    return {figure.id: figure for figure in wealth.figures(tables, parameters)}


@pytest.fixture(scope="module")
def kazakhstan(tables):
    return figures(tables)


PUBLISHED = {
    "wealth.top1_2021": (0.2707, 1e-4),
    "wealth.top10_2021": (0.6007, 1e-4),
    "wealth.bottom50_2021": (0.0456, 1e-4),
    "wealth.gini_2021": (0.7476, 1e-4),
    "wealth.gini_ubs_2022": (0.774, 1e-3),
    "income.gini_wb_latest": (0.292, 1e-3),
    "income.gini_deciles_2018": (0.2779, 0.003),
    "income.gini_trapezoid_2018": (0.2719, 1e-4),
    "wealth.billionaires_usd_bn": (16.9, 0.05),
    "wealth.billionaires_people": (5, 0),
    "wealth.billionaires_gdp_2021": (16.9 / 197.1, 1e-3),
    "wealth.billionaires_wealth_2021": (16.9 / 558, 1e-6),
    "macro.resource_rents_2021": (0.268, 1e-3),
    "macro.oil_rents": (0.1484, 1e-4),
    "region.grp_ratio_2021": (16037.4 / 1363.1, 1e-3),
    "region.number": (17, 0),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_figure_is_what_its_publisher_says(kazakhstan, name):
    value, tolerance = PUBLISHED[name]
    assert kazakhstan[name].value == pytest.approx(value, abs=tolerance)


def test_the_three_ways_by_hand(kazakhstan):
    """S1 = 0.2707, S10 = 0.6007; f = 162 / 12.3 million; Forbes: 5 people with 16.9 of 558 bn."""
    fraction = 162 / 12.3e6 / 0.01
    pareto = 0.2707 * fraction**0.3461664
    assert kazakhstan["wealth.pareto_alpha_2021"].value == pytest.approx(
        1 / (1 - 0.3461664), rel=1e-5
    )
    claim = kazakhstan["wealth.share_162_pareto"]
    assert claim.value == pytest.approx(pareto, rel=1e-4)
    listed = (16.9 / 558) * (162 / 5) ** 0.216637
    assert claim.high == pytest.approx(listed, rel=1e-4)
    older = 0.2576 * fraction**0.361523
    assert claim.low == pytest.approx(older, rel=1e-4)
    assert claim.range_kind == "methods"
    assert kazakhstan["wealth.claim_bound"].value == 0.2707


def test_two_releases_are_a_range_named_so(kazakhstan):
    top1 = kazakhstan["wealth.top1_2021"]
    assert (top1.low, top1.high, top1.range_kind) == (0.2576, 0.2707, "vintages")


def test_the_index_without_oil_is_smaller_and_incomes_are_nearer(kazakhstan):
    with_oil, without = (
        kazakhstan["region.theil"].value,
        kazakhstan["region.theil_without_oil"].value,
    )
    assert 0 < kazakhstan["region.theil_income"].value < without < with_oil
    assert 0.2 < kazakhstan["region.theil_oil_part"].value < 0.8


def test_a_name_with_a_year_exists_only_at_that_year(tables, kazakhstan):
    other = figures(tables, year=2019, region_year=2020, claim_people=50)
    assert kazakhstan["wealth.top1"].value == kazakhstan["wealth.top1_2021"].value
    assert not [name for name in other if name.endswith("_2021") or "_162_" in name]
    assert other["wealth.top1"].value == 0.2675 and other["wealth.top1"].as_of == "2019"
    assert other["region.theil"].as_of == "2020"


def test_every_parameter_changes_what_depends_on_it(tables, kazakhstan):
    changes = {
        "claim_people": (50, "wealth.claim_share_pareto"),
        "claim_share": (0.3, "wealth.claim_unseen_usd_bn"),
        "year": (2019, "wealth.top1"),
        "region_year": (2015, "region.theil"),
        "base_year": (2008, "macro.exchange_rate_ratio"),
        "oil_regions": (["Atyrau"], "region.theil_without_oil"),
        "focus_region": ("Atyrau", "region.focus_grp"),
        "peers": (["USA", "RUS"], "wealth.gini_gap_peers"),
        "country": ("RUS", "wealth.gini"),
    }
    assert set(changes) == set(model_for("wealth").model_fields)
    for name, (value, figure) in changes.items():
        assert figures(tables, **{name: value})[figure].value != kazakhstan[figure].value, name


@pytest.mark.parametrize("country", ["UZB", "USA", "IRN", "CAN", "IRL", "TKM"])
def test_another_country_has_the_same_figures_with_gaps(tables, kazakhstan, country):
    found = figures(tables, country=country)
    generic = {
        name for name in kazakhstan if not name.endswith(("_2021", "_2018")) and "_162_" not in name
    }
    assert generic <= set(found)
    assert all(found[name].value is None for name in generic if name.startswith("region."))
    assert found["wealth.top1"].value is not None
    assert all(figure.range_kind is None for figure in found.values() if figure.value is None)


def test_nobody_on_the_list_is_no_share_of_gdp(tables):
    found = figures(tables, country="UZB")
    assert found["wealth.billionaires_people"].value == 0
    assert found["wealth.billionaires_gdp"].value is None


def test_an_unknown_country_or_peer_is_named_in_one_line(tables):
    for values in ({"country": "XYZ"}, {"peers": ["RUS", "XYZ"]}):
        with pytest.raises(ParameterError, match="XYZ") as caught:
            figures(tables, **values)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"year": 1990}, "year"),
        ({"base_year": 2021}, "before year"),
        ({"claim_share": 1.0}, "claim_share"),
        ({"claim_people": 0}, "claim_people"),
        ({"oil_regions": ["Aturau"]}, "Atyrau"),
        ({"peers": ["RUS", "RUS"]}, "only once"),
        ({"claim_peple": 1}, "did you mean claim_people"),
    ],
)
def test_a_wrong_parameter_is_refused_with_what_would_be_right(values, message):
    with pytest.raises(ParameterError, match=message):
        validate("wealth", model_for("wealth"), values)


def test_the_verdict_follows_the_claimed_share(tables):
    few = Few(tables, "KAZ", 2021, 162)
    said = [few_module.verdict(few, share) for share in (0.5, 0.2, 0.03)]
    assert len(set(said)) == 3 and "fails" in said[0]
    assert few_module.verdict(Few(tables, "UZB", 2021, 162), 0.5) == ""


def test_the_bound_holds_only_for_people_inside_the_top_hundredth(tables):
    assert Few(tables, "KAZ", 2021, 100_000).bound == 0.2707
    assert Few(tables, "KAZ", 2021, 200_000).bound is None


def test_wealth_is_more_unequal_than_the_survey_in_every_country(tables):
    """The chapter says so in words."""
    for country in ("KAZ", "USA"):
        pairs = gaps(tables["inequality"], tables["wealth_shares"], country, ["RUS", "CHN"], 2021)
        assert len(pairs) > 50 and (pairs["gap"] > 0).all()
        with_survey, with_wealth = (pairs["gap"].corr(pairs[name]) for name in ("survey", "wealth"))
        assert with_survey < -0.7 and abs(with_wealth) < abs(with_survey)
        assert pairs["concept"].nunique() == 1


def test_the_sources_of_the_statement_are_quoted_with_their_confidence(tables):
    quoted = wealth.claim_sources(tables["facts"])
    assert quoted.count("\n- ") == quoted.count("confidence of the quotation") - 1 >= 3
    assert "not seen by us" in quoted and r"US\$" in quoted
