"""At edges of its parameters and for every country a chapter is refused in one line, or all that
it says reads as true.
"""

import pytest
from chapter_run import run, share_work
from drawn_parameters import QUICK
from everywhere import all_objections, objections
from reading import faults_of_text

from qantar import data
from qantar.common.errors import ParameterError
from qantar.common.paths import CHAPTERS
from qantar.report.parameters import model_for, validate

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
    ("energy", {"country": "LKA"}),
    ("energy", {"emission_factor": "coal", "load_factor_95": 1.1}),
    ("energy", {"emission_factor": "combustion"}),
    ("mining", {"tariff_usd_kwh": 1.0, "old_machine_j_th": 300.0, "pue": 2.0}),
    ("mining", {"tariff_usd_kwh": 0.001}),
    ("mining", {"later_j_th": 5.0}),
    ("mining", {"country": "ARE"}),
    ("relocation", {}),
    ("relocation", {"horizon_months": 1}),
    ("relocation", {"machines": 1, "machine_efficiency_j_th": 98.0}),
    ("relocation", {"destination": "Russia"}),
    ("relocation", {"destination": "Georgia", "import_duty": 0.0}),
    ("relocation", {"cut_months": 0, "horizon_months": 1, "correlation_sale": 0.5}),
    ("relocation", {"start_day": "2022-08-01", "horizon_months": 48}),
    ("relocation", {f"uptime_stay{end}": 0.0 for end in ("_low", "", "_high")}),
    ("relocation", {"tariff_stay_usd_kwh": 1.0, "night_tariff_kzt_kwh": 1000.0}),
    (
        "relocation",
        {"decay_source": "assumption", "decay_low": -0.1, "decay": 0.5, "decay_high": 0.9},
    ),
    ("relocation", {f"haircut{end}": 1.0 for end in ("_low", "", "_high")}),
    (
        "relocation",
        {
            "billed_on": "site",
            "pue": 2.0,
            "loss": 1.0,
            "loss_high": 1.0,
            "tariff_leave_usd_kwh": 1.0,
            "tariff_leave_usd_kwh_high": 1.0,
        },
    ),
    (
        "relocation",
        {"cut_months": 48, "uptime_stay_low": 1.0, "uptime_stay": 1.0, "uptime_stay_high": 1.0},
    ),
    (
        "relocation",
        {
            "decay": 0.999,
            "decay_low": 0.78,
            "decay_high": 0.999,
            "idle_weeks": 208.0,
            "idle_weeks_low": 7.2,
            "idle_weeks_high": 208.0,
            "decay_source": "assumption",
        },
    ),
    ("energy", {"country": "IRL"}),  # its intensities differ by a twentieth
    ("network", {"other_cut_times": [], "pools": ["AntPool"]}),
    ("network", {"after_hours": 6, "reported_hours": 2}),
]


@pytest.fixture(autouse=True, scope="module")
def _shared():
    with pytest.MonkeyPatch.context() as patch:
        share_work(patch)
        yield


def at_countries(chapter, countries):
    return [(chapter, QUICK.get(chapter, {}) | {"country": country}) for country in countries]


@pytest.mark.parametrize(("chapter", "values"), EDGES, ids=lambda case: str(case)[:50])
def test_edges_are_refused_or_read_as_true(chapter, values):
    assert objections(chapter, QUICK.get(chapter, {}) | values) == []


@pytest.mark.parametrize("chapter", OF_COUNTRIES)
def test_countries_with_few_data_read_as_true(chapter):
    assert all_objections(at_countries(chapter, THIN)) == {}


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
        "Do not set it beside the 41 to 41 million tonnes.",
        "It generated 1 terawatt-hours.",
        "No count of 7 TWh in 2,021 is held.",
        "It moves the gap by −0 dollars.",
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
        "Miners drew 2,021 MW in 2021.",
        "It lost −0.4 of 41 to 410 tonnes.",
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


@pytest.mark.parametrize(
    ("country", "told"), [("IND", "hardly fell"), ("UZB", "rose from"), ("KAZ", "fell from")]
)
def test_a_share_of_coal_that_did_not_move_is_not_said_to_rise(country, told):
    chart = run("energy", **QUICK["energy"], country=country).charts()["coal_share"]
    assert told in chart.title


@pytest.mark.parametrize(("months", "told"), [(1, "as expected for"), (12, "between")])
def test_a_month_ahead_spans_nothing(months, told):
    ran = run("relocation", **QUICK["relocation"], horizon_months=months)
    assert told in ran.charts()["hashprice_paths"].description
