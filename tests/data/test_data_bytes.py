"""Whatever bytes stand in a table: reading gives exact values or an error, never a silent wrong
number.
"""

import csv
import io
from datetime import date, datetime

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from qantar.common.errors import DataError
from qantar.data import careful, reading
from qantar.sources import form

FIELDS = [
    {"name": "name", "type": "string"},
    {"name": "year", "type": "year"},
    {"name": "value", "type": "number"},
    {"name": "ok", "type": "boolean"},
    {"name": "day", "type": "date"},
    {"name": "at", "type": "datetime"},
]
KEY = ["name", "year"]
ENTRY = {"name": "t", "path": "t.csv", "schema": {"fields": FIELDS, "primaryKey": KEY}}
GOOD = (
    b"name,year,value,ok,day,at\n"
    b"KAZ,2021,-1.25e-3,true,2022-01-05,2022-01-05T10:30:00\n"
    b"KAZ,2022,12,false,,\n"
    b'"a, b",2022,0.1,,2021-12-31,2021-12-31T23:59:59\n'
    b"UZB,-5,,,,\n"
)
PIECES = [
    *(
        b"0",
        b"9",
        b"-",
        b"+",
        b".",
        b"e",
        b"E",
        b",",
        b"\n",
        b"\r",
        b'"',
        b" ",
        b"_",
        b"T",
        b":",
        b"\0",
    ),
    *(
        b"nan",
        b"inf",
        b"NA",
        b"null",
        b"true",
        b"\xff",
        b"\xef\xbb\xbf",
        b"1e309",
        b"0x1",
        b"#",
        b"'",
        b";",
    ),
]


def outcome(read, raw):
    try:
        return read(raw)
    except DataError as error:
        assert "\n" not in str(error)
        return None


@st.composite
def mutated(draw):
    raw = bytearray(draw(st.sampled_from([GOOD, GOOD.replace(b'"a, b"', b"ab")])))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(raw)))
        cut = draw(st.integers(0, 3))
        raw[at : at + cut] = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=2)))
    return bytes(raw)


def naive(raw):
    """Cells as Python's csv module reads them, None where a cell is empty."""
    return [
        [cell or None for cell in row] for row in csv.reader(io.StringIO(raw.decode(), newline=""))
    ][1:]


@settings(max_examples=300)
@given(mutated())
def test_damaged_bytes_give_exact_values_or_an_error(raw):
    slow = outcome(lambda raw: careful.read("t", raw, FIELDS, KEY), raw)
    if slow is None:
        return
    pd.testing.assert_frame_equal(reading.plain(raw, ENTRY), slow)
    cells = naive(raw)
    assert [row[0] for row in cells] == [
        None if pd.isna(value) else value for value in slow["name"]
    ]
    assert [row[2] and float(row[2]) for row in cells] == [
        None if pd.isna(value) else value for value in slow["value"]
    ]


ROWS = st.lists(
    st.tuples(
        st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), min_size=1),
        st.integers(-9999, 9999),
        st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
        st.one_of(st.none(), st.booleans()),
        st.one_of(st.none(), st.dates(date(1000, 1, 1))),
        st.one_of(
            st.none(), st.datetimes(datetime(1000, 1, 1)).map(lambda at: at.replace(microsecond=0))
        ),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[:2],
)


@settings(max_examples=100)
@given(ROWS)
def test_what_is_written_is_read_back_exactly(rows):
    columns = dict(zip([field["name"] for field in FIELDS], zip(*rows, strict=True), strict=True))
    frame = pd.DataFrame(
        {name: pd.Series(values, dtype="object") for name, values in columns.items()}
    )
    raw = form.csv_bytes(ENTRY, frame)
    back = careful.read("t", raw, FIELDS, KEY)
    pd.testing.assert_frame_equal(reading.plain(raw, ENTRY), back)
    assert form.csv_bytes(ENTRY, back) == raw
    assert [None if pd.isna(value) else value for value in back["value"]] == list(columns["value"])
    assert list(back["name"]) == list(columns["name"])


def test_a_table_cut_anywhere_is_refused_or_lacks_only_whole_rows():
    whole = careful.read("t", GOOD, FIELDS, KEY)
    read = {
        cut: outcome(lambda raw: careful.read("t", raw, FIELDS, KEY), GOOD[:cut])
        for cut in range(len(GOOD))
    }
    parts = {cut: part for cut, part in read.items() if part is not None}
    assert [len(part) for part in parts.values()] == [1, 2, 3]
    for cut, part in parts.items():
        assert GOOD[:cut].endswith(b"\n")
        pd.testing.assert_frame_equal(part, whole.iloc[: len(part)])
