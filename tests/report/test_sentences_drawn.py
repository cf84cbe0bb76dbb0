"""At drawn parameters a chapter is refused in one line, or all that it says reads as true."""

import pytest
from chapter_run import share_work
from drawn_parameters import drawn
from everywhere import all_objections

from qantar.common.paths import CHAPTERS

# One run of the claims takes as long as one of each other chapter.
SETS = dict.fromkeys(CHAPTERS, 20) | {"claims": 4}
SETS_LONG = dict.fromkeys(CHAPTERS, 300) | {"claims": 60}


@pytest.fixture(autouse=True, scope="module")
def _shared():
    with pytest.MonkeyPatch.context() as patch:
        share_work(patch)
        yield


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_drawn_parameters_are_refused_or_read_as_true(chapter):
    cases = [(chapter, values) for values in drawn(chapter, SETS[chapter])]
    assert all_objections(cases) == {}


@pytest.mark.long
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_many_drawn_parameters_read_as_true(chapter):
    cases = [(chapter, values) for values in drawn(chapter, SETS_LONG[chapter], seed=2023)]
    assert all_objections(cases) == {}
