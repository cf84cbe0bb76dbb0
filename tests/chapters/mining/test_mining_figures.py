"""The mining chapter's figures: for every country of the map and beyond, and under other
parameters.
"""

import pandas as pd
import pytest
from pytest import approx

from qantar import data
from qantar.chapters.mining import figures as mining
from qantar.chapters.mining import machines as mining_machines
from qantar.chapters.mining.parameters import MiningParameters
from qantar.common.errors import ParameterError, QantarError
from qantar.report.parameters import validate


@pytest.fixture(scope="module")
def tables():
    return {name: data.load(name) for name in mining.TABLES}


def figures(tables, **values):
    return {figure.id: figure for figure in mining.figures(tables, MiningParameters(**values))}


def test_kazakhstan_has_every_figure(tables):
    found = figures(tables)
    assert [name for name, figure in found.items() if figure.value is None] == []
    assert found["mining.share_peak"].as_of == "2021-10"
    assert (found["mining.rank_2021_08"].value, found["mining.rank_2022_01"].value) == (2, 3)


@pytest.mark.parametrize("country", ["UZB", "USA", "IRN", "KGZ", "DEU", "MYS", "CHN", "RUS", "CAN"])
def test_other_countries_run_and_say_what_is_missing(tables, country):
    found = figures(tables, country=country)
    on_the_map = country not in ("UZB", "KGZ")
    assert (found["mining.share_2021_08"].value is not None) == on_the_map
    assert found["mining.fee_usd_kwh_2022_01"].value is None
    assert found["mining.breakeven_new_2022_01"].value == approx(0.2596, abs=1e-4)


def test_names_of_machines_stand_only_at_their_values(tables):
    assert "mining.breakeven_s9_2022_01" in figures(tables)
    other = figures(tables, old_machine_j_th=85.0)
    assert "mining.breakeven_s9_2022_01" not in other
    assert "mining.days_profitable_s9_2022" not in other
    assert (
        other["mining.breakeven_old_2022_01"].value
        > figures(tables)["mining.breakeven_s9_2022_01"].value
    )


def test_the_days_of_the_s9_are_those_of_the_kazakh_fee(tables):
    assert "mining.days_profitable_s9_2022" not in figures(tables, country="USA")


def test_a_dearer_tariff_leaves_fewer_paid_days(tables):
    cheap, dear = (
        figures(tables, tariff_usd_kwh=t)["mining.days_profitable_old_2022"].value
        for t in (0.03, 0.06)
    )
    assert 0 < dear < cheap < 1


def test_the_fee_has_a_market_range_around_it(tables):
    fee = figures(tables)["mining.fee_usd_kwh_2022_01"]
    assert fee.low < fee.value < fee.high
    assert fee.range_kind == "market_range"


def test_an_unknown_machine_is_named(tables):
    with pytest.raises(QantarError, match=r"Antminer S99.*asics\.csv"):
        mining_machines.machine_rows(tables["asics"], ["Antminer S99"])


def test_a_machine_starts_with_its_release(tables):
    machines = mining_machines.machine_rows(tables["asics"], ["MicroBT Whatsminer M20S"])
    work = mining.Workings(tables, MiningParameters())
    history = mining_machines.breakeven_history(work.daily, machines, 1.1)
    assert history["month"].min() == machines["released"].iloc[0]


def test_paid_days_are_counted_within_each_whole_year(tables):
    days = pd.date_range("2021-01-01", "2023-06-30")
    daily = pd.Series(240.0, index=days).where(days.year != 2022, 120.0)
    machines = pd.DataFrame({"model": ["m"], "efficiency_j_th": [100.0]})
    # 100 J/TH breaks even at 0.10 USD/kWh in 2021 and at 0.05 in 2022; 2023 is not whole
    paid = mining_machines.paid_days(
        daily, machines, 1.0, pd.Series(0.07, index=days), (2021, 2022, 2023)
    )
    assert paid[["year", "paid_days", "paid_share"]].to_numpy().tolist() == [
        [2021, 365, 1.0],
        [2022, 0, 0.0],
    ]


def test_outage_cost_is_gross_and_net_of_power_not_bought(tables):
    days = pd.date_range("2022-01-01", "2022-02-10")
    daily, price = pd.Series(240.0, index=days), pd.Series(0.04, index=days)
    cost = mining_machines.outage_cost(daily, {"a": 100.0, "b": 1000.0}, 1.0, price, "2022-01")
    assert cost.groupby("machine")["date"].count().tolist() == [31, 31]
    assert cost.groupby("machine")["revenue_usd_mwh"].first().tolist() == approx([100.0, 10.0])
    assert cost.groupby("machine")["net_usd_mwh"].first().tolist() == approx([60.0, 0.0])


def test_default_efficiencies_are_those_of_the_table(tables):
    old = tables["asics"].query("source == 'CCAF' and model == 'Bitmain Antminer S9 (13.5Th)'")
    assert MiningParameters().old_machine_j_th == old["efficiency_j_th"].iloc[0]
    new = tables["asics"][tables["asics"]["model"].str.startswith("Antminer S19j Pro")][
        "efficiency_j_th"
    ]
    assert new.min() <= MiningParameters().new_machine_j_th <= new.max()


def test_wrong_parameters_stop_with_one_line():
    with pytest.raises(ParameterError, match="pue"):
        validate("mining", MiningParameters, {"pue": 0.9})
    with pytest.raises(ParameterError, match="did you mean tariff_usd_kwh"):
        validate("mining", MiningParameters, {"tarif_usd_kwh": 0.05})
