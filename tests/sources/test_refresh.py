"""Refresh replaces a table only where everything passes, and says what changed and what it
refused.
"""

import errno
import os
from dataclasses import replace

import pandas as pd
import pytest
import yaml
from local_server import BODY, QUICK_RETRIES, running
from test_data_checks import ENTRY

from qantar.common.errors import RefreshError
from qantar.data import Package, validate
from qantar.sources import form, refresh, registry, write
from qantar.sources.base import Inputs, Publisher, RemoteFile, Table

OLD = "year,value\n2020,1\n2021,2\n"
NEW = "year,value\n2020,1\n2021,2.5\n2022,4\n"
SCHEMA = {
    "fields": [
        {"name": "year", "type": "year", "title": "Year"},
        {
            "name": "value",
            "type": "number",
            "title": "V",
            "unit": "TWh",
            "constraints": {"minimum": 0},
        },
    ],
    "primaryKey": ["year"],
}


def copied(name: str):
    def build(inputs: Inputs) -> pd.DataFrame:
        frame = inputs.csv(f"p/{name}.csv", ("year", "value"))
        return frame.astype({"value": float}).drop_duplicates(ignore_index=True)

    return Table(name, (f"p/{name}.csv",), build)


def described(name: str, **more) -> str:
    entry = {**ENTRY, "name": name, "path": f"{name}.csv", "schema": SCHEMA, **more}
    vintage = entry.pop("vintage")
    text = yaml.safe_dump([entry], sort_keys=False)
    return f'{text}  vintage: {{released: "{vintage["released"]}", taken: "{vintage["taken"]}"}}\n'


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A package of two tables, `good` and `parts` (nowhere more than `good`), and their sources."""
    folder, source = tmp_path / "data", tmp_path / "files"
    folder.mkdir()
    (source / "p").mkdir(parents=True)
    checks = [
        {"check": "parts_within_total", "by": ["year"], "part": "value", "total": "good.value"}
    ]
    text = "resources:\n" + described("good") + described("parts", checks=checks)
    (folder / "datapackage.yaml").write_text(text)
    for name in ("good", "parts"):
        (folder / f"{name}.csv").write_text(OLD)
        (source / "p" / f"{name}.csv").write_text(OLD)
    makers = {name: copied(name) for name in ("good", "parts")}
    monkeypatch.setattr(refresh, "DATA", folder)
    monkeypatch.setattr(registry, "tables", lambda: makers)
    monkeypatch.setattr(registry, "find", makers.__getitem__)
    sources(monkeypatch, "", mode="manual")
    monkeypatch.setenv("QANTAR_CACHE", str(tmp_path / "cache"))
    return tmp_path


def sources(monkeypatch, address: str, mode: str = "automatic", file: str = "good") -> None:
    files = (
        RemoteFile("good.csv", f"{address}/{file}.csv"),
        RemoteFile("parts.csv", f"{address}/parts.csv"),
    )
    known = {"p": Publisher("p", "Prices", files, "saved by hand" if mode == "manual" else None)}
    monkeypatch.setattr(registry, "publishers", lambda: known)


def table(project, name: str = "good") -> str:
    return (project / "data" / f"{name}.csv").read_text()


def files(project) -> list[str]:
    return sorted(path.name for path in (project / "data").iterdir())


def give(project, text: str, name: str = "good") -> None:
    (project / "files" / "p" / f"{name}.csv").write_text(text)


def test_a_good_file_replaces_the_table_and_the_changes_are_told(project, capsys):
    give(project, NEW)
    refresh.refresh(["good"], project / "files")
    assert table(project) == NEW
    assert validate.hash_problem(Package(project / "data"), "good") is None
    told = capsys.readouterr().out
    for words in (
        "fetch    p/good.csv",
        "parse    3 rows",
        "validate passed",
        "rows 2 → 3 (1 added, 0 removed)",
        "year 2020 to 2021 → 2020 to 2022",
        "value: 1 values changed, most 2021: 2 → 2.5 TWh",
        "write    replaced",
        "replaced 1, unchanged 0, refused 0",
    ):
        assert words in told


def test_an_unchanged_table_is_left_alone(project, capsys):
    before = (project / "data" / "good.csv").stat().st_mtime_ns
    refresh.refresh((), project / "files")
    assert (project / "data" / "good.csv").stat().st_mtime_ns == before
    assert "replaced 0, unchanged 2, refused 0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("year,amount\n2020,1\n", "p/good.csv: column 'value' is missing; found year, amount"),
        ("", "good: the files are not what the parser expects (EmptyDataError"),
        ("year,value\n2020,much\n", "good: the files are not what the parser expects (ValueError"),
        (
            "year,value\n2020.5,1\n",
            "good: row 2, column 'year': 2020.5 is no year (not a whole number)",
        ),
        (
            NEW.replace("2.5", "-2.5"),
            "row 3, column 'value': '-2.5' breaks the constraint minimum: 0",
        ),
        (NEW.replace("2022", "2021"), "data/good.csv: row 4 repeats the key of row 3: year=2021"),
        (NEW.replace("2022", "2023"), "column 'year' holds 2023, after the vintage"),
        (
            "year,value\n2020,0\n2021,2\n",
            "data/parts.csv: year=2020: 1, good.value 0: the parts are more",
        ),
    ],
)
def test_a_bad_file_is_refused_and_the_table_stays(project, capsys, text, reason):
    give(project, text)
    with pytest.raises(RefreshError) as refusal:
        refresh.refresh((), project / "files")
    assert reason in str(refusal.value)
    assert table(project) == OLD
    assert f"refused  {str(refusal.value).splitlines()[0]}" in capsys.readouterr().out


def test_rows_are_written_in_the_order_of_their_key(project):
    head, *rows = NEW.splitlines(keepends=True)
    give(project, head + "".join(reversed(rows)))
    refresh.refresh(["good"], project / "files")
    assert table(project) == NEW


def test_one_refused_table_does_not_hold_back_another(project):
    give(project, NEW)
    give(project, "year,value\n2020,-1\n", "parts")
    with pytest.raises(RefreshError, match="parts"):
        refresh.refresh((), project / "files")
    assert (table(project), table(project, "parts")) == (NEW, OLD)


def test_two_tables_that_only_fit_together_are_replaced_together(project):
    give(project, "year,value\n2020,0.5\n2021,2\n")
    give(project, "year,value\n2020,0.4\n2021,2\n", "parts")
    refresh.refresh((), project / "files")
    assert "0.5" in table(project)
    assert "0.4" in table(project, "parts")


def test_a_missing_file_is_named(project):
    (project / "files" / "p" / "good.csv").unlink()
    with pytest.raises(
        RefreshError, match=r"p/good.csv: no such file; obtain it from the publisher first"
    ):
        refresh.refresh(["good"], project / "files")


def test_a_manual_source_is_refused_without_files_and_says_why(project, capsys):
    with pytest.raises(
        RefreshError, match="good: give the files with --from DIR; Prices is manual: saved by"
    ):
        refresh.refresh(["good"])
    refresh.refresh()
    assert "replaced 0, unchanged 0, refused 2" in capsys.readouterr().out
    assert table(project) == OLD


def test_a_download_replaces_the_table_and_states_the_day(project, monkeypatch):
    with running() as server:
        sources(monkeypatch, f"http://127.0.0.1:{server.server_port}")
        refresh.refresh(["good"], policy=QUICK_RETRIES)
    assert table(project) == "year,value\n2021,2.5\n"
    assert BODY.startswith(b"year,value\n2021,2.5\n")
    text = (project / "data" / "datapackage.yaml").read_text()
    assert text.count('taken: "2022-06-01"') == 1
    assert yaml.safe_load(text)["resources"][0]["vintage"]["taken"] > "2022-06-01"


def test_a_download_that_does_not_parse_is_refused_and_asked_for_again_next_time(
    project, monkeypatch
):
    makers = {
        "good": Table("good", ("p/good.csv",), lambda inputs: inputs.csv("p/good.csv", ("price",)))
    }
    monkeypatch.setattr(registry, "find", makers.__getitem__)
    with running() as server:
        sources(monkeypatch, f"http://127.0.0.1:{server.server_port}")
        for _ in range(2):
            with pytest.raises(RefreshError, match="column 'price' is missing"):
                refresh.refresh(["good"], policy=QUICK_RETRIES)
        assert server.asked == ["good.csv", "good.csv"]
    assert table(project) == OLD


@pytest.mark.parametrize("file", ["missing", "truncated", "page", "drip"])
def test_a_failed_download_leaves_everything_in_place(project, monkeypatch, file):
    before = (project / "data" / "datapackage.yaml").read_text()
    with running() as server:
        sources(monkeypatch, f"http://127.0.0.1:{server.server_port}", file=file)
        with pytest.raises(RefreshError):
            refresh.refresh(["good"], policy=replace(QUICK_RETRIES, deadline_s=1))
    assert table(project) == OLD
    assert (project / "data" / "datapackage.yaml").read_text() == before
    assert files(project) == ["datapackage.yaml", "good.csv", "parts.csv"]


@pytest.mark.parametrize("text", ["", "year,value\n", "year,value\n2021,9.5\n", "\x00garbage"])
def test_a_damaged_download_is_never_read_and_the_next_refresh_needs_no_cleaning(
    project, monkeypatch, text
):
    with running() as server:
        sources(monkeypatch, f"http://127.0.0.1:{server.server_port}")
        refresh.refresh(["good"], policy=QUICK_RETRIES)
        right = {path.name: path.read_bytes() for path in (project / "data").iterdir()}
        (cached,) = (project / "cache").rglob("good.csv")
        cached.write_text(text)
        refresh.refresh(["good"], policy=QUICK_RETRIES)
        cached.write_text(text)
    with pytest.raises(
        RefreshError, match=r"^http://127\.0\.0\.1:\d+/good\.csv: not reached [^\n]+$"
    ):
        refresh.refresh(["good"], policy=QUICK_RETRIES)
    assert {path.name: path.read_bytes() for path in (project / "data").iterdir()} == right
    with running() as server:
        sources(monkeypatch, f"http://127.0.0.1:{server.server_port}")
        refresh.refresh(["good"], policy=QUICK_RETRIES)
    assert {path.name: path.read_bytes() for path in (project / "data").iterdir()} == right


def test_a_full_disk_leaves_the_old_table_and_no_half_of_a_new_one(project, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    give(project, NEW)
    monkeypatch.setattr(write.os, "fsync", full)
    with pytest.raises(
        RefreshError, match=r"could not be written .No space left on device.; it is unchanged"
    ):
        refresh.refresh(["good"], project / "files")
    assert table(project) == OLD
    assert files(project) == ["datapackage.yaml", "good.csv", "parts.csv"]


def test_only_the_vintage_of_the_named_table_is_changed():
    text = described("good") + described("parts")
    changed = write.with_taken(text, "parts", "2027-01-02")
    assert changed == described("good") + described("parts").replace("2022-06-01", "2027-01-02")
    with pytest.raises(RefreshError, match="wealth has no line vintage"):
        write.with_taken(text, "wealth", "2027-01-02")


def test_numbers_are_written_shortest_and_dates_as_iso():
    fields = [
        ("n", "number"),
        ("i", "integer"),
        ("b", "boolean"),
        ("d", "date"),
        ("t", "datetime"),
        ("s", "string"),
    ]
    entry = {
        "name": "t",
        "schema": {"fields": [{"name": name, "type": kind} for name, kind in fields]},
    }
    time = pd.Timestamp("2022-01-05 10:30")
    frame = pd.DataFrame(
        {
            "s": ['a, "b"', None, "c"],
            "t": [time, None, time.tz_localize("UTC").tz_convert("Asia/Almaty")],
            "d": [time.normalize(), None, time.normalize()],
            "b": [True, None, False],
            "i": [1.0, None, 2],
            "n": [0.1 + 0.2, -0.0, 100.0],
        },
        dtype="object",
    )
    assert form.csv_bytes(entry, frame).decode() == (
        'n,i,b,d,t,s\n0.30000000000000004,1,true,2022-01-05,2022-01-05T10:30:00,"a, ""b"""\n'
        "0,,,,,\n100,2,false,2022-01-05,2022-01-05T10:30:00,c\n"
    )


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("integer", 1.5),
        ("number", float("inf")),
        ("date", pd.Timestamp("2022-01-05 10:30")),
        ("string", "a\nb"),
    ],
)
def test_a_value_of_another_type_is_not_written(kind, value):
    entry = {"name": "t", "schema": {"fields": [{"name": "x", "type": kind}]}}
    with pytest.raises(RefreshError, match=f"t: row 2, column 'x': .* is no {kind}"):
        form.csv_bytes(entry, pd.DataFrame({"x": [value]}, dtype="object"))


def test_columns_that_are_missing_or_not_described_are_named():
    entry = {"name": "t", "schema": {"fields": [{"name": "x", "type": "string"}]}}
    with pytest.raises(
        RefreshError, match=r"t: columns missing: \['x'\], not in the description: \['y'\]"
    ):
        form.csv_bytes(entry, pd.DataFrame({"y": ["a"]}))
