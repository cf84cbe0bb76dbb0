"""How collected events become the table: addresses tidied, sources replaced and labelled, mistakes named."""

import pandas as pd
import pytest

from qantar.errors import RefreshError
from qantar.sources import event_amendments, events
from qantar.sources.base import Inputs


@pytest.mark.parametrize(
    ("given", "tidy"),
    [
        ("https://iz.ru./1274797/a", "https://iz.ru/1274797/a"),
        ("https://kloop.kg/a/?utm_source=rss&utm_medium=rss", "https://kloop.kg/a/"),
        ("https://x.org/?p=51256&utm_campaign=c", "https://x.org/?p=51256"),
        ("https://x.org/a.html", "https://x.org/a.html"),
        (None, None),
    ],
)
def test_addresses_lose_the_root_dot_and_reader_counts_only(given, tidy):
    assert events.tidy_url(given) == tidy


def written(tmp_path, monkeypatch, **changes) -> Inputs:
    row = dict.fromkeys(events.EVENT_COLUMNS, "")
    row |= {"event_id": "e001", "start_date": "2022-01-05", "precision": "day", "category": "politics"}
    row |= {"title": "T", "detail": "D", "actors": "A", "confidence": "seen", **changes}
    (tmp_path / "claims").mkdir()
    pd.DataFrame([row]).to_csv(tmp_path / "claims" / "events.csv", index=False)
    for name in ("BETTER_SOURCES", "CORRECTIONS", "LABELS", "READINGS"):
        monkeypatch.setattr(events, name, {})
    monkeypatch.setattr(events, "ADDED", ())
    return Inputs(tmp_path)


def test_an_event_without_address_has_no_kind_of_source(tmp_path, monkeypatch):
    frame = events.events(written(tmp_path, monkeypatch, confidence="recall"))
    assert frame["source_kind"].tolist() == ["none"]


def test_an_unlabelled_publisher_is_refused_by_name(tmp_path, monkeypatch):
    inputs = written(tmp_path, monkeypatch, source_publisher="New Paper", source_url="https://new.example")
    with pytest.raises(RefreshError, match="no kind for publisher 'New Paper' of event e001"):
        events.events(inputs)


def test_an_amendment_of_an_event_that_does_not_exist_is_refused(tmp_path, monkeypatch):
    inputs = written(tmp_path, monkeypatch)
    monkeypatch.setattr(events, "READINGS", {"council": ("e999",)})
    with pytest.raises(RefreshError, match="names e999"):
        events.events(inputs)


def test_a_better_source_replaces_the_collected_one(tmp_path, monkeypatch):
    inputs = written(tmp_path, monkeypatch, source_publisher="Wikipedia", source_url="https://w.example")
    monkeypatch.setattr(events, "BETTER_SOURCES", {"e001": ("Charter", "CSTO", "https://csto.example/")})
    row = events.events(inputs).iloc[0]
    assert (row["source_url"], row["source_kind"]) == ("https://csto.example/", "primary")


def test_every_added_event_gives_its_source():
    for event in event_amendments.ADDED:
        assert event["source_url"].startswith("https://") and event["confidence"] == "seen"
