"""Away from its defaults a chapter is refused in one line, or all that it says reads as true."""

import pytest
from chapter_run import run, share_tables, values_text
from drawn_parameters import QUICK, drawn
from reading import faults, faults_of_text

from qantar import data
from qantar.common.errors import ParameterError, QantarError
from qantar.common.paths import CHAPTERS
from qantar.report.parameters import model_for, validate
from qantar.report.sentences import shown

# One run of the claims takes as long as one of each other chapter.
SETS = dict.fromkeys(CHAPTERS, 8) | {"claims": 2}
SETS_LONG = dict.fromkeys(CHAPTERS, 300) | {"claims": 60}
OF_COUNTRIES = ("wealth", "energy", "mining")
THIN = ("AND", "ERI", "ESH", "FJI", "LBY", "NRU", "PRK", "VAT")
EDGES = [
    ("timeline", {"peers": ["RUS"]}),
    ("timeline", {"peers": []}),
    ("wealth", {"peers": ["NOR", "USA"]}),
    ("wealth", {"peers": []}),
    ("wealth", {"focus_region": "South Kazakhstan"}),
    ("energy", {"country": "NOR", "peers": ["KAZ"]}),
    ("energy", {"peers": []}),
    ("mining", {"old_machine_j_th": 30.5, "new_machine_j_th": 98.0}),
    ("mining", {"machines_drawn": ["Bitmain Antminer S9 (13.5Th)"]}),
    ("relocation", {"start_day": "2021-03-15", "machines": 1}),
    ("relocation", {"country": "UZB", "tariff_leave_usd_kwh": 0.05}),
    ("energy", {"country": "AUS"}),
    ("energy", {"country": "LSO"}),
    ("energy", {"country": "MUS"}),
    ("relocation", {"horizon_months": 1}),
    (
        "relocation",
        {"cut_months": 48, "uptime_stay_low": 1.0, "uptime_stay": 1.0, "uptime_stay_high": 1.0},
    ),
    ("network", {"other_cut_times": [], "pools": ["AntPool"]}),
    ("network", {"after_hours": 6, "reported_hours": 2}),
]


@pytest.fixture(autouse=True, scope="module")
def _tables():
    with pytest.MonkeyPatch.context() as patch:
        share_tables(patch)
        yield


def objections(chapter, values):
    """What a reader objects to; nothing where the values are refused in one line."""
    try:
        return faults(run(chapter, **values))
    except QantarError as refusal:
        of_the_user = type(refusal) in (ParameterError, QantarError)
        return [] if of_the_user and "\n" not in str(refusal) else [repr(refusal)]


def all_objections(cases):
    """The objections to each (chapter, values), by the values in one line."""
    found = {f"{name}: {values_text(values)}": objections(name, values) for name, values in cases}
    return {case: faults for case, faults in found.items() if faults}


def at_countries(chapter, countries):
    return [(chapter, QUICK.get(chapter, {}) | {"country": country}) for country in countries]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_drawn_parameters_are_refused_or_read_as_true(chapter):
    cases = [(chapter, values) for values in drawn(chapter, SETS[chapter])]
    assert all_objections(cases) == {}


@pytest.mark.parametrize(("chapter", "values"), EDGES, ids=lambda case: str(case)[:50])
def test_edges_are_refused_or_read_as_true(chapter, values):
    assert objections(chapter, QUICK.get(chapter, {}) | values) == []


@pytest.mark.parametrize("chapter", OF_COUNTRIES)
def test_countries_with_few_data_read_as_true(chapter):
    assert all_objections(at_countries(chapter, THIN)) == {}


@pytest.mark.long
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_many_drawn_parameters_read_as_true(chapter):
    cases = [(chapter, values) for values in drawn(chapter, SETS_LONG[chapter], seed=2023)]
    assert all_objections(cases) == {}


@pytest.mark.long
@pytest.mark.parametrize("chapter", OF_COUNTRIES)
def test_every_country_reads_as_true(chapter):
    assert all_objections(at_countries(chapter, sorted(data.load("countries")["iso3"]))) == {}


@pytest.mark.parametrize(
    "text",
    [
        "It fell to nan.",
        "The mean is None US dollars.",
        "In the 1 hours after the cut it fell.",
        "After the cut 1 blocks were found.",
        "Leaving costs 1 US dollars.",
        "It has power −48\u202f% of the time.",
        "It earned in 104\u202f% of simulated cases.",
        "It rose by 13,262\u202f%.",
        "Its Gini is 0.76 or 0.76.",
        "Coal falls from 0.0 to 0.0 TWh.",
        "It lay between 7 and 3.",
        "It fell , then rose.",
        "It fell  twice.",
        "The share of {place} fell.",
        "[chart]",
    ],
)
def test_a_sentence_that_cannot_be_is_objected_to(text):
    assert list(faults_of_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "None of the 21 hours stood out, and 1 hour was lost.",
        "It fell by 48\u202f% from 2019 to 2021, from 1.1 hours to 0.9.",
        "It lay between 3 and 7; prices changed by −5\u202f%.",
        ":::{takeaways}\n1. It has power 48\u202f% of the time.\n:::",
        "Of the 31 hours 1 is known, and 1 was not.",
    ],
)
def test_a_sentence_that_can_be_is_left_alone(text):
    assert list(faults_of_text(text)) == []


@pytest.mark.parametrize(
    ("chapter", "old", "told"),
    [
        ("mining", "machines", "is now machines_drawn"),
        ("timeline", "cut_time", "chapter network"),
        ("energy", "fleet_best_j_th", "fleet_range_j_th"),
        ("relocation", "residual_value", "is now value_kept"),
    ],
)
def test_an_old_parameters_name_is_refused_with_the_new(chapter, old, told):
    with pytest.raises(ParameterError, match=told):
        validate(chapter, model_for(chapter), {old: "2021-05"})


def test_no_old_name_is_a_parameter_of_today():
    for chapter in CHAPTERS:
        model = model_for(chapter)
        assert not set(model.renamed) & set(model.model_fields)


@pytest.mark.parametrize(("usd", "shown_as"), [(0.01, "1.0"), (0.04, "4"), (0.014, "1.4")])
def test_one_cent_takes_the_plural_that_follows_it(usd, shown_as):
    assert shown(usd, "cents") == shown_as


@pytest.mark.parametrize(
    ("country", "told"), [("MUS", "again"), ("IND", "rose from"), ("KAZ", "leaves coal")]
)
def test_a_share_of_coal_that_did_not_move_is_not_said_to_rise(country, told):
    chart = run("energy", **QUICK["energy"], country=country).charts()["coal_share"]
    assert told in chart.title


@pytest.mark.parametrize(("months", "told"), [(1, "as at the end"), (12, "between")])
def test_a_month_ahead_spans_nothing(months, told):
    ran = run("relocation", **QUICK["relocation"], horizon_months=months)
    assert told in ran.charts()["hashprice_paths"].description
