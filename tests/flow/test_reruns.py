"""Every guided rerun moves the figure it names in the direction that students are told to
expect.
"""

from functools import cache
from importlib import import_module

import pytest

from qantar.book.pages.decorate import chapter_of
from qantar.flow import reruns
from qantar.report.chapter import Tables, chapter_figures
from qantar.report.parameters import model_for, validate

RERUNS = reruns.load()


@cache
def default(chapter):
    return compute(chapter, {})


def compute(chapter, values):
    model = import_module(f"qantar.chapters.{chapter}.figures")
    parameters = validate(chapter, model_for(chapter), values)
    found = chapter_figures(chapter, Tables.load(model.TABLES), parameters)
    return {figure.id: figure for figure in found}


@pytest.mark.parametrize("rerun", RERUNS, ids=lambda rerun: rerun.question)
def test_the_figure_moves_as_expected(rerun):
    before = getattr(default(rerun.chapter)[rerun.against or rerun.figure], rerun.attribute)
    after = getattr(compute(rerun.chapter, rerun.parameters)[rerun.figure], rerun.attribute)
    assert (after > before) if rerun.direction == "rises" else (after < before), (before, after)


def test_there_are_ten_over_several_chapters():
    assert len(RERUNS) == 10
    assert len({rerun.chapter for rerun in RERUNS}) >= 4


def test_only_chapters_have_a_rerun_section():
    assert chapter_of("notebooks/energy") == "energy"
    assert chapter_of("book/energy") is None
