"""Every chart of the wealth chapter draws, says its finding in computed words, and gives way to
a note.
"""

import json
from functools import cache

import pandas as pd
import pytest
from chapter_run import gathered

from qantar.chapters.wealth import charts as wealth
from qantar.chapters.wealth import (
    few,
    gas,
    inequality,
    money,
    regions,
    unrest,
    years_before,
)
from qantar.chapters.wealth import figures as model
from qantar.charting import render
from qantar.charting.chart import Chart, Note
from qantar.report.chapter import Tables, place_of
from qantar.report.parameters import model_for, validate


@cache
def tables():
    return Tables.load(model.TABLES)


@cache
def causes():
    p = validate("wealth", model_for("wealth"), {"permutations": 1000})
    tested, _verdict = unrest.regions_tested(tables(), p)
    nations, _other = unrest.countries_tested(tables(), p)
    return tested, nations


def drawn(country="KAZ", **values):
    """All charts of a run by name."""
    p, t = validate("wealth", model_for("wealth"), {"country": country, **values}), tables()
    place, names = place_of(p), model.names(t.countries)
    group = [p.country, *inequality.others(p.country, p.peers)]
    some = few.Few(t, p.country, p.year, p.claim_people)
    tested, nations = causes()
    pairs = inequality.gaps(t.inequality, t.wealth_shares, p.country, p.peers, p.year)
    curves = inequality.lorenz_curves(t.income_deciles, t.wealth_shares, p.country, p.peers, p.year)
    poverty = regions.over_time(t.regions, regions.POVERTY, min(2018, p.region_year - 2), 2024)
    income = regions.real_income(t.regions, t.macro, p.base_year)
    steps = gas.ladder(t.lpg_prices, p.focus_region, p.gas_kg_per_litre)
    rich = money.billionaires(t.billionaires_totals, t.macro, t.household_wealth, group)
    family = money.family_part(t.billionaires, t.family_ties, p.country)
    protests = years_before.per_month(t.protest_trackers, years_before.TRACKER, "protests")
    scores = years_before.score_over_time(t.mobilisation, p.country, p.peers, names, 1990)
    return {
        "gas_ladder": wealth.gas_ladder(
            steps, region=p.focus_region, kg_per_litre=p.gas_kg_per_litre
        ),
        "pump_prices": wealth.pump_prices(gas.at_the_pump(t.lpg_prices), region=p.focus_region),
        "poverty": wealth.poverty(poverty, region=p.focus_region, year=p.region_year),
        "real_income": wealth.real_income(income, region=p.focus_region, base_year=p.base_year),
        "protests_per_month": wealth.protests_per_month(protests),
        "mobilisation": wealth.mobilisation(scores, country=place),
        "lorenz_curves": wealth.lorenz_curves(curves, country=place),
        "gini_gap": wealth.gini_gap(pairs, country=place, names=names, year=p.year),
        "billionaires": wealth.billionaires(family, country=place, year=p.year),
        "billionaires_of_peers": wealth.billionaires_of_peers(
            rich, names=names, country=p.country, year=p.year
        ),
        "statement_tested": wealth.statement_tested(
            few.ways(some, p.claim_share), country=place, people=p.claim_people, year=p.year
        ),
        "regions_tested": wealth.regions_tested(
            tested, verdict="cannot separate", significance=0.05
        ),
        "countries_tested": wealth.countries_tested(
            nations, country=place, names=names, code=p.country, verdict="speaks against"
        ),
    }


@pytest.fixture(scope="module")
def kazakhstan():
    return drawn()


def test_every_chart_draws_for_kazakhstan(kazakhstan):
    assert set(kazakhstan) == set(gathered(wealth))
    for name, chart in kazakhstan.items():
        assert isinstance(chart, Chart), name
        specification = render.vega(chart.vega_lite)
        assert len(json.dumps(specification)) < 80_000, name
        assert chart.measure.endswith("."), name
        assert "nan" not in (chart.title + chart.description).lower().split(), name
        assert chart.origin.label == f"fig-wealth-{name.replace('_', '-')}"


def test_what_is_imputed_is_said_and_dashed(kazakhstan):
    assert "imputed" in kazakhstan["lorenz_curves"].description
    assert "imputed" in kazakhstan["gini_gap"].measure
    assert kazakhstan["lorenz_curves"].data["imputed"].any()
    assert "strokeDash" in json.dumps(kazakhstan["lorenz_curves"].altair.to_dict())


def test_the_title_names_the_family_and_its_third(kazakhstan):
    title = kazakhstan["billionaires"].title
    assert "daughter of Nazarbayev and her husband" in title and "a third" in title
    assert "5.6 of 16.9" in kazakhstan["billionaires"].description


FOLLOWING = {
    "gas_ladder",
    "pump_prices",
    "poverty",
    "real_income",
    "billionaires",
    "billionaires_of_peers",
    "statement_tested",
}


def test_titles_follow_the_parameters(kazakhstan):
    other = drawn(
        year=2019,
        claim_people=50,
        claim_share=0.1,
        region_year=2019,
        base_year=2010,
        focus_region="Almaty city",
    )
    same = {
        name
        for name, chart in other.items()
        if isinstance(chart, Chart) and chart.title == kazakhstan[name].title
    }
    assert not FOLLOWING & same


def test_the_statement_is_refuted_only_above_the_bound(kazakhstan):
    assert "cannot own half, unless wealth is hidden" in kazakhstan["statement_tested"].title
    within = drawn(claim_share=0.2)["statement_tested"].title
    assert "cannot be ruled out" in within


def test_counts_collected_in_other_ways_are_not_compared(kazakhstan):
    title = kazakhstan["protests_per_month"].title
    assert "63" in title and "16" not in title
    assert "not to be compared" in kazakhstan["protests_per_month"].measure


def test_a_poverty_that_fell_is_not_said_to_double():
    rows = pd.DataFrame(
        {
            "region": ["Mangystau", "Mangystau", "Kazakhstan", "Kazakhstan", "Atyrau", "Atyrau"],
            "year": [2019, 2021] * 3,
            "value": [0.08, 0.04, 0.05, 0.05, 0.03, 0.03],
        }
    )
    fell = wealth.poverty(rows, region="Mangystau", year=2021).title
    rows["value"] = [0.04, 0.08, 0.05, 0.05, 0.03, 0.03]
    rose = wealth.poverty(rows, region="Mangystau", year=2021).title
    assert "doubled" in rose and "doubled" not in fell and fell != rose


def incomes(own, country, ended):
    rows = [("Mangystau", 2020, own), ("Kazakhstan", 2020, country), ("Atyrau", 2020, 120)]
    rows += [(region, 2013, 100) for region in ("Mangystau", "Kazakhstan", "Atyrau", "South")]
    rows.append(("South", 2017, ended))
    return pd.DataFrame(rows, columns=["region", "year", "index"])


@pytest.mark.parametrize(
    ("own", "country", "said"),
    [(98.1, 123, "stood still"), (90, 123, "fell"), (110, 123, "rose by 10"), (99, 101, "fell")],
)
def test_an_income_that_hardly_moved_stood_still(own, country, said):
    drawn = wealth.real_income(incomes(own, country, 105), region="Mangystau", base_year=2013)
    assert said in drawn.title and "South" not in drawn.measure


def test_a_region_that_fell_before_it_was_split_is_named():
    drawn = wealth.real_income(incomes(98.1, 123, 90.1), region="Mangystau", base_year=2013)
    assert "South ends at 90 in 2017" in drawn.measure


@pytest.mark.parametrize("verdict", ["supported", "cannot separate", "speaks against"])
def test_the_title_of_the_test_is_its_verdict(verdict):
    tested, nations = causes()
    titles = {
        wealth.regions_tested(tested, verdict=verdict, significance=0.05).title,
        wealth.countries_tested(
            nations, country="Kazakhstan", names={}, code="KAZ", verdict=verdict
        ).title,
    }
    says_no = {title for title in titles if " not " in title or "cannot" in title}
    assert says_no == (set() if verdict == "supported" else titles)


@pytest.mark.parametrize("country", ["USA", "TKM"])
def test_a_country_with_gaps_gets_notes_in_place(country):
    charts = drawn(country)
    notes = {name for name, chart in charts.items() if isinstance(chart, Note)}
    assert {"billionaires", "statement_tested"} <= notes
    assert notes <= {"billionaires", "statement_tested", "gini_gap", "billionaires_of_peers"}
    assert all(charts[name].text.endswith(".") for name in notes)


def test_a_region_without_prices_at_the_pump_gets_a_note():
    charts = drawn(focus_region="Akmola")
    assert isinstance(charts["gas_ladder"], Note)
    assert "no price" in charts["gas_ladder"].text


def test_the_price_of_gas_is_told_of_counted_regions_alone(kazakhstan):
    days = gas.at_the_pump(tables().lpg_prices)
    counted = days.assign(regions=days["regions"].where(days["high"] < 117, 1))
    assert "12 regions paid 117" in kazakhstan["pump_prices"].title
    assert "; 1 region paid 117" in wealth.pump_prices(counted, region="Mangystau").title
    unknown = wealth.pump_prices(days.assign(regions=pd.NA), region="Mangystau")
    assert "region" not in unknown.title and "117" not in unknown.title
