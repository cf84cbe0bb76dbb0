"""The timeline's parameters: what is refused, in one line, and what a rerun changes."""

import pytest

from qantar import data
from qantar.chapters.timeline import figures as timeline
from qantar.chapters.timeline.parameters import TimelineParameters
from qantar.common.errors import ParameterError
from qantar.report.chapter import open_chapter
from qantar.report.parameters import validate


def parameters(**values):
    return validate("timeline", TimelineParameters, values)


@pytest.fixture(scope="module")
def tables():
    return {name: data.load(name) for name in timeline.TABLES}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"cut_tme": "2022-01-05T10:30"}, "did you mean cut_time"),
        ({"cut_time": "5 January"}, "should look like 2022-01-05T10:30"),
        ({"baseline_start": "2022-01-05T10:30"}, "must come before cut_time"),
        ({"cut_time": "2022-04-30T12:00", "after_hours": 24}, "blocks are held from"),
        ({"other_cut_times": ["2021-12-01T00:00"]}, "must come after baseline_start"),
        ({"falls": [0.0, 1.4]}, "shares from 0 to 0.9"),
        ({"car_window": [2, 1]}, "first <= last"),
        ({"compared_years": [2023, 2018]}, "compared_years: 2023 must come before 2018"),
        ({"focus_dates": ["2022-01-01", "2022-06-01"]}, "at most 31 days"),
        ({"peers": ["KAZ"]}, "own country"),
        ({"estimation_days": 5}, "estimation_days = 5"),
    ],
)
def test_a_wrong_value_is_refused_in_one_line_that_says_what_is_right(values, message):
    with pytest.raises(ParameterError, match=message) as raised:
        parameters(**values)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 250


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"after_hours": 80}, "crosses a change of difficulty"),
        ({"baseline_start": "2021-12-24T00:00"}, "crosses a change of difficulty"),
        ({"peers": ["DEU"]}, "no country DEU"),
        ({"event_day": "2017-05-01"}, "needs prices from"),
    ],
)
def test_a_value_that_the_tables_cannot_serve_is_refused_in_one_line(tables, values, message):
    with pytest.raises(ParameterError, match=message) as raised:
        timeline.figures(tables, parameters(**values))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"after_hours": 48, "cut_time": "2022-01-05T12:00"},
        {
            "event_day": "2021-11-10",
            "car_window": [-1, 1],
            "falls": [0.0, 0.2],
            "compared_years": [2015, 2024],
        },
    ],
)
def test_every_name_that_sentences_use_leads_to_a_figure(tables, values):
    chosen = parameters(**values)
    ids = [figure.id for figure in timeline.figures(tables, chosen)]
    assert len(ids) == len(set(ids))
    assert set(timeline.aliases(chosen).values()) <= set(ids)


def test_an_id_that_names_a_value_exists_only_at_that_value(tables):
    def ids(**values):
        return {figure.id for figure in timeline.figures(tables, parameters(**values))}

    assert {"network.rate_ratio_24h", "market.car_0_1", "network.hours_to_detect_14pct"} <= ids()
    other = ids(after_hours=48, car_window=[0, 2], falls=[0.0, 0.2])
    assert not {"network.rate_ratio_24h", "market.car_0_1", "network.hours_to_detect_14pct"} & other
    assert {"network.rate_ratio", "market.car", "network.hours_to_detect"} <= other


@pytest.mark.parametrize(
    ("hours", "figure"), [(24, "network.rate_ratio_24h"), (48, "network.rate_ratio")]
)
def test_a_sentence_links_its_number_to_the_id_under_which_the_figure_stands(hours, figure):
    sentence = open_chapter("timeline", {"after_hours": hours}).say("{network.rate_ratio:.2f}")
    assert f"<figure:{figure}>" in sentence.linked
