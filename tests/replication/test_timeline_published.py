"""The chapter's tables against what others published about the same days."""

import pandas as pd
import pytest

from qantar import data
from qantar.chapters.timeline import internet


def test_v_dem_calls_kazakhstan_an_electoral_autocracy_in_every_coded_year():
    table = data.load("governance").query("iso3 == 'KAZ' and index == 'regime' and year >= 1991")
    assert table["value"].eq(1).all() and len(table) == 33


def test_almaty_was_offline_for_the_published_111_hours_within_a_few_hours():
    # The broadcaster leaves out the hours of 5 January in which access came back.
    outages = data.load("outages")
    first, end = internet.offline_span(outages, "Almaty")
    offline = (end - first) / pd.Timedelta(hours=1) - internet.hours_back_online(outages, "Almaty")
    assert offline == pytest.approx(111, abs=4)
