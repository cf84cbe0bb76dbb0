"""The relocation charts: always three choices, no verdict near one half, and a map that answers."""

import re

import pytest
import vl_convert

from qantar import data
from qantar.chapters.relocation import figures as model
from qantar.chapters.relocation import frames as views
from qantar.chapters.relocation import simulation
from qantar.chapters.relocation.charts import choices as charts
from qantar.chapters.relocation.charts import map as relocation_map
from qantar.chapters.relocation.charts import paths as relocation_paths
from qantar.chapters.relocation.charts import risk as relocation_risk
from qantar.chapters.relocation.charts.words import leaning
from qantar.chapters.relocation.parameters import RelocationParameters
from qantar.charting import render
from qantar.charting.chart import Chart
from qantar.report.sentences import number


@pytest.fixture(scope="module")
def tables():
    return {name: data.load(name) for name in model.TABLES}


def drawn(tables, **values):
    work = model.Workings(tables, RelocationParameters(**{"draws": 2000, **values}))
    p, run, realised = work.parameters, work.simulations["expected"], views.realised_decay(work)
    spread = simulation.histogram(run.difference_usd)
    quantiles = views.difference_quantiles(run)
    prior = simulation.triangular_density(*p.range_decay)
    return {
        "three": charts.three_choices(
            views.three_choices(work), cases=model.case_words(), months=p.horizon_months
        ),
        "paths": relocation_paths.hashprice_paths(
            views.hashprice_paths(work), decay=p.decay, realised=realised
        ),
        "matching": relocation_paths.matching_sale(
            views.cumulative(work), sell_usd=work.sell_usd, low_usd=work.discounted_usd
        ),
        "difference": relocation_risk.difference(
            spread, quantiles=quantiles, p_leave_better=run.p_leave_better, draws=p.draws
        ),
        "leave_better": charts.leave_better(
            views.leave_better_by_case(work.simulations), cases=model.case_words()
        ),
        "best": charts.best_of_three(views.best_by_haircut(work, run), draws=p.draws),
        "tornado": relocation_risk.tornado(
            simulation.tornado(work), expected_usd=work.leave_value - work.stay_value
        ),
        "prior": relocation_paths.decay_prior(prior, chosen=p.decay, realised=realised),
        "map": relocation_map.decision_map(views.map_of_choice(work), **views.map_marks(work)),
    }


@pytest.fixture(scope="module")
def default(tables):
    return drawn(tables)


def words(chart, **sliders):
    """All text of a chart's picture with its sliders at the given values."""
    specification = render.vega(chart.vega_lite())
    for signal in specification["signals"]:
        signal["value"] = sliders.get(signal["name"], signal.get("value"))
    picture = vl_convert.vega_to_svg(specification)
    return " ".join(re.findall(r">([^<>]+)</(?:text|tspan)>", picture))


@pytest.mark.parametrize(
    "values",
    [
        {"horizon_months": 96},
        {"uptime_stay": 0.0},
        {"range_decay": [0.03, 0.03, 0.03]},
        {"idle_weeks": 40.0, "loss": 1.0},
        {"machine_efficiency_j_th": 45.0, "asking_month": "2022-06"},
    ],
)
def test_charts_draw_for_other_parameters(tables, values):
    found = drawn(tables, **values)
    for name, chart in found.items():
        assert isinstance(chart, Chart), name
        assert "nan" not in f"{chart.title} {chart.description}".lower().split(), name
        assert words(chart), name


def test_every_chart_of_the_default_case_has_a_picture(default):
    assert all(words(chart) for chart in default.values())


def test_every_case_shows_all_three_choices(default):
    frame = default["three"].data
    assert (frame.groupby("case")["choice"].apply(set) == {"stay", "leave", "sell"}).all()
    assert len(frame["case"].unique()) == 6


@pytest.mark.parametrize("share", [0.36, 0.47, 0.5, 0.53, 0.64])
def test_no_verdict_from_a_probability_near_one_half(share):
    text = leaning(share)
    assert "no verdict" in text and "better of the two" not in text and "lean" not in text


@pytest.mark.parametrize(("share", "side"), [(0.02, "staying"), (0.97, "leaving")])
def test_a_clear_share_names_the_better_of_the_two(share, side):
    assert f"{side} is the better of the two" in leaning(share)


@pytest.mark.parametrize(("share", "side"), [(0.2, "staying"), (0.8, "leaving")])
def test_a_share_between_leans_and_no_more(share, side):
    assert f"lean towards {side}, and no more" in leaning(share)


def test_charts_of_the_default_case_print_no_verdict(default):
    assert "no verdict" in default["difference"].description
    assert "no verdict" in default["leave_better"].description


@pytest.mark.parametrize("weeks", [0, 8, 26])
def test_the_slider_of_the_map_moves_the_line(default, weeks):
    chart = default["map"]
    frame = chart.data[(chart.data["tariff_usd_kwh"] == 0.07) & (chart.data["idle_weeks"] == weeks)]
    uptime = number(frame["breakeven_uptime"].iloc[0], ".0%")
    text = words(chart, weeks_idle=weeks)
    assert f"{weeks} idle weeks, hosting at 7.0 US cents" in text
    assert f"staying is better above an uptime of {uptime}" in text


def test_the_map_says_when_no_uptime_is_enough(tables):
    chart = drawn(
        tables,
        tariff_leave_usd_kwh=0.03,
        cut_months=0,
        loss=0.0,
        move_cost_usd=0.0,
        tariff_stay_usd_kwh=0.12,
    )
    assert "no uptime at home makes staying the better one" in words(chart["map"], weeks_idle=0)


def test_where_the_tables_end_the_paths_say_so(tables):
    found = drawn(tables, horizon_months=96)
    assert set(found["paths"].data["path"]) == {"expected"}
    assert "cannot be told" in found["prior"].title
