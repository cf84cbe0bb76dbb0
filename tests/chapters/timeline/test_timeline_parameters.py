"""The timeline's parameters: what is refused, in one line, and what a rerun changes."""

import pytest

from qantar.chapters.timeline import figures as timeline
from qantar.chapters.timeline.parameters import TimelineParameters
from qantar.common.errors import ParameterError
from qantar.report.chapter import Tables
from qantar.report.parameters import validate


def parameters(**values):
    return validate("timeline", TimelineParameters, values)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"focus_date": ["2022-01-02", "2022-01-12"]}, "did you mean focus_dates"),
        ({"focus_dates": ["2 January", "2022-01-12"]}, "should look like 2022-01-05"),
        ({"focus_dates": ["2022-01-12", "2022-01-02"]}, "must come before"),
        ({"focus_dates": ["2022-01-01", "2022-02-01"]}, "at most 14 days"),
        ({"before_years": [2021, 1989]}, "before_years: 2021 must come before 1989"),
        ({"compared_years": [2023, 2018]}, "compared_years: 2023 must come before 2018"),
        ({"peers": ["KAZ"]}, "own country"),
        ({"country": "XXX"}, "no such country"),
    ],
)
def test_a_wrong_value_is_refused_in_one_line(values, message):
    with pytest.raises(ParameterError, match=message) as raised:
        parameters(**values)
    assert "\n" not in str(raised.value)


def test_other_years_change_the_index_and_nothing_else():
    tables = Tables.load(timeline.TABLES)
    usual = timeline.figures(tables, parameters())
    other = timeline.figures(tables, parameters(compared_years=[2000, 2010]))
    changed = {name for name in usual if usual[name] != other[name]}
    assert changed == {"politics.polyarchy_before", "politics.polyarchy_after"}


def test_a_year_without_index_gives_no_value():
    tables = Tables.load(timeline.TABLES)
    figures = timeline.figures(tables, parameters(compared_years=[2018, 2030]))
    assert figures["politics.polyarchy_after"] is None
