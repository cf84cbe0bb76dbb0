"""The chapter's figures: published values, ranges, and countries with gaps."""

from functools import cache

import pytest

from qantar.chapters.wealth import few as few_module
from qantar.chapters.wealth import figures as wealth
from qantar.chapters.wealth import regions
from qantar.chapters.wealth.few import Few
from qantar.chapters.wealth.inequality import gaps
from qantar.common.errors import ParameterError
from qantar.report.chapter import Tables, chapter_figures
from qantar.report.parameters import model_for, validate

# A thousand reassignments are enough where the test's p-values do not matter.
FEW = 1_000


@cache
def tables():
    return Tables.load(wealth.TABLES)


def figures(**values):
    parameters = validate("wealth", model_for("wealth"), {"permutations": FEW, **values})
    return {figure.id: figure for figure in chapter_figures("wealth", tables(), parameters)}


@pytest.fixture(scope="module")
def kazakhstan():
    return figures()


PUBLISHED = {
    "wealth.top1": (0.2707, 1e-4),
    "wealth.top10": (0.6007, 1e-4),
    "wealth.bottom50": (0.0456, 1e-4),
    "wealth.gini": (0.7476, 1e-4),
    "wealth.gini_ubs": (0.774, 1e-3),
    "income.gini_wb_latest": (0.292, 1e-3),
    "income.gini_deciles": (0.2779, 0.003),
    "income.gini_trapezoid": (0.2719, 1e-4),
    "wealth.billionaires_usd_bn": (16.9, 0.05),
    "wealth.billionaires_people": (5, 0),
    "wealth.billionaires_gdp": (16.9 / 197.1, 1e-3),
    "wealth.billionaires_wealth": (16.9 / 558, 1e-6),
    "wealth.family_usd_bn": (5.6, 1e-9),
    "wealth.family_share": (5.6 / 16.9, 1e-9),
    "wealth.claim_unseen_least_usd_bn": (558 * (0.5 - 0.2707) / 0.5, 1e-6),
    "wealth.foundations_usd_bn": (8, 0),
    "macro.resource_rents": (0.268, 1e-3),
    "macro.oil_rents": (0.1484, 1e-4),
    "region.grp_ratio": (16037.4 / 1363.1, 1e-3),
    "region.number": (17, 0),
    "region.poverty": (0.086, 1e-9),
    "region.poverty_before": (0.043, 1e-9),
    "region.poverty_rise_rank": (1, 0),
    "region.poverty_now": (0.073, 1e-9),
    "region.poverty_country_now": (0.05, 1e-9),
    "region.real_income_others_falling": (0, 0),
    "region.struck_companies": (18, 0),
    "region.struck_companies_all": (21, 0),
    "gas.set_price_kzt_tonne": (38_000, 0),
    "gas.cost_kzt_tonne": (100_000, 0),
    "gas.cost_kzt_litre": (54, 1e-9),
    "gas.pump": (120, 0),
    "gas.step": (120 / 55, 1e-9),
    "protests.detained_2019": (4000, 0),
    "unrest.attacked_regions": (8, 0),
    "unrest.undated_regions": (2, 0),
    "unrest.first_gini_lower": (0, 0),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_figure_is_what_its_publisher_says(kazakhstan, name):
    value, tolerance = PUBLISHED[name]
    assert kazakhstan[name].value == pytest.approx(value, abs=tolerance)


def test_the_three_ways_by_hand(kazakhstan):
    """S1 = 0.2707, S10 = 0.6007; f = 162 / 12.3 million; Forbes: 5 people with 16.9 of 558 bn."""
    fraction = 162 / 12.3e6 / 0.01
    pareto = 0.2707 * fraction**0.3461664
    assert kazakhstan["wealth.pareto_alpha"].value == pytest.approx(1 / (1 - 0.3461664), rel=1e-5)
    claim = kazakhstan["wealth.claim_share_pareto"]
    assert claim.value == pytest.approx(pareto, rel=1e-4)
    listed = (16.9 / 558) * (162 / 5) ** 0.216637
    assert claim.high == pytest.approx(listed, rel=1e-4)
    older = 0.2576 * fraction**0.361523
    assert claim.low == pytest.approx(older, rel=1e-4)
    assert claim.range_kind == "methods"
    assert kazakhstan["wealth.claim_bound"].value == 0.2707


def test_two_releases_are_a_range_named_so(kazakhstan):
    top1 = kazakhstan["wealth.top1"]
    assert (top1.low, top1.high, top1.range_kind) == (0.2576, 0.2707, "vintages")


def test_prices_reported_as_a_range_keep_it(kazakhstan):
    step = kazakhstan["gas.step"]
    assert (step.low, step.high, step.range_kind) == (2.0, 2.4, "market_range")
    before = kazakhstan["gas.pump_before"]
    assert (before.low, before.high) == (50, 60)


def test_regions_are_nearer_in_income_and_without_oil(kazakhstan):
    with_oil, without = (
        kazakhstan["region.theil"].value,
        kazakhstan["region.theil_without_oil"].value,
    )
    assert 0 < kazakhstan["region.theil_income"].value < without < with_oil
    assert 0.2 < kazakhstan["region.theil_oil_part"].value < 0.8


def test_the_answer_to_whether_inequality_explains(kazakhstan):
    """Decision 0020: no predictor passes over the regions, whose power is low; over countries the
    power is high and the correlation near zero.
    """
    assert kazakhstan["unrest.start_supported"].value == 0
    assert kazakhstan["unrest.start_supported_without"].value == 0
    assert kazakhstan["unrest.start_gini"].value == pytest.approx(-0.05, abs=0.005)
    assert kazakhstan["unrest.start_cheap_gas"].value == pytest.approx(0.49, abs=0.005)
    assert 0.3 < kazakhstan["unrest.power_05"].value < 0.6
    assert kazakhstan["unrest.countries"].value > 140
    assert abs(kazakhstan["unrest.countries_survey_gini"].value) < 0.05
    assert kazakhstan["unrest.countries_power"].value > 0.99


def test_a_year_is_in_the_date_of_a_figure_not_in_its_name(kazakhstan):
    other = figures(year=2019, region_year=2020, claim_people=50)
    assert set(other) == set(kazakhstan)
    assert other["wealth.top1"].value == 0.2675 and other["wealth.top1"].as_of == "2019"
    assert other["region.theil"].as_of == "2020"


CHANGES = {
    "claim_people": (50, "wealth.claim_share_pareto"),
    "claim_share": (0.3, "wealth.claim_unseen_usd_bn"),
    "year": (2019, "wealth.top1"),
    "region_year": (2015, "region.theil"),
    "base_year": (2008, "macro.exchange_rate_ratio"),
    "oil_regions": (["Atyrau"], "region.theil_without_oil"),
    "focus_region": ("Atyrau", "region.focus_grp"),
    "gas_kg_per_litre": (0.5, "gas.cost_kzt_litre"),
    "peers": (["USA", "RUS"], "wealth.gini_gap_peers"),
    "country": ("RUS", "wealth.gini"),
    "significance": (0.4, "unrest.start_supported"),
    "permutations": (5_000, "unrest.start_cheap_gas_p"),
    "seed": (1, "unrest.power_05"),
}


def test_the_list_of_changes_names_every_parameter():
    assert set(CHANGES) == set(model_for("wealth").model_fields)


@pytest.mark.parametrize("name", CHANGES)
def test_a_parameter_changes_what_depends_on_it(kazakhstan, name):
    value, figure = CHANGES[name]
    assert figures(**{name: value})[figure].value != kazakhstan[figure].value


@pytest.mark.parametrize("country", ["UZB", "USA", "IRN", "ETH", "IRL", "TKM"])
def test_another_country_has_the_same_figures_with_gaps(kazakhstan, country):
    found = figures(country=country)
    assert set(found) == set(kazakhstan)
    assert all(found[name].value is None for name in found if name.startswith(wealth.AT_HOME))
    assert found["wealth.top1"].value is not None
    assert all(figure.range_kind is None for figure in found.values() if figure.value is None)


def test_nobody_on_the_list_is_no_share_of_gdp():
    found = figures(country="UZB")
    assert found["wealth.billionaires_people"].value == 0
    assert found["wealth.billionaires_gdp"].value is None


def test_an_unknown_country_or_peer_is_named_in_one_line():
    for values in ({"country": "XYZ"}, {"peers": ["RUS", "XYZ"]}):
        with pytest.raises(ParameterError, match="XYZ") as caught:
            figures(**values)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"year": 1990}, "year"),
        ({"base_year": 2019, "year": 2019}, "before year"),
        ({"claim_share": 1.0}, "claim_share"),
        ({"claim_people": 0}, "claim_people"),
        ({"gas_kg_per_litre": 1.0}, "gas_kg_per_litre"),
        ({"significance": 0.0}, "significance"),
        ({"permutations": 10}, "permutations"),
        ({"oil_regions": ["Aturau"]}, "Atyrau"),
        ({"peers": ["RUS", "RUS"]}, "only once"),
        ({"claim_peple": 1}, "did you mean claim_people"),
    ],
)
def test_a_wrong_parameter_is_refused_with_what_would_be_right(values, message):
    with pytest.raises(ParameterError, match=message):
        validate("wealth", model_for("wealth"), values)


def test_the_statement_fails_above_the_bound_alone():
    few = Few(tables(), "KAZ", 2021, 162)
    assert [few_module.fails(few, share) for share in (0.5, 0.2)] == [True, False]
    assert few_module.fails(Few(tables(), "UZB", 2021, 162), 0.5) is None


def test_the_few_would_own_their_share_of_seen_and_unseen_wealth():
    few = Few(tables(), "KAZ", 2021, 162)
    each, unseen = few_module.needs(few, 0.5)
    seen = float(few.household["total_usd_bn"])
    assert each * 162 == pytest.approx((seen + unseen) / 2)
    assert each * 162 == pytest.approx(few.share_listed * seen + unseen)


def test_the_bound_holds_only_for_people_inside_the_top_hundredth():
    assert Few(tables(), "KAZ", 2021, 100_000).bound == 0.2707
    assert Few(tables(), "KAZ", 2021, 200_000).bound is None


def test_wealth_is_more_unequal_than_the_survey_in_every_country():
    """The chapter says so in words."""
    table, shares = tables().inequality, tables().wealth_shares
    for country in ("KAZ", "USA"):
        pairs = gaps(table, shares, country, ["RUS", "CHN"], 2021)
        assert len(pairs) > 50 and (pairs["gap"] > 0).all()
        with_survey, with_wealth = (pairs["gap"].corr(pairs[name]) for name in ("survey", "wealth"))
        assert with_survey < -0.7 and abs(with_wealth) < abs(with_survey)
        assert pairs["concept"].nunique() == 1


def test_poverty_doubled_in_mangystau_and_astana_alone():
    """The front page says so in words, and that Mangystau's rise was the greatest in points."""
    now, before = (
        regions.as_before_2022(tables().regions, regions.POVERTY, year) for year in (2021, 2019)
    )
    assert set(now.index[now / before >= 1.999]) == {"Mangystau", "Astana city"}
    assert (now - before).idxmax() == "Mangystau"
