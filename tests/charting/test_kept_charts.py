"""A chart that did not change is not drawn again, and what is kept is never shown in place of
another.
"""

import re
import sys
import warnings

import altair as alt
import pandas as pd
import pytest

from qantar.charting import Chart, NoData, chart, kept
from qantar.charting.chart import BOOK_MIME
from qantar.common.paths import ROOT

SPEC = {"title": {"text": ["Coal"]}, "width": 720}
LABEL = "fig-energy-coal"


class Pen:
    """Draws anything, and remembers how often."""

    def __init__(self):
        self.drawn = 0

    def __call__(self, spec):
        self.drawn += 1
        return {"vega": spec, "wide": f"<svg>{spec['title']} – ü\n</svg>", "margin": 60}


@pytest.fixture
def pen():
    return Pen()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "pictures"))
    return tmp_path / "pictures"


def test_the_second_time_the_same_is_taken_and_not_drawn(folder, pen):
    first, second = (kept.drawn(LABEL, SPEC, pen) for _ in range(2))
    assert first == second == Pen()(SPEC)
    assert list(first) == list(second), "the order of keys shows in the bytes"
    assert pen.drawn == 1


def test_another_specification_is_drawn_and_takes_the_place_of_the_first(folder, pen):
    wider = {**SPEC, "width": 800}
    for spec in (SPEC, wider, SPEC):
        assert kept.drawn(LABEL, spec, pen)["vega"] == spec
    assert pen.drawn == 3
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[:-9],
        lambda text: text.replace("<svg>", "<svg/>"),
        lambda text: text.replace("\n", " "),
        lambda text: "\ud800",
    ],
)
def test_what_is_damaged_is_drawn_again(folder, pen, damage):
    expected = kept.drawn(LABEL, SPEC, pen)
    path = next(folder.iterdir())
    path.write_bytes(damage(path.read_text(encoding="utf-8")).encode("utf-8", "surrogatepass"))
    assert kept.drawn(LABEL, SPEC, pen) == expected
    assert pen.drawn == 2
    kept.drawn(LABEL, SPEC, pen)
    assert pen.drawn == 2, "the damaged file was replaced"


def test_other_programs_draw_anew(folder, pen, monkeypatch):
    kept.drawn(LABEL, SPEC, pen)
    monkeypatch.setattr(kept, "_drawers", lambda: "a later release")
    kept.drawn(LABEL, SPEC, pen)
    assert pen.drawn == 2


def test_every_program_that_draws_counts():
    charts, seen, waiting = ROOT / "src" / "qantar" / "charting", set(), {"render.py"}
    while waiting:
        name = waiting.pop()
        seen.add(name)
        imported = re.findall(
            r"from qantar\.charting(?:\.(\w+))? import (.+)", (charts / name).read_text()
        )
        names = {module or word.strip() for module, words in imported for word in words.split(",")}
        waiting |= {f"{name}.py" for name in names} - seen
    assert seen == set(kept._DRAWERS)


def test_without_a_folder_nothing_is_kept(tmp_path, monkeypatch, pen):
    monkeypatch.delenv(kept.FOLDER, raising=False)
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        kept.drawn(LABEL, SPEC, pen)
    assert pen.drawn == 2
    assert list(tmp_path.iterdir()) == []


POWER = pd.DataFrame({"year": [2020, 2021], "power_twh": [106.0, 114.0]})
composed = []


@chart(tables=("electricity",))
def power(frame: pd.DataFrame, *, country: str) -> Chart:
    composed.append(country)
    if frame.empty:
        raise NoData("No power.")
    return Chart(
        altair=alt.Chart(frame).mark_line().encode(x="year:Q", y="power_twh:Q"),
        data=frame,
        title="{country} made more power",
        measure="Power",
        description="A line",
        words={"country": country},
    )


@pytest.fixture
def made(folder, monkeypatch):
    """Charts are kept as in a build, and drawn in no time; for which countries one was composed."""
    picture = '<svg width="1" height="1"></svg>'
    sizes = dict.fromkeys(("wide", "narrow", "wide_dark", "narrow_dark"), picture)
    monkeypatch.setattr(kept, "asked", lambda spec: {**sizes, "vega": spec, "margin": 0})
    monkeypatch.setenv("QANTAR_RENDERER", "book")
    monkeypatch.setenv(kept.MAKERS, "code and words")
    composed.clear()
    return composed


def _shown(frame=POWER, country="Kazakhstan"):
    return power(frame, country=country)._repr_mimebundle_()


def test_a_chart_of_the_same_values_is_composed_once_and_shown_alike(made):
    assert _shown() == _shown(POWER.copy())
    assert made == ["Kazakhstan"]


def test_a_chart_of_other_values_is_composed_anew(made):
    titles = [_shown(POWER, country)["text/plain"].splitlines()[0] for country in ("Chad", "Cuba")]
    assert titles == ["Chad made more power", "Cuba made more power"]
    assert "999" in str(_shown(POWER.replace(114.0, 999.0), "Cuba"))
    assert made == ["Chad", "Cuba", "Cuba"]


def test_other_code_composes_a_chart_anew(made, monkeypatch):
    _shown()
    monkeypatch.setenv(kept.MAKERS, "later code")
    _shown()
    assert len(made) == 2


def test_where_the_code_is_not_known_each_chart_is_composed(made, monkeypatch):
    monkeypatch.delenv(kept.MAKERS)
    assert _shown() == _shown()
    assert len(made) == 2


def test_a_kept_chart_that_is_damaged_is_composed_again(made, folder):
    expected = _shown()
    path = next(folder.glob("*.composed"))
    path.write_bytes(path.read_bytes()[:-9])
    assert _shown() == expected
    assert len(made) == 2


def test_a_chart_without_data_keeps_its_note(made):
    first, second = (power(POWER.head(0), country="Chad")._repr_mimebundle_() for _ in range(2))
    assert first == second
    assert "No power." in first["text/plain"]


class OfNotebook:
    """What a cell defines, and may define otherwise next time."""


OfNotebook.__module__ = "__main__"


@pytest.mark.parametrize("given", [OfNotebook, lambda: 1])
def test_what_a_cell_defines_is_never_taken_for_what_it_was(made, monkeypatch, given):
    monkeypatch.setattr(sys.modules["__main__"], "OfNotebook", OfNotebook, raising=False)
    assert not kept.Composed(LABEL, given).keeps
    assert kept.Composed(LABEL, "a value").keeps


@chart(tables=("electricity",))
def warning(frame: pd.DataFrame) -> Chart:
    warnings.warn("an empty mean", RuntimeWarning, stacklevel=1)
    if frame.empty:
        raise NoData("No power.")
    drawn = alt.Chart(frame).mark_line()
    return Chart(altair=drawn, data=frame, title="T", measure="Power", description="A line")


@pytest.mark.parametrize("frame", [POWER, POWER.head(0)])
def test_what_warns_is_not_kept_and_warns_again(made, recwarn, frame):
    for _ in range(2):
        warning(frame)
    assert [str(one.message) for one in recwarn] == ["an empty mean"] * 2


def _mixed():
    return pd.DataFrame(
        {
            "year": [2020, 2021],
            "power_twh": [106.0, None],
            "day": pd.to_datetime(["2021-01-01", None]),
            "count": pd.array([1, None], dtype="Int64"),
            "sure": pd.array([True, None], dtype="boolean"),
            "place": ["Chad", None],
        }
    )


def test_a_kept_chart_has_the_same_table_whatever_its_types(made):
    _shown(_mixed())  # a dtype remembers what it was asked, and has other bytes from then on
    second = _shown(_mixed())[BOOK_MIME]
    composed_so_far = len(made)
    third = _shown(_mixed())[BOOK_MIME]
    assert second["rows"] == third["rows"]
    assert third["rows"][1][1:] == [None] * 5
    assert len(made) == composed_so_far
