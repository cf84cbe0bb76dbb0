"""Downloading: whatever a server does, the cache holds a whole file or none, and the reason is
one line.
"""

from dataclasses import replace

import pytest
from local_server import BODY, QUICK_RETRIES, running

from qantar.common.errors import RefreshError
from qantar.sources import fetch
from qantar.sources.base import Publisher, RemoteFile


@pytest.fixture
def server():
    with running() as at_work:
        yield at_work


def publisher(server, *names, mode="automatic"):
    address = f"http://127.0.0.1:{server.server_port}"
    sent = {name: name.removesuffix(".csv").partition("-")[0] for name in names}
    files = tuple(RemoteFile(name, url=f"{address}/{sent[name]}.csv") for name in names)
    why = "saved by hand" if mode == "manual" else None
    return {"p": Publisher("p", "Prices", files, why)}


def get(server, tmp_path, *names, policy=QUICK_RETRIES):
    return fetch.fetch([f"p/{name}" for name in names], publisher(server, *names), tmp_path, policy)


def leftovers(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_good_file_arrives_whole_with_its_hash(server, tmp_path):
    (file,) = get(server, tmp_path, "good.csv")
    assert file.path.read_bytes() == BODY
    assert file.path == tmp_path / "p" / "good.csv"
    assert len(file.sha256) == 64
    assert "none recorded" in str(file)


def test_a_file_that_is_there_is_not_asked_for_again(server, tmp_path):
    get(server, tmp_path, "good.csv")
    get(server, tmp_path, "good.csv")
    assert server.asked == ["good.csv"]


@pytest.mark.parametrize(
    ("name", "damaged"),
    [
        ("good.csv", BODY[: BODY.index(b"\n", len(BODY) // 2) + 1]),
        ("good.csv", BODY.replace(b"2.5", b"9.5", 1)),
        ("good.csv", b"\xff\x00garbage"),
        ("good.csv", b""),
        ("good.csv.sha256", b"\xff\x00garbage"),
        ("good.csv.sha256", b""),
    ],
    ids=[
        "cut off after a row",
        "one digit",
        "garbage",
        "empty",
        "its hash garbage",
        "its hash empty",
    ],
)
def test_a_download_damaged_in_the_cache_comes_whole_again(server, tmp_path, name, damaged):
    get(server, tmp_path, "good.csv")
    (tmp_path / "p" / name).write_bytes(damaged)
    for _ in range(2):
        (file,) = get(server, tmp_path, "good.csv")
        assert file.path.read_bytes() == BODY
    assert server.asked == ["good.csv", "good.csv"]


def test_two_files_of_one_address_ask_the_server_once(server, tmp_path):
    one, other = get(server, tmp_path, "good-1.csv", "good-2.csv")
    assert one.path.read_bytes() == other.path.read_bytes() == BODY
    assert server.asked == ["good.csv"]


def test_a_server_that_fails_twice_and_recovers_is_asked_again(server, tmp_path):
    (file,) = get(server, tmp_path, "shaky.csv")
    assert file.path.read_bytes() == BODY
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("name", "reason", "requests", "limits"),
    [
        ("missing.csv", "the server answered 404 Not Found", 1, {}),
        ("broken.csv", "the server answered 503 Service Unavailable", 3, {}),
        ("truncated.csv", "the file was cut off: 1,000 of 45,011 bytes", 3, {}),
        ("empty.csv", "the file was cut off: 0 of 0 bytes", 3, {}),
        ("page.csv", "the server sent a web page instead of the file", 1, {}),
        ("silent.csv", "timed out", 3, {"silence_s": 0.2}),
        ("drip.csv", "took longer than 1 s; given up", 1, {"deadline_s": 1}),
    ],
)
def test_a_bad_answer_is_one_line_and_leaves_nothing(
    server, tmp_path, name, reason, requests, limits
):
    with pytest.raises(RefreshError) as refusal:
        get(server, tmp_path, name, policy=replace(QUICK_RETRIES, **limits))
    assert reason in str(refusal.value)
    assert f"/{name}: " in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert leftovers(tmp_path) == []
    assert len(server.asked) == requests


def test_an_interrupted_refresh_goes_on_with_the_files_it_lacks(server, tmp_path):
    with pytest.raises(RefreshError):
        get(server, tmp_path, "good.csv", "missing.csv")
    assert sorted(path.name for path in leftovers(tmp_path)) == ["good.csv", "good.csv.sha256"]
    get(server, tmp_path, "good.csv", "shaky.csv")
    assert server.asked.count("good.csv") == 1


def test_a_server_that_is_not_there_is_named(tmp_path):
    known = {"p": Publisher("p", "P", (RemoteFile("a.csv", "http://127.0.0.1:9/a.csv"),))}
    with pytest.raises(RefreshError, match=r"http://127.0.0.1:9/a.csv: not reached \("):
        fetch.fetch(["p/a.csv"], known, tmp_path, QUICK_RETRIES)


def test_manual_and_unknown_sources_say_why_they_are_not_fetched(server):
    assert fetch.needs(["p/good.csv"], publisher(server, "good.csv")) == []
    assert fetch.needs(["p/good.csv"], publisher(server, "good.csv", mode="manual")) == [
        "Prices is manual: saved by hand"
    ]
    assert fetch.needs(["q/facts.csv"], publisher(server, "good.csv")) == [
        "q/facts.csv belongs to no publisher of publishers.csv"
    ]
    assert fetch.needs(["p/other.csv"], publisher(server, "good.csv")) == [
        "p/other.csv has no address"
    ]
