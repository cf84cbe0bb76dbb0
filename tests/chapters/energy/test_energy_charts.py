"""The energy charts: titles that hold for every country, doubt drawn as doubt, nothing borrowed."""

import json

import numpy as np
import pandas as pd
import pytest

from qantar.chapters.energy import (
    charts,
    demand,
    electricity,
    figures,
    frames,
    grid,
    nuclear,
    uncertainty,
)
from qantar.chapters.energy.parameters import EnergyParameters
from qantar.charting.chart import Chart, Note
from qantar.report.chapter import Tables


@pytest.fixture(scope="module")
def tables():
    return Tables.load(figures.TABLES)


def every_way(tables, country):
    return frames.every_way(tables, EnergyParameters(country=country))


def peaks(*rows):
    columns = ["winter", "period", "kind", "deficit_low_mw", "deficit_high_mw"]
    return pd.DataFrame(rows, columns=columns)


BEFORE = ("2021/22", "2021-10/2022-03", "reported", 600.0, 600.0)


@pytest.mark.parametrize(
    ("later", "stayed"),
    [((1256.0, 1519.0), True), ((1256.0, 500.0), False), ((100.0, 700.0), False)],
)
def test_shortage_stayed_only_if_each_later_one_is_larger_than_all_before(later, stayed):
    winters = zip(("2022/23", "2023/24"), later, strict=True)
    rows = [(winter, "2023", "measured", mw, mw) for winter, mw in winters]
    frame = peaks(BEFORE, *rows, ("2024/25", "2025", "forecast", 10.0, 10.0))
    bought = peaks(("2020/21", "2020-12", "bought", 500.0, 1300.0), *frame.to_numpy())
    assert not grid.stayed(bought)
    assert grid.stayed(frame) is stayed
    title = charts.shortage(frame, country="Kazakhstan").title
    assert ("outlasted the mining boom" in title) is stayed


def test_shortage_title_names_no_forecast():
    frame = peaks(BEFORE, ("2024/25", "2025", "forecast", 9999.0, 9999.0))
    assert "600 MW" in charts.shortage(frame, country="Kazakhstan").title


@pytest.mark.parametrize(("country", "left"), [("KAZ", (21, 321)), ("USA", (None, None))])
def test_what_was_bought_without_miners(tables, country, left):
    ends = frames.bought_without_mining(tables, EnergyParameters(country=country))
    assert tuple(end and round(end) for end in ends.values()) == left


def test_only_measured_peaks_are_drawn_filled(tables):
    made = charts.shortage(grid.peaks(tables.power_peaks, "KAZ"), country="Kazakhstan")
    spec = json.dumps(made.altair.to_dict())
    assert "'measured'" in spec and "'forecast'" in spec and "gradient" in spec


def test_map_and_independent_ways_are_told_apart(tables):
    made = charts.mining_load_by_way(every_way(tables, "KAZ"), country="Kazakhstan")
    basis = made.data.set_index("name")["basis"]
    assert set(basis[basis.index.str.startswith(("Map", "The same", "Analyst"))]) == {
        "with the map"
    }
    free = basis[~basis.index.str.startswith(("Map", "The same", "Analyst"))]
    assert len(free) >= 8 and set(free) == {"without the map"}


def test_no_country_borrows_kazakhstans_reports(tables):
    made = charts.mining_load_by_way(every_way(tables, "USA"), country="United States")
    assert set(made.data["basis"]) == {"with the map"}
    assert "rests on one map" in made.title


def test_bounds_are_shown_as_bounds(tables):
    description = charts.mining_load_by_way(
        every_way(tables, "KAZ"), country="Kazakhstan"
    ).description
    without = description.partition("Without it: ")[2]
    assert ": ≤ 1,200;" in without
    assert without.count(": ≥ 1,000;") == 2


@pytest.mark.parametrize(("mining", "words"), [(7.2, "more in 2021 than all demand"), (3.3, "50")])
def test_residual_title_follows_the_check(mining, words):
    check = demand.Check(2021, 6.6, mining, 2.4, 3)
    assert words in charts.residual_check(check, country="Kazakhstan").title


def test_residual_check_needs_growth():
    shrinking = demand.Check(2021, -1.0, 0.5, 2.4, 3)
    assert isinstance(charts.residual_check(shrinking, country="Kazakhstan"), Note)
    assert isinstance(charts.residual_check(None, country="Norway"), Note)


def balance(*net):
    return pd.DataFrame({"year": range(2019, 2019 + len(net)), "net_imports_twh": net})


@pytest.mark.parametrize(
    ("net", "words"),
    [
        ((1.0, -1.0, -0.5, 1.5, 2.0), "has not sold more power than it bought"),
        ((-1.0, 1.0, 1.0, 1.5, 2.0), "in every year since 2020"),
        ((1.0, 1.0, 1.0, 1.5, -2.0), "exported more power than it imported in 2023"),
    ],
)
def test_imports_title_follows_the_last_export(net, words):
    assert words in charts.net_imports(balance(*net), None, country="Kazakhstan").title


def test_doubtful_net_imports_are_pale_and_called_so():
    made = charts.net_imports(balance(-1.0, 1.0, 1.0, 1.5), None, country="Kazakhstan")
    assert "2022 is in doubt" in made.description and "Pale: in doubt" in made.measure
    assert '"opacity": {"condition"' in json.dumps(made.altair.to_dict())


def test_declared_mining_stands_beside_imports():
    made = charts.net_imports(balance(-1.0, 1.0), 3.07, country="Kazakhstan")
    assert 3.07 in made.data["net_imports_twh"].tolist()
    assert (
        3.07 not in charts.net_imports(balance(-1.0, 1.0), None, country="Kazakhstan").data.values
    )


@pytest.mark.parametrize(
    ("country", "words"),
    [
        ("Kazakhstan", "the largest part of the power in Kazakhstan: 8.9"),
        ("United States", "the most was 8.9\u202f% in Kazakhstan"),
        ("Norway", "weighed most on the grid of Kazakhstan"),
    ],
)
def test_grid_title_holds_for_any_country(tables, country, words):
    assert words in charts.share_of_grid(frames.weights(tables), country=country).title


@pytest.mark.parametrize(("load_width", "words"), [(4.0, "in that load"), (0.1, "counts carbon")])
def test_emissions_title_names_the_larger_doubt(load_width, words):
    found = {
        "both": uncertainty.Interval(8.0, 5.0, 12.0),
        "load": uncertainty.Interval(8.0, 8.0, 8.0 + load_width),
        "counting": uncertainty.Interval(8.0, 7.0, 8.5),
    }
    made = charts.emissions(found, country="Kazakhstan", year=2021, load_factor_95=1.5)
    assert words in made.title and "5.0 to 12.0" in made.title


@pytest.mark.parametrize(("highest", "lower"), [(12.9, True), (11.9, False)])
def test_a_joint_doubt_that_ends_lower_is_explained(highest, lower):
    found = {
        "both": uncertainty.Interval(8.0, 5.0, 12.0),
        "load": uncertainty.Interval(8.0, 5.7, highest),
        "counting": uncertainty.Interval(8.0, 7.0, 8.5),
    }
    made = charts.emissions(found, country="Kazakhstan", year=2021, load_factor_95=1.5)
    assert ("lie below the one used" in made.measure) is lower


@pytest.mark.parametrize(("counted", "words"), [("all", "say 800 to 800"), ("registered", "part")])
def test_a_part_of_mining_is_not_told_as_a_count_of_all(tables, counted, words):
    own = tables.mining_load_reports.query("report == 'analyst-2021-10'")
    own = own.assign(low_mw=800.0, high_mw=800.0, counted=counted, independent_of_map=True)
    mapped = [("map, year", *map(pd.Timestamp, ("2021", "2021-12-31")), 9.0, 9.0, False, True)]
    fees = pd.DataFrame({"load_mw": pd.Series(dtype=float)})
    every = frames.all_ways(mapped, frames.reported(own, "KAZ"), fees, None)
    assert words in charts.mining_load_by_way(every, country="Kazakhstan").title


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (0.80, 0.55, "fell from 80\u202f% in 2012 to 55\u202f% in 2025, like that of China"),
        (0.45, 0.16, "fell from 45\u202f% in 2012 to 16\u202f% in 2025"),
        (0.16, 0.18, "rose from 16"),
        (0.41, 0.41, "is 41\u202f% in 2025, as in 2012"),
        (0.72, 0.70, "hardly fell: from 72"),
        (0.0, 0.0, "next to no electricity"),
    ],
)
def test_coal_title_holds_for_any_change(before, after, words):
    rows = [("UTO", "Utopia", before, after), ("CHN", "China", 0.77, 0.54)]
    rows.append(("WLD", "World", 0.40, 0.33))
    shares = pd.DataFrame(
        [
            (iso3, name, year, share)
            for iso3, name, *ends in rows
            for year, share in zip((electricity.COAL_FROM, 2025), ends, strict=True)
        ],
        columns=["iso3", "country", "year", "share"],
    )
    made = charts.coal_share(shares, country="Utopia", world="World")
    assert words in made.title


def test_releases_title_needs_both_sides():
    lines = pd.DataFrame({"release": 2026, "year": [2020, 2021], "share": [0.66, 0.64]})
    counts = {"year": [2023], "confidence": ["high"], "publisher": ["x"], "fact": ["y"]}
    for share, words in ((0.71, "for 2023 an official count does"), (0.66, "releases put coal at")):
        official = pd.DataFrame({**counts, "share": [share]})
        made = charts.coal_share_releases(lines, official, country="Kazakhstan", threshold=0.7)
        assert words in made.title


@pytest.mark.parametrize(
    ("growth", "words"),
    [
        (0.02, "grows by 2.0\u202f% a year, a nuclear plant of 2,400 MW would cover 63"),
        (0.005, "cover all growth"),
        (-0.01, "would give 15"),
    ],
)
def test_plant_title_follows_the_growth(growth, words):
    plant = nuclear.Scenario(2400.0, 0.9, 2036, growth, 2025, 123.69, 67.1, 2.4)
    assert words in charts.nuclear_plan(plant, country="Kazakhstan").title


def test_plant_chart_leaves_out_what_is_not_there():
    plant = nuclear.Scenario(2400.0, 0.9, 2036, 0.02, 2025, 123.69, 0.0, -1.0)
    made = charts.nuclear_plan(plant, country="Norway")
    assert made.data["what"].tolist() == ["The plant", "Growth until 2036"]


@pytest.mark.parametrize("country", ["KAZ", "USA", "UZB", "NOR", "PRY", "CHN", "IRL", "LBY", "ETH"])
def test_each_country_has_charts_or_a_sentence(tables, country):
    p = EnergyParameters(country=country)
    name = tables.countries.set_index("iso3")["name"][country]
    own = electricity.of_country(tables.electricity_balance, country)
    made = [
        charts.shortage(grid.peaks(tables.power_peaks, country), country=name),
        charts.mining_load_by_way(every_way(tables, country), country=name),
        charts.residual_check(frames.check(tables, p), country=name),
        charts.net_imports(own, None, country=name),
        charts.share_of_grid(frames.weights(tables), country=name),
        charts.coal_share(frames.coal_beside_peers(tables, p), country=name, world="World"),
        charts.emissions(frames.simulated(tables, p), country=name, year=2021, load_factor_95=1.5),
        charts.nuclear_plan(frames.scenario(tables, p), country=name),
    ]
    for one in made:
        words = one.text if isinstance(one, Note) else one.title + one.measure + one.description
        assert not {"nan", "None"} & set(words.replace(",", " ").replace(";", " ").split()), words
        if isinstance(one, Chart):
            numbers = one.data.select_dtypes("number").astype(float)
            assert np.isfinite(numbers.fillna(0)).all(axis=None)


@pytest.mark.parametrize(
    ("country", "title", "compares"),
    [
        ("KAZ", "fell from", True),
        ("NOR", "next to no electricity", False),
        ("ESH", "Coal gave Western Sahara", False),
    ],
)
def test_coal_compares_years_only_where_it_has_both(tables, country, title, compares):
    p = EnergyParameters(country=country)
    name = tables.countries.set_index("iso3")["name"][country]
    made = charts.coal_share(frames.coal_beside_peers(tables, p), country=name, world="World")
    assert title in made.title and (str(electricity.COAL_FROM) in made.title) is compares


@pytest.mark.parametrize(("choice", "rows"), [("ember", 3), ("coal", 1), ("combustion", 1)])
def test_one_way_of_counting_has_no_doubt_of_its_own(tables, choice, rows):
    found = frames.simulated(tables, EnergyParameters(emission_factor=choice, draws=1000))
    made = charts.emissions(found, country="Kazakhstan", year=2021, load_factor_95=1.5)
    assert len(made.data) == rows
    assert ("one doubt alone" in made.measure) is (rows > 1)


@pytest.mark.parametrize(
    ("country", "month", "misleads"),
    [("KAZ", "2021-08", True), ("DEU", "2021-03", False), ("NOR", "2021-08", False)],
)
def test_a_month_misleads_only_where_it_differs(tables, country, month, misleads):
    p = EnergyParameters(country=country, month=month)
    assert frames.month_misleads(tables, p) is misleads


@pytest.mark.parametrize(("country", "differ"), [("KAZ", True), ("IRN", False)])
def test_releases_are_told_apart_only_where_they_differ(tables, country, differ):
    assert frames.releases_differ(tables, EnergyParameters(country=country)) is differ
