"""The event study on numbers that can be worked by hand."""

import numpy as np
import pandas as pd
import pytest

from qantar.chapters.network import event_study
from qantar.chapters.network.event_study import Study
from qantar.common.errors import ParameterError

CHAPTER = Study(window=(0, 1), estimation=250, gap=10)


def prices(returns: list[float], start: str = "2021-01-01") -> pd.Series:
    levels = 100 * np.exp(np.concatenate([[0.0], np.cumsum(returns)]))
    return pd.Series(levels, index=pd.date_range(start, periods=len(levels)))


def worked_example() -> tuple[pd.Series, pd.Timestamp, Study]:
    """Four days of 1 % and 3 % (mean 2 %), two days left out at 50 %, then −1 %, 5 % and 0 %."""
    series = prices([0.01, 0.03, 0.01, 0.03, 0.5, 0.5, -0.01, 0.05, 0.0])
    return series, pd.Timestamp("2021-01-08"), Study(window=(0, 1), estimation=4, gap=2, placebos=2)


def test_worked_example_gives_abnormal_returns_of_minus_three_and_plus_three_per_cent():
    series, day, study = worked_example()
    returns = event_study.abnormal(event_study.log_returns(series), day, study)
    assert returns.tolist() == pytest.approx([-0.03, 0.03])
    assert returns.index.tolist() == [0, 1]
    assert event_study.car(event_study.log_returns(series), day, study) == pytest.approx(
        0.0, abs=1e-12
    )


def test_days_left_out_before_the_event_do_not_enter_the_mean():
    series, day, study = worked_example()
    calm = series.copy()
    calm.iloc[5:] /= np.exp(0.5)
    calm.iloc[6:] /= np.exp(0.5)
    before, after = (
        event_study.car(event_study.log_returns(one), day, study) for one in (series, calm)
    )
    assert before == pytest.approx(after)


def test_estimation_window_of_the_chapter_is_days_minus_260_to_minus_11():
    day = pd.Timestamp("2022-01-05")
    index = pd.date_range("2020-01-01", "2022-01-10")
    returns = pd.Series(0.0, index=index)
    edges = [day - pd.Timedelta(days=260), day - pd.Timedelta(days=11)]
    returns[edges] = 1.0
    returns[[edges[0] - pd.Timedelta(days=1), edges[1] + pd.Timedelta(days=1)]] = 7.0
    assert event_study.abnormal(returns, day, CHAPTER)[0] == pytest.approx(-2 / 250)


def test_placebo_days_are_the_year_that_ends_eleven_days_before():
    index = pd.date_range("2019-06-01", "2022-01-10")
    frame = event_study.placebos(pd.Series(0.0, index=index), pd.Timestamp("2022-01-05"), CHAPTER)
    assert len(frame) == 365
    assert (frame["day"].min(), frame["day"].max()) == (
        pd.Timestamp("2020-12-26"),
        pd.Timestamp("2021-12-25"),
    )


def test_placebo_p_counts_equal_and_lower_and_the_event_itself():
    assert event_study.placebo_p(-0.05, pd.Series([-0.1, -0.05, 0.0, 0.2])) == pytest.approx(3 / 5)


def test_prices_that_do_not_reach_far_enough_back_are_refused_with_the_dates_needed():
    series, day, _study = worked_example()
    with pytest.raises(ParameterError, match="needs prices from 2020-"):
        event_study.car(event_study.log_returns(series), day, Study((0, 1), estimation=30, gap=2))
