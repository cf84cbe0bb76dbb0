"""Automatic sources are parsed in their publishers' own format, from a few recorded lines of
each.
"""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from qantar.common.errors import RefreshError
from qantar.common.paths import DATA, ROOT
from qantar.data import Package
from qantar.sources import fetch, refresh, registry
from qantar.sources.base import Inputs
from qantar.sources.society import worldbank_wdi

SAMPLES = ROOT / "tests" / "sources" / "samples"
PACKAGE = Package(DATA)
# The first and last rows that each table must hold, read off the samples by eye.
EXPECTED = {
    "oil_price": ["2026-05-01,107.14", "2026-07-01,83.76"],
    "electricity": ["KAZ,1990,coal,62.144", "WLD,2021,wind,1856.94"],
    "electricity_balance": ["KAZ,1990,87.379,,,", "WLD,2021,28259.07,494.81,,"],
    "electricity_trade": ["KAZ,2021-01-01,KGZ,export,2.8,", "KAZ,2022-07-01,RUS,import,120.5,"],
    "electricity_regions": ["KAZ,KZ-KUS,Kostanay,north,4615", "KAZ,KZ-YUZ,Turkestan,south,5211"],
    "asic_prices": ["2022-02-01,25,38,92.79,94.24,95.68,2", "2022-02-01,38,68,65.83,69.92,74,2"],
    "mining_share": [
        "CAN,Canada,2022-01-01,0.0648,false",
        "USA,United States,2022-01-01,0.3784,false",
    ],
    "map_world": [
        '{"type":"Feature","properties":{"iso3":"ARE"},"geometry":{"type":"MultiPolygon",'
        '"coordinates":[[[[30.0,30.0],[30.0,10.0],[10.0,10.0],[10.0,30.0],[30.0,30.0]]]]}},',
        "]}",
    ],
}
ROWS = {
    "oil_price": 3,
    "electricity": 31,
    "electricity_balance": 4,
    "electricity_trade": 16,
    "electricity_regions": 3,
    "asic_prices": 2,
    "mining_share": 10,
    "map_world": 15,
}


def automatic() -> set[str]:
    publishers = registry.publishers()
    return {
        name
        for name, maker in registry.tables().items()
        if not fetch.needs(maker.inputs, publishers)
    }


def lines(name: str, folder: Path = SAMPLES) -> list[str]:
    return refresh.build(registry.find(name), folder, PACKAGE).decode().splitlines()[1:]


def test_every_automatic_table_has_a_sample():
    assert automatic() == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_gives_the_table(name):
    made = lines(name)
    assert [made[0], made[-1]] == EXPECTED[name]
    assert len(made) == ROWS[name]


def test_a_value_that_cannot_be_right_is_kept_and_flagged():
    (flagged,) = [line for line in lines("electricity_trade") if "KGZ,import,1543" in line]
    assert flagged.endswith("ten times its neighbours: the decimal comma is probably lost")


def test_aggregates_are_left_out_and_the_world_is_kept():
    people = worldbank_wdi.indicator(Inputs(SAMPLES), "SP.POP.TOTL").set_index(["iso3", "year"])[
        "value"
    ]
    assert people["KAZ", 2021] == 19743603
    assert people["WLD", 2021] == 7919567995
    assert set(people.index.get_level_values("iso3")) == {"ABW", "KAZ", "WLD"}
    assert {line[:3] for line in lines("electricity")} == {"KAZ", "UZB", "WLD"}


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("oil_price", "oil-prices/brent-monthly.csv"),
        ("electricity", "owid-energy-data/owid-energy-data_countries_1990-2025.csv"),
        ("electricity_balance", "owid-grapher-electricity/electricity-generation.csv"),
        ("electricity_regions", "pypsa-kz-data/official_demand.csv"),
        ("mining_share", "cbeci-mining-map/global_hash_rates.csv"),
    ],
)
def test_a_renamed_column_is_refused_by_name(tmp_path, name, file):
    shutil.copytree(SAMPLES, tmp_path, dirs_exist_ok=True)
    head, rest = (tmp_path / file).read_text().split("\n", 1)
    last = pd.Index(["date", "Year", "year", "Date", "Region"]).intersection(
        head.strip().split(",")
    )[0]
    (tmp_path / file).write_text(head.replace(last, "renamed") + "\n" + rest)
    with pytest.raises(RefreshError, match=rf"{file}: column '{last}' is missing; found .*renamed"):
        lines(name, tmp_path)


def test_a_further_column_changes_nothing(tmp_path):
    shutil.copytree(SAMPLES, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "owid-energy-data" / "owid-energy-data_countries_1990-2025.csv"
    pd.read_csv(path, dtype="str").assign(extra="1").to_csv(path, index=False)
    assert lines("electricity", tmp_path) == lines("electricity")
