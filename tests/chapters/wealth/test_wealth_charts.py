"""Every chart of the wealth chapter draws, says its finding in computed words, and gives way to
a note.
"""

import json
from functools import cache

import pytest

from qantar import data
from qantar.chapters.wealth import charts as wealth
from qantar.chapters.wealth import figures as model
from qantar.charting import render
from qantar.charting.chart import Chart, Note
from qantar.report.parameters import model_for, validate


@cache
def tables():
    return {name: data.load(name) for name in model.TABLES}


def drawn(country="KAZ", **values):
    """All charts of a run by name."""
    p, t = validate("wealth", model_for("wealth"), {"country": country, **values}), tables()
    names, peers = model.names(t["countries"]), model.peers
    home, group = names[p.country], [p.country, *peers.others(p.country, p.peers)]
    few = model.few.Few(t, p.country, p.year, p.claim_people)
    rich = model.money.billionaires(
        t["billionaires_totals"], t["macro"], t["household_wealth"], group
    )
    shares, ginis, places = t["wealth_shares"], t["inequality"], t["regions"]
    curves = peers.lorenz_curves(t["income_deciles"], shares, p.country, p.peers, p.year)
    gaps = peers.gaps(ginis, shares, p.country, p.peers, p.year)
    beside = peers.shares_of_peers(shares, p.country, p.peers, p.year, names)
    outline, code = data.load_map("map_regions"), p.country
    apart = model.regions.theil_over_time(places, p.oil_regions)
    focus = model.regions.focus_over_time(places, p.focus_region)
    coins = model.money.money(t["macro"], t["oil_price"], p.country, 2000)
    return {
        "lorenz_curves": wealth.lorenz_curves(curves, country=home),
        "ginis": wealth.ginis(peers.ginis(ginis, shares, p.country, p.peers, p.year), country=home),
        "gini_gap": wealth.gini_gap(gaps, country=home, names=names, year=p.year),
        "shares_over_time": wealth.shares_over_time(
            peers.shares_over_time(shares, p.country, p.peers), country=home
        ),
        "shares_of_peers": wealth.shares_of_peers(beside, country=home, year=p.year),
        "tail_of_the_rich": wealth.tail_of_the_rich(
            model.few.rank_size(few), country=home, year=p.year
        ),
        "statement_tested": wealth.statement_tested(
            model.few.ways(few, p.claim_share), country=home, people=p.claim_people
        ),
        "billionaires_of_peers": wealth.billionaires_of_peers(
            rich, names=names, country=code, year=p.year
        ),
        "billionaires_over_time": wealth.billionaires_over_time(rich, names=names, country=code),
        "region_map": wealth.region_map(
            model.regions.on_old_outline(places, p.region_year), outline=outline, country=code
        ),
        "region_dots": wealth.region_dots(
            model.regions.compare(places, p.region_year), country=code
        ),
        "theil_over_time": wealth.theil_over_time(apart, oil_regions=p.oil_regions, country=code),
        "region_over_time": wealth.region_over_time(focus, region=p.focus_region, country=code),
        "gas_price": wealth.gas_price(t["lpg_price"], country=code),
        "money_over_time": wealth.money_over_time(
            coins, country=home, base_year=p.base_year, year=p.year
        ),
    }


@pytest.fixture(scope="module")
def kazakhstan():
    return drawn()


def test_every_chart_draws_for_kazakhstan(kazakhstan):
    assert set(kazakhstan) == set(wealth.__all__)
    for name, chart in kazakhstan.items():
        assert isinstance(chart, Chart), name
        specification = render.vega(render.vega_lite(chart.altair, chart.title, chart.description))
        assert len(json.dumps(specification)) < 60_000, name
        assert "nan" not in (chart.title + chart.description).lower().split(), name
        assert chart.origin.label == f"fig-wealth-{name.replace('_', '-')}"


def test_what_is_imputed_is_said_and_dashed(kazakhstan):
    for name in ("lorenz_curves", "ginis", "shares_over_time"):
        assert "imputed" in kazakhstan[name].description.lower()
        assert kazakhstan[name].data["imputed"].any()
    assert "strokeDash" in json.dumps(kazakhstan["shares_over_time"].altair.to_dict())


def test_the_five_people_are_named(kazakhstan):
    people = kazakhstan["tail_of_the_rich"].data.query("kind == 'person'")
    assert len(people) == 5 and people["people"].tolist() == [1, 2, 3, 4, 5]
    assert all(name in kazakhstan["tail_of_the_rich"].description for name in people["label"])


def test_the_map_says_that_two_regions_are_joined(kazakhstan):
    chart = kazakhstan["region_map"]
    assert "Turkistan" in chart.description and "population" in chart.description
    assert "South Kazakhstan" in set(chart.data["region"])


def test_titles_follow_the_parameters(kazakhstan):
    other = drawn(
        year=2019, claim_people=50, claim_share=0.1, region_year=2015, focus_region="Atyrau"
    )
    following = set(kazakhstan) - {
        "lorenz_curves",
        "ginis",
        "shares_over_time",
        "theil_over_time",
        "gas_price",
    }
    following -= {"billionaires_over_time"}
    same = [name for name in following if other[name].title == kazakhstan[name].title]
    assert not same


@pytest.mark.parametrize("country", ["USA", "TKM"])
def test_a_country_with_gaps_gets_notes_in_place(country):
    charts = drawn(country)
    notes = {name for name, chart in charts.items() if isinstance(chart, Note)}
    home = {"region_map", "region_dots", "theil_over_time", "region_over_time", "gas_price"}
    assert home | {"tail_of_the_rich", "statement_tested"} <= notes
    assert {"lorenz_curves", "shares_over_time", "shares_of_peers", "money_over_time"}.isdisjoint(
        notes
    )
    assert all(charts[name].text.endswith(".") for name in notes)
