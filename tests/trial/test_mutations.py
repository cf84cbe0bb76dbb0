"""Change single values of the tables: do the stored notebooks notice?"""

import pytest
from altair.utils import schemapi

from qantar.common.paths import CHAPTERS
from tests.trial import mutating, quickrun
from tests.trial.mutating import Laboratory

SEED = 20220105


@pytest.fixture
def laboratory(monkeypatch, tmp_path):
    """Charts as digests, as in the stored notebooks, not checked against a schema (half the
    time).
    """
    monkeypatch.setenv("QANTAR_RENDERER", "digest")
    monkeypatch.setattr(schemapi.SchemaBase, "validate", classmethod(lambda *_, **__: None))
    monkeypatch.setattr(schemapi, "DEBUG_MODE", False)
    return Laboratory(monkeypatch, tmp_path)


def test_stored_notebooks_show_what_they_show_when_run_here(laboratory):
    assert [(chapter, cell) for chapter in CHAPTERS for cell in quickrun.changed(chapter)] == []


def test_changed_values_are_noticed_where_a_chapter_uses_them(laboratory, record_property):
    chosen = mutating.sample(SEED)
    seen = [one for one in chosen if laboratory.noticed(one.table, [one.row], [one.column])]
    rest = {one: mutating.explained(laboratory, one) for one in chosen if one not in seen}
    in_use = len(seen) + sum(used for used, _why in rest.values())
    record_property(
        "noticed", f"{len(seen)} of {in_use} values in rows that chapters use by default"
    )
    record_property("noticed", f"0 of {len(chosen) - in_use} values in other rows")
    for place, (_used, why) in rest.items():
        record_property("not noticed:", f"{place}: {why}")
    assert [str(place) for place, (_used, why) in rest.items() if why is None] == []
    assert seen
