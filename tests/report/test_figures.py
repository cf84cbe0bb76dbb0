"""Key figures survive the trip to figures.json, and sentences say exactly what they hold."""

import json
from dataclasses import replace

import pytest

from qantar.chapters.energy import figures as energy
from qantar.chapters.energy.parameters import EnergyParameters
from qantar.common.errors import FigureError
from qantar.report import figures
from qantar.report.chapter import Tables, chapter_figures
from qantar.report.figures import Figure
from qantar.report.sentences import fill, number

COAL = Figure("energy.coal", 0.64123456789012345, "share", "2021", ("electricity",), "coal / all")
GAP = Figure("energy.gap", None, "TWh", "2021", ("electricity",), "not known")
KNOWN = {figure.id: figure for figure in (COAL, GAP)}


def test_figures_come_back_as_they_were_written_at_twelve_digits(tmp_path):
    path = tmp_path / "figures.json"
    figures.write([GAP, COAL], path)
    back = figures.read(path)
    assert list(back) == ["energy.coal", "energy.gap"]
    assert back["energy.coal"].value == 0.64123456789
    assert back["energy.gap"] == GAP


def test_a_figure_notes_the_function_that_computed_it_and_keeps_it(tmp_path):
    every = chapter_figures("energy", Tables.load(energy.TABLES), EnergyParameters())
    made = [one for one in every if one.id.startswith("energy.uranium_share")]
    path = tmp_path / "figures.json"
    figures.write(every, path)
    back = figures.read(path)
    assert {one.id: one.made_by for one in every} == {
        name: one.made_by for name, one in back.items()
    }
    assert {back[one.id].made_by for one in made} == {"qantar.chapters.energy.uranium:production"}
    assert replace(made[0], id="energy.other").made_by == made[0].made_by
    assert COAL.made_by == "", "not computed in the model"


@pytest.mark.parametrize("function", ["os:system", "qantar.chapters.energy.figures", 3])
def test_a_figures_file_cannot_name_other_code(tmp_path, function):
    path = tmp_path / "figures.json"
    row = {**json.loads(figures.to_json([COAL]))[0], "made_by": function}
    path.write_text(json.dumps([row]), encoding="utf-8")
    with pytest.raises(FigureError, match="not a list of key figures"):
        figures.read(path)


def test_a_figure_recorded_twice_is_refused():
    with pytest.raises(FigureError, match=r"energy\.coal is recorded twice"):
        figures.to_json([COAL, COAL])


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_figure_is_a_number_or_missing(value):
    with pytest.raises(FigureError, match="a missing figure has value None"):
        Figure("a.b", value, "share", "2021", (), "x")


def test_a_range_names_its_kind():
    with pytest.raises(FigureError, match="together with range_kind"):
        Figure("a.b", 1.0, "share", "2021", (), "x", low=0.5)
    with pytest.raises(FigureError, match="is not one of"):
        Figure("a.b", 1.0, "share", "2021", (), "x", low=0.5, high=2, range_kind="guess")


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"id": "a"}]', "\udcff"])
def test_a_broken_figures_file_is_one_line(tmp_path, text):
    path = tmp_path / "figures.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(FigureError, match="make book") as caught:
        figures.read(path)
    assert "\n" not in str(caught.value)


def test_a_sentence_is_filled_from_figures_and_words():
    said = fill(
        "In {energy.coal.as_of} coal: {energy.coal:.0%} in {place}.", KNOWN, {"place": "Ekibastuz"}
    )
    assert repr(said) == "In 2021 coal: 64\u202f% in Ekibastuz."


def test_a_sentence_without_its_figure_says_what_is_missing():
    said = fill("{energy.gap:.1f} TWh", KNOWN, {}, "No series for {energy.coal.as_of}.")
    assert repr(said) == "No series for 2021."
    with pytest.raises(FigureError, match=r"energy\.gap has no value"):
        fill("{energy.gap:.1f} TWh", KNOWN, {})


def test_a_sentence_that_asks_for_an_unknown_figure_fails():
    with pytest.raises(FigureError, match=r"energy\.cole"):
        fill("{energy.cole:.0%}", KNOWN, {})


@pytest.mark.parametrize(
    ("value", "spec", "shown"),
    [
        (-0.5, ".0%", "\u221250\u202f%"),
        (1234567, "", "1,234,567"),
        (0.30000000000000004, "", "0.3"),
    ],
)
def test_numbers_are_shown_in_one_style(value, spec, shown):
    assert number(value, spec) == shown
