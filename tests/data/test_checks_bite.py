"""A single wrong value put into a committed table is found by the check that guards it."""

import pandas as pd
import pytest

from qantar.common.paths import DATA
from qantar.data import validate
from qantar.sources import form

PACKAGE = validate.Checked(DATA)


def row(frame: pd.DataFrame, **key) -> int:
    """The label of the one row with this key."""
    found = frame.index[(frame[list(key)] == pd.Series(key)).all(axis=1)]
    assert len(found) == 1, key
    return found[0]


def put(column: str, value, **key):
    def change(frame):
        frame.loc[row(frame, **key) if key else 0, column] = value
        return frame

    return change


def raised(column: str, by: float, **key):
    def change(frame):
        frame.loc[row(frame, **key), column] += by
        return frame

    return change


def dropped(place: int):
    return lambda frame: frame.drop(frame.index[place])


def ended_before(frame):
    known = frame.index[frame["end"].notna()][0]
    frame.loc[known, "end"] = frame.loc[known, "start"] - pd.Timedelta(days=1)
    return frame


COAL = {"iso3": "KAZ", "year": 2021, "source": "coal"}
DECILE = {"iso3": "KAZ", "year": 2018, "welfare": "consumption", "decile": 10}
MONTH = {"country": "Kazakhstan", "month": pd.Timestamp("2021-08-01")}
CASES = {
    "a block is missing": ("blocks", dropped(1000), "network_daily.blocks says"),
    "a day is missing": ("network_daily", dropped(1000), "expected a row every 1 day"),
    "a source's generation": (
        "electricity",
        raised("generation_twh", 5, **COAL),
        "parts and total may differ",
    ),
    "a country's demand": (
        "electricity_balance",
        raised("demand_twh", 5, iso3="KAZ", year=2021),
        "generation_twh+net_imports_twh",
    ),
    "a decile": ("income_deciles", raised("share", 0.001, **DECILE), "shares sum to 1.001"),
    "a map share": ("mining_share", raised("share", 0.001, **MONTH), "shares sum to 1.00"),
    "an outage": ("outages", ended_before, "the end lies before the start"),
    "an event's end": ("events", put("end_date", "1980"), "the end lies before the start"),
    "an event's source": ("events", put("source_title", None), "no source_title or source_url"),
    "a fact's source": ("facts", put("source_url", None), "no source_title or source_url"),
    "an interval of an index": (
        "governance",
        put("high", 0.0, iso3="KAZ", year=2018, index="polyarchy"),
        "expected low ≤ value ≤ high",
    ),
    "a country": ("co2", put("iso3", "XYZ"), "countries"),
    "a date ahead": ("oil_price", put("date", pd.Timestamp("2031-01-01")), "after the vintage"),
    "a release before its year": (
        "electricity_vintages",
        put("year", 2025),
        "expected year ≤ release",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_value_is_found(tmp_path, case):
    name, change, message = CASES[case]
    entry = PACKAGE.resource(name)
    staged = tmp_path / "table.csv"
    staged.write_bytes(form.csv_bytes(entry, change(PACKAGE.load(name))))
    problems = validate.problems(validate.Checked(DATA, {name: staged}), name)
    assert any(message in problem for problem in problems), problems


def test_a_table_that_another_one_counts_on_is_found_through_it(tmp_path):
    staged = tmp_path / "table.csv"
    daily = raised("blocks", 1, date=pd.Timestamp("2022-01-05"))(PACKAGE.load("network_daily"))
    staged.write_bytes(form.csv_bytes(PACKAGE.resource("network_daily"), daily))
    problems = validate.problems(validate.Checked(DATA, {"network_daily": staged}), "blocks")
    assert [problem.split(": ")[1] for problem in problems] == ["2022-01-05"]
