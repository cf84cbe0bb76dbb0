"""A table that is not what its description says is refused: file, row, column and what would be
right.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import test_data_checks
import yaml

from qantar import data
from qantar.common.errors import DataError
from qantar.data import careful, reading

FIELDS = [
    {"name": "iso3", "type": "string"},
    {"name": "year", "type": "year"},
    {"name": "value", "type": "number"},
    {"name": "checked", "type": "boolean"},
    {"name": "seen", "type": "date"},
    {"name": "at", "type": "datetime"},
]
ENTRY = {"name": "t", "path": "t.csv", "schema": {"fields": FIELDS, "primaryKey": ["iso3", "year"]}}
HEADER = "iso3,year,value,checked,seen,at\n"
KAZ = "KAZ,2021,1.5,true,2022-01-05,2022-01-05T10:30:00\n"
UZB = "UZB,2021,,,,\n"
GOOD = (HEADER + KAZ + UZB).encode()


def read(tmp_path: Path, raw: bytes) -> pd.DataFrame:
    (tmp_path / "t.csv").write_bytes(raw)
    return reading.read(tmp_path / "t.csv", ENTRY)


def test_a_good_table_has_the_described_types_and_missing_values(tmp_path):
    frame = read(tmp_path, GOOD)
    assert [str(dtype) for dtype in frame.dtypes] == [
        "str",
        "Int64",
        "float64",
        "boolean",
        "datetime64[us]",
        "datetime64[us]",
    ]
    assert frame.loc[0].tolist() == [
        "KAZ",
        2021,
        1.5,
        True,
        pd.Timestamp("2022-01-05"),
        pd.Timestamp("2022-01-05 10:30"),
    ]
    assert frame.loc[1].isna().tolist() == [False, False, True, True, True, True]


def test_an_accepted_table_is_read_as_the_careful_reader_would(tmp_path):
    raw = GOOD.replace(b"UZB", b'"a, ""b"""')
    (tmp_path / "t.csv").write_bytes(raw)
    accepted = reading.read(tmp_path / "t.csv", {**ENTRY, "hash": reading.digest(raw)})
    slow = careful.read("t", raw, FIELDS, ["iso3", "year"])
    assert accepted.equals(slow)
    assert accepted.dtypes.equals(slow.dtypes)


def test_a_table_with_another_hash_is_read_carefully(tmp_path):
    (tmp_path / "t.csv").write_bytes(changed("1.5", "l.5"))
    with pytest.raises(DataError, match=r"row 2, column 'value': 'l\.5' is not a number"):
        reading.read(tmp_path / "t.csv", {**ENTRY, "hash": reading.digest(GOOD)})


def test_an_accepted_table_that_lacks_a_described_column_is_refused():
    entry = {**ENTRY, "hash": reading.digest(GOOD)}
    fields = [*FIELDS, {"name": "new", "type": "number"}]
    with pytest.raises(DataError, match="column 'new' is missing"):
        reading.parse(GOOD, {**entry, "schema": {**ENTRY["schema"], "fields": fields}})


def test_quoted_text_with_commas_and_quotes_is_read(tmp_path):
    frame = read(tmp_path, GOOD.replace(b"UZB", b'"a, ""b"""'))
    assert frame.loc[1, "iso3"] == 'a, "b"'


def changed(old: str, new: str) -> bytes:
    assert old in GOOD.decode()
    return GOOD.decode().replace(old, new, 1).encode()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (
            b"",
            "data/t.csv: the file is empty; expected the columns iso3,year,value,checked,seen,at",
        ),
        (b"\n \n", "data/t.csv: the file is empty"),
        (HEADER.encode(), "data/t.csv: the file has a header but no rows"),
        (b"\xef\xbb\xbf" + GOOD, "data/t.csv: row 1 starts with a byte-order mark"),
        (
            GOOD.replace(b"\n", b"\r\n"),
            "data/t.csv: row 1 holds a Windows line end (CR); expected LF alone; save it so, or "
            "take git's",
        ),
        (GOOD.replace(b"UZB", b"U\xe9B"), "data/t.csv: row 3: byte 0xe9 is not UTF-8 text"),
        (GOOD.decode().encode("utf-16"), "data/t.csv: row 1: byte 0xff is not UTF-8 text"),
        (GOOD.replace(b"UZB", b"U\0B"), "data/t.csv: row 3 holds a zero byte"),
        (GOOD[:-1], "data/t.csv: row 3 is cut off"),
        (
            GOOD + b"KGZ,2021,1\n",
            "data/t.csv: row 4 has 3 cells instead of 6; is the line cut off?",
        ),
        (GOOD + b"\n", "data/t.csv: row 4 has 0 cells instead of 6"),
        (GOOD + b"KGZ,2021,1,true,,,\n", "data/t.csv: row 4 has 7 cells instead of 6"),
        (changed(",value", ""), "data/t.csv: column 'value' is missing; expected iso3,year,value"),
        (changed("value", "amount"), "data/t.csv: column 'value' is missing"),
        (changed("at\n", "at,extra\n"), "data/t.csv: column 'extra' is not described"),
        (
            changed("iso3,year", "year,iso3"),
            "data/t.csv: the columns are in another order or repeated",
        ),
        (changed("1.5", "1,5"), "data/t.csv: row 2 has 7 cells instead of 6"),
        (changed("1.5", "l.5"), "row 2, column 'value': 'l.5' is not a number such as 12.5"),
        (changed("1.5", "1_5"), "row 2, column 'value': '1_5' is not a number"),
        (changed("1.5", " 1.5"), "row 2, column 'value': ' 1.5' is not a number"),
        (changed("1.5", "nan"), "row 2, column 'value': 'nan' is not a number"),
        (changed("1.5", "inf"), "row 2, column 'value': 'inf' is not a number"),
        (changed("1.5", "1e999"), "row 2, column 'value': '1e999' is not a number"),
        (changed("1.5", "1.5e"), "row 2, column 'value': '1.5e' is not a number"),
        (changed("1.5", "1.5.2"), "row 2, column 'value': '1.5.2' is not a number"),
        (changed("1.5", "\u0661"), "row 2, column 'value': '\u0661' is not a number"),
        (changed("2021", "2021.0"), "row 2, column 'year': '2021.0' is not a year such as 2022"),
        (changed("2021", "20x1"), "row 2, column 'year': '20x1' is not a year such as 2022"),
        (
            changed("2021", "99999999999999999999"),
            "row 2, column 'year': '99999999999999999999' is not a year",
        ),
        (changed("true", "True"), "row 2, column 'checked': 'True' is not true or false"),
        (changed("true", "1"), "row 2, column 'checked': '1' is not true or false"),
        (
            changed("2022-01-05,", "05-01-2022,"),
            "row 2, column 'seen': '05-01-2022' is not a date such as",
        ),
        (
            changed("2022-01-05,", "2022-02-30,"),
            "row 2, column 'seen': '2022-02-30' is not a date such as",
        ),
        (
            changed("2022-01-05,", "2022-01,"),
            "row 2, column 'seen': '2022-01' is not a date such as",
        ),
        (
            changed("2022-01-05,", "2022-W01-3,"),
            "row 2, column 'seen': '2022-W01-3' is not a date such as",
        ),
        (
            changed("T10:30", " 10:30"),
            "row 2, column 'at': '2022-01-05 10:30:00' is not a time such as",
        ),
        (
            changed("T10:30:00", "T10:61:00"),
            "row 2, column 'at': '2022-01-05T10:61:00' is not a time",
        ),
        (
            changed("UZB", '"UZB'),
            "data/t.csv: row 3: a quotation mark is misplaced or a cell spans lines",
        ),
        (changed("UZB", 'U"Z"B'), "data/t.csv: row 3: a quotation mark is misplaced"),
        (
            changed("UZB", '"U\nB"'),
            "data/t.csv: row 3: a quotation mark is misplaced or a cell spans lines",
        ),
        (changed("UZB", "KAZ"), "data/t.csv: row 3 repeats the key of row 2: iso3=KAZ, year=2021"),
    ],
)
def test_a_wrong_table_is_refused_and_the_place_is_named(tmp_path, raw, message):
    with pytest.raises(DataError) as refusal:
        read(tmp_path, raw)
    assert message in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_missing_file_is_named_with_what_to_do(tmp_path):
    with pytest.raises(
        DataError, match=r"data/t.csv: cannot be read \(No such file.*restore it with git"
    ):
        reading.read(tmp_path / "t.csv", ENTRY)


def test_numbers_are_read_to_the_last_bit():
    numbers = [
        0.1,
        1 / 3,
        5e-324,
        1.7976931348623157e308,
        123456789.123456789,
        2**53 + 2.0,
        0.30000000000000004,
    ]
    rows = "".join(f"KAZ,{year},{value!r},,,\n" for year, value in enumerate(numbers, start=1990))
    raw = (HEADER + rows).encode()
    for read_table in (reading.parse, reading.plain):
        assert np.array_equal(read_table(raw, ENTRY)["value"], numbers)


def columns(*names: str, key: str = "a") -> dict:
    fields = [{"name": name, "type": "year", "title": "A"} for name in names or ("a",)]
    return {"fields": fields, "primaryKey": [key]}


def described(**properties) -> str:
    """A whole description of one table, with other `properties`."""
    return yaml.safe_dump({"resources": [{**test_data_checks.ENTRY, **properties}]})


def write_package(folder: Path, text: str) -> Path:
    (folder / "datapackage.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "data/datapackage.yaml, line 2: did not find expected node"),
        ("- 1", "data/datapackage.yaml: top level: needs a list of resources"),
        ("resources: 3", "data/datapackage.yaml: top level: needs a list of resources"),
        ("resources: [3]", "data/datapackage.yaml: resource 1: "),
        (described(name="A b"), "data/datapackage.yaml: A b: property name = 'A b'"),
        (
            described(path="../t.csv"),
            "property path = '../t.csv': must be a .csv or .geojson file inside",
        ),
        (
            described(path="/etc/t.csv"),
            "property path = '/etc/t.csv': must be a .csv or .geojson file",
        ),
        (described(schema=None), "t: needs schema: fields and primaryKey"),
        (
            described(schema={"fields": [{"name": "a", "type": "money"}]}),
            "schema.fields.0.type = 'money'",
        ),
        (described(schema=columns(key="b")), "a key names 'b', which is no column"),
        (described(schema=columns("a", "a")), "column 'a' is described twice"),
        (described() + described().removeprefix("resources:\n"), "resource 't' is described twice"),
        (
            "x: !!python/object/apply:os.system ['true']",
            "data/datapackage.yaml, line 1: could not determine",
        ),
    ],
)
def test_a_wrong_description_is_refused_in_one_line(tmp_path, text, message):
    with pytest.raises(DataError) as refusal:
        data.Package(write_package(tmp_path, text))
    assert message in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_an_unknown_table_gets_the_nearest_name():
    with pytest.raises(DataError, match="no table named 'countrys'; did you mean countries"):
        data.load("countrys")


def test_a_map_is_not_read_as_a_table_and_a_broken_map_is_refused(tmp_path):
    areas = [{"name": "key", "title": "Key"}]
    text = described(name="maps/m", path="m.geojson", schema=None, properties=areas)
    package = data.Package(write_package(tmp_path, text))
    with pytest.raises(DataError, match="is a map, not a table"):
        package.load("maps/m")
    for raw in (b"{", b"[]", b'{"features": []}', b"\xff"):
        (tmp_path / "m.geojson").write_bytes(raw)
        with pytest.raises(DataError, match=r"data/m.geojson: (not JSON|expected a GeoJSON)"):
            package.load_map("maps/m")
