"""The mining charts: drawn or explained for every country, and answering when a slider moves."""

import re

import pytest
import vl_convert

from qantar import data
from qantar.chapters.mining import figures as model
from qantar.chapters.mining import frames as views
from qantar.chapters.mining.charts import days as mining_days
from qantar.chapters.mining.charts import explorer as mining_explorer
from qantar.chapters.mining.charts import fee as mining_fee
from qantar.chapters.mining.charts import hashprice as charts
from qantar.chapters.mining.charts import map as mining_map
from qantar.chapters.mining.charts import power as mining_power
from qantar.chapters.mining.parameters import MiningParameters
from qantar.chapters.shared.charts.words import vega_sentence
from qantar.charting import render
from qantar.charting.chart import Chart, Note


@pytest.fixture(scope="module")
def tables():
    return {name: data.load(name) for name in model.TABLES}


def drawn(tables, country):
    work = model.Workings(tables, MiningParameters(country=country))
    p, place = work.parameters, work.names[country]
    explored = {
        "tariff_usd_kwh": p.tariff_usd_kwh,
        "pue": p.pue,
        "efficiency_j_th": 98.0,
        "month": "2022-01",
    }
    prices, costs = views.prices(work), views.power_costs(work)
    return {
        "shares": mining_map.shares(views.shares_by_group(work, "others"), country=place),
        "own_share": mining_map.own_share(
            views.own_share(work), views.reported_shares(work), country=place
        ),
        "migration": mining_map.migration(views.migration(work), before="2021-05", after="2021-08"),
        "hashprice": charts.hashprice(
            views.hashprice_weeks(work),
            views.hashprice_days(work),
            views.halvings(work),
            events=charts.event_names(p),
        ),
        "breakeven": charts.breakeven(
            views.breakeven_history(work), costs, month="2022-01", names=work.names
        ),
        "prices": mining_power.prices(prices, views.breakevens(work), names=work.names),
        "paid_days": mining_days.paid_days(
            views.paid_days(work), country=place, tariff_usd_kwh=p.tariff_usd_kwh
        ),
        "tariff_stack": mining_fee.tariff_stack(
            views.tariff_stack(work, mining_fee.energy_names()), country=place
        ),
        "fee_bite": mining_fee.fee_bite(views.fee_bite(work), country=place),
        "outage": mining_power.outage_cost(
            views.outage_cost(work), bands=mining_power.outage_bands(p)
        ),
        "explorer": mining_explorer.explorer(views.explorer(work), **explored),
    }


@pytest.fixture(scope="module")
def kazakhstan(tables):
    return drawn(tables, "KAZ")


def words(chart, **sliders):
    """All text of a chart's picture with its sliders at the given values."""
    specification = render.vega(chart.vega_lite())
    for signal in specification["signals"]:
        signal["value"] = sliders.get(signal["name"], signal.get("value"))
    picture = vl_convert.vega_to_svg(specification)
    return " ".join(re.findall(r">([^<>]+)</(?:text|tspan)>", picture))


def test_every_chart_of_kazakhstan_draws(kazakhstan):
    for name, chart in kazakhstan.items():
        assert isinstance(chart, Chart), name
        assert (
            "nan" not in chart.title.lower() and "nan" not in chart.description.lower().split()
        ), name
        assert words(chart), name


@pytest.mark.parametrize("country", ["UZB", "USA", "IRN", "KGZ", "DEU", "MYS", "CHN", "RUS", "CAN"])
def test_charts_of_other_countries_draw_or_say_what_is_missing(tables, country):
    found = drawn(tables, country)
    missing = {name for name, chart in found.items() if isinstance(chart, Note)}
    off_the_map = {"own_share"} if country in ("UZB", "KGZ") else set()
    assert missing == {"tariff_stack", "fee_bite"} | off_the_map
    assert all(isinstance(chart, Chart) for name, chart in found.items() if name not in missing)


def test_a_country_is_never_merged_into_the_rest(tables):
    assert "Iran" in set(drawn(tables, "IRN")["shares"].data["country"])


def test_titles_state_what_the_data_say(kazakhstan):
    assert "18.3" in kazakhstan["own_share"].title
    assert "8.1 US cents per kWh in January\u00a02022" in kazakhstan["breakeven"].title
    assert "260 USD (new machine) or 81 USD (old machine)" in kazakhstan["outage"].title
    assert "China lost 71 EH/s" in kazakhstan["migration"].title


def test_the_explorer_answers_in_a_sentence(kazakhstan):
    text = words(kazakhstan["explorer"])
    assert "January 2022: 98 J/TH at a PUE of 1.10" in text
    assert "earned 8.1 US cents per kWh; power cost 4.0." in text
    assert "It ran: 50" in text


@pytest.mark.parametrize(
    ("sliders", "answer"),
    [
        ({"price_cents": 9.0}, "It stood still"),
        ({"machine_j_th": 30.5}, "earned 26.0 US cents"),
        ({"site_pue": 1.5}, "earned 5.9 US cents"),
        ({"at_month": 12}, "December 2022: 98 J/TH at a PUE of 1.10 earned 2.4"),
        ({"at_year": 2026, "at_month": 12}, "May 2026:"),
    ],
)
def test_each_slider_of_the_explorer_changes_the_answer(kazakhstan, sliders, answer):
    assert answer in words(kazakhstan["explorer"], **sliders)


def test_at_home_and_industry_stay_two_lines_where_both_are_the_same_country(tables):
    work = model.Workings(tables, MiningParameters(country="USA"))
    costs = views.power_costs(work)
    chart = charts.breakeven(
        views.breakeven_history(work), costs, month="2022-01", names=work.names
    )
    text = words(chart)
    assert "United States: assumed price, no fee" in text and "United States: industry" in text
    assert not costs.duplicated(["month", "place", "kind"]).any()


def test_a_machine_released_after_the_month_is_compared_with_its_first(tables):
    work = model.Workings(tables, MiningParameters(outage_first_day="2018-01-05"))
    history = views.breakeven_history(work).query("efficiency_j_th < 40")
    chart = charts.breakeven(history, views.power_costs(work), month="2018-01", names=work.names)
    assert "in April\u00a02020" in chart.title


def test_reported_shares_are_points_and_never_joined(kazakhstan):
    specification = kazakhstan["own_share"].altair.to_dict()
    layers = [layer for panel in specification["vconcat"] for layer in panel["layer"]]
    lines = [layer for layer in layers if layer["mark"]["type"] == "line"]
    assert len(lines) == 2 and all(layer["encoding"]["x"]["field"] == "month" for layer in lines)
    assert any(layer["mark"]["type"] == "point" for layer in layers)


def test_what_is_from_memory_is_marked_beside_the_fee(kazakhstan):
    for name in ("tariff_stack", "fee_bite"):
        assert "from memory" in kazakhstan[name].description
        assert "scale from memory" in words(kazakhstan[name])
    assert "from memory" in words(kazakhstan["breakeven"])
    assert "remembered" in kazakhstan["paid_days"].description
    assert "fee from memory" in words(kazakhstan["prices"])


def test_the_fee_of_the_title_is_the_cited_one(kazakhstan):
    assert "In 2022 the fee took" in kazakhstan["fee_bite"].title


def test_a_sentence_for_vega_keeps_its_words_and_order():
    expression = vega_sentence('At "{a}" it costs {b}.', {"a": "x", "b": "format(y, '.1f')"})
    assert expression == '"At \\"" + (x) + "\\" it costs " + (format(y, \'.1f\')) + "."'
