"""Validation finds what is wrong in a package, in one line each."""

import re

import pytest
import yaml
from test_data_checks import ENTRY

from qantar.common.errors import DataError
from qantar.data import validate

COUNTRIES = {
    **ENTRY,
    "name": "countries",
    "path": "countries.csv",
    "schema": {
        "fields": [{"name": "iso3", "type": "string", "title": "Code"}],
        "primaryKey": ["iso3"],
    },
}
GOOD = "iso3,day,value\nKAZ,2022-01-05,1.5\nUZB,2022-01-05,2\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    constraints = {"minimum": 0}
    fields = [
        *ENTRY["schema"]["fields"][:2],
        {**ENTRY["schema"]["fields"][2], "constraints": constraints},
    ]
    table = {**ENTRY, "schema": {**ENTRY["schema"], "fields": fields}}
    table["checks"] = [{"check": "no_gaps", "column": "day"}]
    (tmp_path / "datapackage.yaml").write_text(
        yaml.safe_dump({"resources": [COUNTRIES, table]}, sort_keys=False)
    )
    (tmp_path / "countries.csv").write_text("iso3\nKAZ\nUZB\n")
    (tmp_path / "t.csv").write_text(GOOD)
    monkeypatch.setattr(validate, "DATA", tmp_path)
    validate.accept(tmp_path)
    return tmp_path


def test_a_good_package_passes_and_all_wrong_tables_are_told(folder, capsys):
    validate.check()
    assert capsys.readouterr().out == "data: 2 tables valid\n"
    (folder / "countries.csv").write_text("iso3\nKAZ\nUZB\nWLD\n")
    (folder / "t.csv").write_text(GOOD.replace("1.5", "x"))
    with pytest.raises(DataError, match=r"countries\.csv.*\n.*t\.csv"):
        validate.check()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("UZB", "XYZ", "data/t.csv: row 3, column 'iso3': 'XYZ' does not stand in countries.iso3"),
        (
            "1.5",
            "1.6",
            "data/t.csv: its content is not the one accepted (hash in datapackage.yaml)",
        ),
        (
            "1.5",
            "-1.5",
            "data/t.csv: row 2, column 'value': '-1.5' breaks the constraint minimum: 0",
        ),
        ("UZB,2022-01-05", "UZB,2022-01-09", "day 2022-01-05 is followed by 2022-01-09"),
        ("2022-01-05,2", "2023-01-05,2", "column 'day' holds 2023-01-05, after the vintage"),
        ("1.5", "x", "data/t.csv: row 2, column 'value': 'x' is not a number"),
        ("UZB", "KAZ", "data/t.csv: row 3 repeats the key of row 2"),
    ],
)
def test_a_wrong_table_fails_until_it_is_right(folder, old, new, message):
    (folder / "t.csv").write_text(GOOD.replace(old, new))
    with pytest.raises(DataError) as refusal:
        validate.check()
    assert message in str(refusal.value)
    (folder / "t.csv").write_text(GOOD)
    validate.check()


def test_a_check_that_does_not_fit_its_table_is_reported_not_raised(folder):
    text = (folder / "datapackage.yaml").read_text().replace("column: day", "column: dag")
    (folder / "datapackage.yaml").write_text(text)
    assert any(
        "a check does not fit the table: KeyError" in line
        for line in validate.problems(validate.Checked(folder), "t")
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  sources:", "  sources: [3]\n  ignored:", "property sources.0"),
        ("minimum: 0", "minimum: zero", "does not fit the table"),
        ("fields: iso3", "fields: 3", "property schema.foreignKeys.0.fields"),
        ("- check: no_gaps", "- test: no_gaps", "property checks.0.check"),
        ("- check: no_gaps", "- check: magic", "unknown check 'magic'"),
    ],
)
def test_a_description_of_the_wrong_shape_is_one_line(folder, old, new, message):
    text = (folder / "datapackage.yaml").read_text()
    assert old in text
    (folder / "datapackage.yaml").write_text(text.replace(old, new))
    with pytest.raises(DataError) as refusal:
        validate.check(["t"])
    assert message in str(refusal.value).splitlines()[0]


def test_a_staged_file_is_checked_in_place_of_the_table(folder, tmp_path):
    staged = tmp_path / "new.csv"
    staged.write_text(GOOD.replace("UZB", "XYZ"))
    assert validate.problems(validate.Checked(folder), "t") == []
    assert (
        "does not stand in countries"
        in validate.problems(validate.Checked(folder, {"t": staged}), "t")[0]
    )


def test_a_wrong_table_is_not_accepted_and_no_hash_changes(folder):
    description = (folder / "datapackage.yaml").read_bytes()
    (folder / "countries.csv").write_text("iso3\nKAZ\nUZB\nWLD\n")
    (folder / "t.csv").write_text(GOOD.replace("UZB", "XYZ"))
    with pytest.raises(DataError, match="'XYZ' does not stand in countries"):
        validate.accept(folder)
    assert (folder / "datapackage.yaml").read_bytes() == description


def test_a_conflict_of_merged_hashes_is_settled_by_accepting(folder):
    file = folder / "datapackage.yaml"
    before = file.read_text()
    file.write_text(re.sub("sha256:[0-9a-f]{64}", f"sha256:{'0' * 64}", before))
    assert sorted(validate.accept(folder)) == ["countries", "t"]
    assert file.read_text() == before
