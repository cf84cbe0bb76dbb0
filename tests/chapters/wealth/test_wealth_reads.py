"""What the wealth chapter judges follows its numbers, for Kazakhstan and for other countries."""

from types import SimpleNamespace

import pandas as pd
import pytest
from chapter_run import run

from qantar.chapters.wealth import charts, few, inequality, regions, unrest
from qantar.report.figures import Figure

CODES = {"KAZ": "Kazakhstan", "NOR": "Norway", "USA": "United States"}


def figures(**values):
    """Key figures by id, a double underscore for the dot."""
    ids = {name.replace("__", "."): one for name, one in values.items()}
    return {name: Figure(name, one, "", "", (), "") for name, one in ids.items()}


def outcomes_of(regional=(0.0, 1.0, 0.4), countries=(0.0, 1.0, 1.0), passed=0):
    """Correlation, p-value and power over regions and countries; how many causes pass."""
    names = ("unrest__start_gini", "unrest__start_gini_p", "unrest__power_05")
    wide = ("countries_survey_gini", "countries_survey_gini_p", "countries_power")
    found = dict(zip(names, regional, strict=True))
    found |= dict(zip((f"unrest__{name}" for name in wide), countries, strict=True))
    return figures(**found, unrest__start_supported=passed)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (outcomes_of(), unrest.TOO_FEW),
        (outcomes_of(passed=2), unrest.OTHERS),
        (outcomes_of(regional=(0.7, 0.01, 0.4), passed=1), unrest.NUMBERS),
        (outcomes_of(regional=(0.0, 1.0, 0.9)), unrest.NUMBERS),
        (outcomes_of(countries=(0.4, 0.01, 1.0)), unrest.NUMBERS),
        (outcomes_of(countries=(0.0, 1.0, 0.5)), unrest.NUMBERS),
        (outcomes_of(passed=None), unrest.NUMBERS),
    ],
)
def test_what_both_tests_say_follows_their_verdicts(found, said):
    assert unrest.reading(found, 0.05) == said


@pytest.mark.parametrize(("power", "so"), [(1.0, True), (0.95, True), (0.94, False)])
def test_nearly_all_cases_are_at_least_95_of_100(power, so):
    assert unrest.found_nearly_always(figures(unrest__countries_power=power)) is so


@pytest.mark.parametrize(("incomes", "wealth"), [(0.998, 0.917), (0.919, 1.0)])
def test_at_least_so_many_cases_are_rounded_down(incomes, wealth):
    found = figures(unrest__countries_survey_gini_p=incomes, unrest__countries_wealth_gini_p=wealth)
    assert unrest.by_chance_at_least(found) == 0.91


@pytest.mark.parametrize(
    ("rho", "p", "rose"), [(0.4, 0.01, True), (0.4, 0.2, False), (-0.4, 0.01, False)]
)
def test_protest_rose_with_inequality_only_beyond_chance(rho, p, rose):
    changes = figures(unrest__changes_gini=rho, unrest__changes_gini_p=p)
    assert unrest.grew_together(changes, 0.05) is rose


@pytest.mark.parametrize(
    ("share", "lower"), [(0.0, True), (0.49, True), (0.6, False), (None, False)]
)
def test_a_gini_is_lower_than_most_below_the_middle(share, lower):
    assert inequality.lower_than_most(figures(income__gini_lower_share=share)) is lower


@pytest.mark.parametrize(
    ("region", "now", "before", "rank", "first"),
    [
        ("Mangystau", 0.08, 0.04, 1, True),
        ("Mangystau", 0.03, 0.04, 1, False),
        ("Mangystau", 0.08, 0.04, 2, False),
        ("Atyrau", 0.08, 0.04, 1, False),
    ],
)
def test_poverty_rose_most_only_where_it_did(region, now, before, rank, first):
    found = figures(
        region__poverty=now, region__poverty_before=before, region__poverty_rise_rank=rank
    )
    assert regions.rose_most_where_it_began(found, region) is first


@pytest.mark.parametrize(
    ("people", "claimed", "bound", "said"),
    [
        (162, 0.5, 0.27, few.AS_STATED),
        (163, 0.5, 0.27, few.FAILS),
        (162, 0.4, 0.27, few.FAILS),
        (162, 0.2, 0.27, few.HOLDS),
        (162, 0.5, None, few.HOLDS),
    ],
)
def test_only_the_statement_itself_is_put_in_his_mouth(people, claimed, bound, said):
    assert few.reading(SimpleNamespace(people=people, bound=bound), claimed) == said


def test_another_number_of_people_is_said_to_be_ours():
    said = " ".join(run("wealth", permutations=1000, claim_people=50_000).sentences())
    assert "50,000 own 50" in said and "50,000 people own half" not in said


def scores(values, country="Norway"):
    years = range(2000, 2000 + len(values))
    return pd.DataFrame({"name": country, "year": years, "score": values})


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([-1.0, 0.5, *[0.2] * 8], "was larger in 2001 than in any other year since 2000,"),
        ([-1.0, 0.5, 0.5, *[0.2] * 7], "was largest in 2 years since 2000, first in 2001,"),
        ([-3.0] * 10, "stayed below the mean"),
        ([-1.0, 0.5, *[0.2] * 7], "in Norway for 9 years only, too few to call one the largest"),
    ],
)
def test_the_largest_mobilisation_is_named_where_there_is_one(values, told):
    assert told in charts.mobilisation(scores(values), country="Norway").title


def test_kazakhstans_january_is_marked_in_its_own_chart_alone():
    marked = {
        country: "January" in str(charts.mobilisation(frame, country=country).altair.to_dict())
        for country in ("Kazakhstan", "Norway")
        for frame in [scores([0.1, 0.2, 0.3], country)]
    }
    assert marked == {"Kazakhstan": True, "Norway": False}


@pytest.mark.parametrize(
    ("of_gdp", "told"),
    [
        ({"NOR": 0.1, "USA": 0.2, "KAZ": 0.05}, "in 1 of 2 peers to more"),
        ({"NOR": 0.1, "USA": 0.2}, "in the only peer with data to more"),
        ({"NOR": 0.1, "USA": 0.05, "KAZ": 0.01}, "more than in any of 2 peers"),
        ({"NOR": 0.1, "USA": 0.05}, "more than in the only peer with data"),
        ({"NOR": 0.1}, "came to 10\u202f% of a year’s GDP in 2021"),
        ({"NOR": 0.0, "USA": 0.05}, "Nobody was on Forbes’s list"),
    ],
)
def test_the_rich_are_compared_with_peers_that_exist(of_gdp, told):
    rows = [(code, 2021, int(share > 0), share, share) for code, share in of_gdp.items()]
    frame = pd.DataFrame(rows, columns=["iso3", "year", "people", "total_usd_bn", "of_gdp"])
    chart = charts.billionaires_of_peers(frame, names=CODES, country="NOR", year=2021)
    assert told in chart.title and "than in any" not in chart.title.replace(told, "")


@pytest.mark.parametrize(
    ("gaps", "told"),
    [
        ([], "No peer has both."),
        ([0.9], "The only peer with both has a wider gap."),
        ([0.1], "The only peer with both has no wider gap."),
        ([0.1, 0.2], "None of 2 peers has a wider gap."),
        ([0.9, 0.2], "1 of 2 peers has a wider gap."),
        ([0.9, 0.8], "2 of 2 peers have a wider gap."),
    ],
)
def test_peers_with_a_wider_gap_are_counted_in_words(gaps, told):
    pairs = pd.DataFrame({"gap": [0.5, *gaps]})
    pairs = pairs.assign(
        iso3=["NOR", *[f"P{n}" for n in range(len(gaps))]], own=pairs.index == 0,
        peer=pairs.index > 0, concept="income", survey_year=2020, survey=0.3, wealth=0.8,
        expected=0.8, imputed=False,
    )  # fmt: skip
    chart = charts.gini_gap(pairs, country="Norway", names=CODES, year=2021)
    assert chart.description.endswith(told)


def lorenz(survey_year, imputed):
    rows = [
        (curve, year, people, people**2, dashed)
        for curve, year, dashed in (("income", survey_year, False), ("wealth", 2021, imputed))
        for people in (0.0, 0.5, 1.0)
    ]
    frame = pd.DataFrame(rows, columns=["curve", "year", "people", "share", "imputed"])
    return charts.lorenz_curves(
        frame.assign(peers_low=0.0, peers_high=1.0, peers_n=2), country="Norway"
    )


def test_an_old_survey_is_told_with_its_year():
    assert "earned 25\u202f% in 2003 and owned" in lorenz(2003, imputed=True).title
    assert "earns 25\u202f% and owns" in lorenz(2015, imputed=True).title


def test_what_no_line_is_imputed_is_not_said_to_be_dashed():
    assert "Dashed: imputed." in lorenz(2015, imputed=True).measure
    assert "Dashed" not in lorenz(2015, imputed=False).measure


def test_the_band_of_chance_is_that_of_the_threshold():
    measures = [
        run("wealth", permutations=1000, significance=threshold).charts()["regions_tested"].measure
        for threshold in (0.05, 0.3)
    ]
    assert "where 95 of 100" in measures[0] and "where 70 of 100" in measures[1]


@pytest.mark.parametrize("country", ["ISL", "LBY", "USA"])
def test_another_country_s_chapter_is_not_about_kazakhstan(country):
    ran = run("wealth", permutations=1000, country=country)
    words = [text for text in ran.texts() if "Kazakhstan" in text or "Mangystau" in text]
    assert words == []
