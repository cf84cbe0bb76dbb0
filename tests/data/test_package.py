"""The committed tables are valid, described, small, and the same as their sources give."""

import os
from pathlib import Path

import pytest
from frictionless import Package as Described

from qantar import data
from qantar.common.paths import DATA
from qantar.data import Package, checks, description, reading, validate
from qantar.data.description import is_map
from qantar.sources import refresh, registry

PACKAGE = validate.Checked(DATA)
UPSTREAM = os.environ.get("QANTAR_UPSTREAM")
TOTAL_BYTES, FILE_BYTES = 12_000_000, 3_000_000


def test_frictionless_finds_the_whole_package_valid():
    report = Described(str(DATA / "datapackage.yaml")).validate()
    assert [error.message for task in report.tasks for error in task.errors] == []
    assert report.valid
    assert len(report.tasks) == len(PACKAGE.names())


def test_no_table_has_a_problem_of_content_or_hash():
    found = {name: validate.problems(PACKAGE, name) for name in PACKAGE.names()}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_the_careful_reader_passes_every_table():
    tables = [entry for entry in PACKAGE.description["resources"] if not is_map(entry)]
    read = {one["name"]: reading.read(DATA / one["path"], {**one, "hash": None}) for one in tables}
    assert [name for name, frame in read.items() if not frame.equals(PACKAGE.load(name))] == []


def test_the_schema_for_editors_is_that_of_the_model():
    assert (DATA / "schema.json").read_text(encoding="utf-8") == description.json_schema()


@pytest.mark.parametrize("name", PACKAGE.names())
def test_one_changed_byte_is_named_with_its_table(tmp_path, name):
    raw = PACKAGE.path(name).read_bytes()
    edited = tmp_path / PACKAGE.path(name).name
    last = max(place for place, byte in enumerate(raw) if chr(byte).isdigit())
    edited.write_bytes(
        raw[:last] + (b"1" if raw[last : last + 1] != b"1" else b"2") + raw[last + 1 :]
    )
    problem = validate.hash_problem(Package(DATA, {name: edited}), name)
    assert problem is not None
    assert problem.startswith(
        f"data/{PACKAGE.resource(name)['path']}: its content is not the one accepted"
    )


def test_every_kind_of_domain_check_is_in_use():
    used = {
        check["check"] for entry in data.package()["resources"] for check in entry.get("checks", [])
    }
    assert used == set(checks.CHECKS)


def test_data_stay_small_and_nothing_lies_there_undescribed():
    files = [path for path in DATA.rglob("*") if path.is_file()]
    sizes = {path.relative_to(DATA).as_posix(): path.stat().st_size for path in files}
    assert sum(sizes.values()) <= TOTAL_BYTES
    assert {name for name, size in sizes.items() if size > FILE_BYTES} == set()
    described = {entry["path"] for entry in data.package()["resources"]}
    assert set(sizes) == described | {"datapackage.yaml", "README.md", "schema.json"}


def by_hand(name: str) -> bool:
    """Whether people keep the table by hand, in data/collected/."""
    return PACKAGE.resource(name)["path"].startswith("collected/")


def test_every_table_is_made_by_a_source_or_kept_by_hand():
    assert set(registry.tables()) == {name for name in PACKAGE.names() if not by_hand(name)}


def test_every_source_without_a_reason_has_an_address():
    for publisher in registry.publishers().values():
        if publisher.why_manual is None:
            assert all(file.url and file.url.startswith("https://") for file in publisher.files), (
                publisher.id
            )


@pytest.mark.parametrize("name", [name for name in PACKAGE.names() if by_hand(name)])
def test_addresses_kept_by_hand_count_no_readers(name):
    frame = data.load(name).select_dtypes("str")
    for column in frame.columns[frame.columns.str.endswith("url")]:
        addresses = frame[column].dropna()
        assert addresses.str.match(r"https?://[^/?]+[^./?](?:[/?]|$)").all(), column
        assert not addresses.str.contains("utm_").any(), column
    known = {
        f"{publisher.id}/{file.name}"
        for publisher in registry.publishers().values()
        for file in publisher.files
    }
    used = {name for maker in registry.tables().values() for name in maker.inputs}
    assert used == known


@pytest.mark.skipif(
    not UPSTREAM, reason="QANTAR_UPSTREAM does not name the folder of publishers' files"
)
@pytest.mark.parametrize("name", sorted(registry.tables()))
def test_the_sources_give_the_committed_table_byte_for_byte(name):
    maker = registry.find(name)
    absent = {Path(file).parts[0] for file in maker.inputs}
    absent = {publisher for publisher in absent if not Path(UPSTREAM, publisher).exists()}
    if absent:
        pytest.skip(f"QANTAR_UPSTREAM holds nothing of {', '.join(sorted(absent))}")
    made = refresh.build(maker, Path(UPSTREAM), PACKAGE)
    assert made == PACKAGE.path(name).read_bytes()


@pytest.mark.parametrize(
    "name", [name for name in PACKAGE.names() if not is_map(PACKAGE.resource(name))]
)
def test_a_table_is_read_with_the_described_columns(name):
    frame = data.load(name)
    assert list(frame.columns) == [
        field["name"] for field in PACKAGE.resource(name)["schema"]["fields"]
    ]
    assert len(frame)
