"""The page of replications speaks to readers: in words, disagreements first."""

import pandas as pd
import pytest

from qantar import data
from qantar.book.prose import replication_table as page
from qantar.chapters.claims.replication import OUTCOMES

AGREES = {
    "unit": "share",
    "outcome": "agree",
    "ours": 0.181,
    "difference": 0.0,
    "allowed": 0.001,
}


def cells(recomputation):
    return page._ours(pd.Series({**AGREES, "recomputation": recomputation}))


@pytest.mark.parametrize("name", sorted(data.load("published_numbers")["recomputation"].dropna()))
def test_no_key_of_the_code_is_shown(name):
    assert all(name not in cell.astext() for cell in cells(name))


def test_a_key_figure_leads_to_its_definition():
    number, __ = cells("mining.share_2021_08")
    assert number[0]["target"] == "figure:mining.share_2021_08"


def test_disagreements_stand_first():
    assert OUTCOMES[0] == "disagree"
    assert set(OUTCOMES) == set(page.OUTCOMES)
