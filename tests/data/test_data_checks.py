"""Every domain check passes what is right and names what is wrong."""

import pandas as pd
import pytest
from pydantic import ValidationError

from qantar.data import checks, validate
from qantar.data.description import Resource


class Tables(dict):
    """A package of frames in memory."""

    def load(self, name):
        return self[name]


def found(check: str, tables: dict[str, pd.DataFrame], **arguments) -> list[str]:
    return list(checks.CHECKS[check](Tables(tables), "t", **arguments))


def shares(third: float) -> pd.DataFrame:
    return pd.DataFrame({"iso3": "KAZ", "year": 2018, "share": [0.2, 0.3, third]})


def test_shares_must_sum_to_one():
    arguments = {"by": ["iso3", "year"], "share": "share"}
    assert found("shares_sum_to_one", {"t": shares(0.5004)}, **arguments) == []
    assert found("shares_sum_to_one", {"t": shares(0.5006)}, **arguments) == [
        "iso3=KAZ, year=2018: shares sum to 1.00060: expected 1 within 0.0005"
    ]


def generation(coal: float) -> dict[str, pd.DataFrame]:
    parts = pd.DataFrame(
        {"iso3": "KAZ", "year": [1999, 1999, 2021, 2021], "twh": [1.0, 1.0, coal, 40.0]}
    )
    totals = pd.DataFrame({"iso3": "KAZ", "year": [1999, 2021], "all": [50.0, 110.0]})
    return {"t": parts, "b": totals}


SUM = {"by": ["iso3", "year"], "part": "twh", "total": "b.all"}


def test_parts_must_equal_the_total_since_they_are_complete():
    scope = {"since": 2000, "without": ["WLD"]}
    assert found("parts_sum_to_total", generation(70.5), **SUM, **scope) == []
    assert found("parts_sum_to_total", generation(69.4), **SUM, **scope) == [
        "iso3=KAZ, year=2021: 109.4, b.all 110: parts and total may differ by 0.5% or 0.02"
    ]
    assert found("parts_sum_to_total", generation(70), **SUM, since=2022, without=[]) == [
        "no group in common with b.all"
    ]


def test_parts_must_not_exceed_the_total():
    assert found("parts_within_total", generation(70.5), **SUM) == []
    assert found("parts_within_total", generation(71), **SUM) == [
        "iso3=KAZ, year=2021: 111, b.all 110: the parts are more than the total"
    ]


def test_terms_must_add_up_to_the_total_of_their_row():
    frame = pd.DataFrame(
        {"a": [100.0, 100.0, None], "b": [-2.0, 2.0, 1.0], "sum": [98.0, 98.0, 5.0]}
    )
    assert found("columns_add_up", {"t": frame}, terms=["a", "b"], total="sum") == [
        "row 3: a+b = 102, sum = 98: allowed 0.5% or 0.02"
    ]


def test_rows_of_a_day_must_be_as_many_as_the_daily_table_says():
    times = ["2022-01-01 00:00", "2022-01-01 23:59", "2022-01-03 12:00"]
    blocks = pd.DataFrame({"time": pd.to_datetime(times)})
    daily = pd.DataFrame({"date": pd.date_range("2022-01-01", periods=3), "blocks": [2, 0, 1]})
    arguments = {"time": "time", "count": "daily.blocks"}
    assert found("rows_per_day", {"t": blocks, "daily": daily}, **arguments) == []
    assert found("rows_per_day", {"t": blocks.iloc[1:], "daily": daily}, **arguments) == [
        "2022-01-01: 1 rows, daily.blocks says 2: expected the same number"
    ]
    gap = daily.assign(blocks=pd.array([2, None, 1], dtype="Int64"))
    assert found("rows_per_day", {"t": blocks, "daily": gap}, **arguments) == [
        "daily.blocks is missing on 1 of these days"
    ]


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("2022-01-05", "2022-01-05", False),
        ("2022-01-05", "2022-01", False),
        ("2022-01-05", "2022", False),
        ("2022-01-05T10:30", "2022-01-05", False),
        ("2022-01-05", None, False),
        ("2022-01-05", "2022-01-04", True),
        ("2022-02-01", "2022-01", True),
        ("2022-01-05T10:30", "2022-01-05T10:29", True),
    ],
)
def test_an_interval_must_not_end_before_it_starts(start, end, wrong):
    frame = pd.DataFrame({"start": [start], "end": pd.Series([end], dtype="str")})
    problems = found("ends_after_start", {"t": frame}, start="start", end="end")
    expected = [f"row 2: start {start}, end {end}: the end lies before the start"]
    assert problems == (expected if wrong else [])


def test_a_time_of_day_precision_means_its_whole_day():
    frame = pd.DataFrame(
        {
            "start": pd.to_datetime(["2022-01-05 10:30"]),
            "end": pd.to_datetime(["2022-01-05"]),
            "start_precision": "minute",
            "end_precision": "day",
        }
    )
    arguments = {"start": "start", "end": "end", "precision": ["start_precision", "end_precision"]}
    assert found("ends_after_start", {"t": frame}, **arguments) == []
    exact = frame.assign(end_precision="minute", end=pd.to_datetime(["2022-01-05 10:29"]))
    assert len(found("ends_after_start", {"t": exact}, **arguments)) == 1


def test_days_must_follow_each_other():
    frame = pd.DataFrame({"date": pd.to_datetime(["2022-01-03", "2022-01-01", "2022-01-02"])})
    assert found("no_gaps", {"t": frame}, column="date") == []
    assert found("no_gaps", {"t": frame.iloc[:2]}, column="date") == [
        "date 2022-01-01 is followed by 2022-01-03: expected a row every 1 day(s)"
    ]


def test_bounds_must_stand_around_the_value():
    frame = pd.DataFrame(
        {"low": [1.0, None, 3.0], "value": [2.0, 1.0, 2.0], "high": [None, 1.0, 4.0]}
    )
    problems = found("ordered", {"t": frame}, columns=["low", "value", "high"])
    assert [problem[:5] for problem in problems] == ["row 4"]
    around = pd.DataFrame({"low": [3.0], "value": [None], "high": [2.0]}, dtype="float64")
    assert len(found("ordered", {"t": around}, columns=["low", "value", "high"])) == 1


def test_every_row_needs_a_source_or_the_mark_that_it_has_none():
    frame = pd.DataFrame(
        {
            "title": ["a", None, None],
            "url": ["b", None, None],
            "confidence": ["seen", "recall", "seen"],
        }
    )
    arguments = {"columns": ["title", "url"], "marker": "confidence", "marks": ["recall"]}
    assert found("has_source", {"t": frame}, **arguments) == [
        "row 4: no title or url, and confidence is none of ['recall']"
    ]


def test_a_link_to_an_encyclopaedia_must_be_labelled():
    urls = ["https://en.wikipedia.org/wiki/Kazakhstan", "https://www.kegoc.kz/en/", None]
    frame = pd.DataFrame({"url": urls, "kind": ["primary", "primary", "primary"]})
    arguments = {"url": "url", "label": "kind", "labels": ["mirror"]}
    assert found("encyclopaedias_say_so", {"t": frame}, **arguments) == [
        "row 2: https://en.wikipedia.org/wiki/Kazakhstan: an encyclopaedia; kind must be one of "
        "['mirror']"
    ]
    assert found("encyclopaedias_say_so", {"t": frame.assign(kind="mirror")}, **arguments) == []


def area(*points, name="A") -> dict:
    return {
        "properties": {"name": name},
        "geometry": {"type": "Polygon", "coordinates": [list(points)]},
    }


SQUARE = ((0, 0), (0, 1), (1, 1), (1, 0), (0, 0))
MAP = {"properties": [{"name": "name", "title": "Name"}]}


@pytest.mark.parametrize(
    ("features", "message"),
    [
        ([area(*SQUARE)], None),
        ([area((0, 0), (1, 1), (1, 0), (0, 1), (0, 0))], "Self-intersection"),
        ([area((0, 0), (0, 1), (200, 1), (0, 0))], "outside longitude"),
        ([area(*SQUARE), area(*SQUARE)], "name 'A' is missing or repeated"),
        ([area(*SQUARE, name=None)], "name None is missing or repeated"),
        ([{"properties": {"name": "A"}, "geometry": None}], "no geometry"),
        (
            [{"properties": {"name": "A"}, "geometry": {"type": "Polygon", "coordinates": []}}],
            "empty",
        ),
        ([{**area(*SQUARE), "properties": {"name": "A", "x": 1}}], "expected ['name']"),
    ],
)
def test_a_map_needs_valid_areas_with_their_own_names(features, message):
    problems = list(checks.geometry(MAP, {"features": features}))
    assert (not problems) if message is None else any(message in problem for problem in problems)


ENTRY = {
    "name": "t",
    "path": "t.csv",
    "title": "T",
    "description": "D",
    "sources": [{"title": "S", "publisher": "P", "path": "https://example.org/"}],
    "licenses": [{"name": "none-stated", "title": "none stated"}],
    "redistribution": "facts only",
    "vintage": {"released": "2022-05", "taken": "2022-06-01"},
    "next_update": "none expected",
    "caveats": ["C"],
    "schema": {
        "fields": [
            {"name": "iso3", "type": "string", "title": "Code"},
            {"name": "day", "type": "date", "title": "Day"},
            {"name": "value", "type": "number", "title": "Value", "unit": "1"},
        ],
        "primaryKey": ["iso3", "day"],
        "foreignKeys": [
            {"fields": "iso3", "reference": {"resource": "countries", "fields": "iso3"}}
        ],
    },
}


def lacks(entry: dict) -> str:
    """What the model of a resource says against a description."""
    with pytest.raises(ValidationError) as refusal:
        Resource.model_validate(entry)
    return str(refusal.value)


def test_a_complete_description_is_accepted():
    assert Resource.model_validate(ENTRY).name == ENTRY["name"]


@pytest.mark.parametrize(
    ("part", "value", "message"),
    [
        ("title", "", "title"),
        ("description", None, "description"),
        ("sources", [], "sources"),
        ("sources", [{"title": "S", "publisher": "P"}], "source 'S' needs path"),
        ("sources", [{"publisher": "P", "path": "https://a"}], "sources.0.title"),
        ("licenses", None, "licenses"),
        ("licenses", [{"name": "x"}], "licenses.0.title"),
        ("redistribution", True, "redistribution"),
        ("vintage", {"released": "2022-05"}, "vintage.taken"),
        ("vintage", {"released": 2022, "taken": "2022-06-01"}, "vintage.released"),
        ("vintage", {"released": "2022", "taken": "May"}, "vintage.taken"),
        ("vintage", {"released": "2023", "taken": "2022-06-01"}, "lies before released 2023"),
        ("next_update", "soon", "next_update"),
        ("caveats", [], "caveats"),
        ("checks", [{"test": "magic"}], "checks.0.check"),
        ("hash", "sha256:abc", "hash"),
        ("colour", "blue", "colour"),
    ],
)
def test_an_incomplete_description_says_what_it_lacks(part, value, message):
    assert message in lacks({**ENTRY, part: value})


@pytest.mark.parametrize(
    ("column", "part", "message"),
    [(2, "unit", "column 'value' needs a unit"), (1, "title", "column 'day' needs a title")],
)
def test_a_column_without_unit_or_title_is_named(column, part, message):
    fields = [dict(field) for field in ENTRY["schema"]["fields"]]
    del fields[column][part]
    assert message in lacks({**ENTRY, "schema": {**ENTRY["schema"], "fields": fields}})


def test_a_country_code_needs_its_reference_and_a_table_its_key():
    for part, message in (
        ("foreignKeys", "needs a foreign key to countries"),
        ("primaryKey", "primaryKey"),
    ):
        schema = {name: value for name, value in ENTRY["schema"].items() if name != part}
        assert message in lacks({**ENTRY, "schema": schema})


def test_no_date_may_lie_after_the_vintage():
    def days(*texts):
        return Tables(t=pd.DataFrame({"iso3": "KAZ", "day": pd.to_datetime(texts), "value": 1.0}))

    assert list(validate.within_vintage(days("2022-05-01", "2022-06-01"), ENTRY)) == []
    assert list(validate.within_vintage(days("2022-05-01", "2022-06-02"), ENTRY)) == [
        "column 'day' holds 2022-06-02, after the vintage (2022-06-01)"
    ]
    fields = [{"name": "year", "type": "year"}]
    yearly = {**ENTRY, "schema": {"fields": fields}}
    frame = pd.DataFrame({"year": pd.array([2022, 2023], dtype="Int64")})
    assert list(validate.within_vintage(Tables(t=frame), yearly)) == [
        "column 'year' holds 2023, after the vintage (2022-06-01)"
    ]
    texts = {"name": "seen", "type": "string", "constraints": {"pattern": validate.PERIOD_COLUMN}}
    written = Tables(t=pd.DataFrame({"seen": ["2022-06-01", "2022", None, "2022-07"]}))
    assert list(validate.within_vintage(written, {**ENTRY, "schema": {"fields": [texts]}})) == [
        "column 'seen' holds 2022-07, after the vintage (2022-06-01)"
    ]
    planned = {**yearly, "schema": {"fields": [{**fields[0], "planned": True}]}}
    assert list(validate.within_vintage(Tables(t=frame), planned)) == []
