"""Lists of days, people and outcomes: names in Latin letters stand apart in Arabic."""

import pandas as pd
import pytest

from qantar.chapters.timeline.charts.lists import outcome_list, people_cards
from qantar.common import language

ADDRESS = "https://example.org"
ROLE = {"person": "A", "kind": "role", "date": "2022-01", "statement": "Head"}
VERDICT = {
    **ROLE,
    "kind": "verdict",
    "statement": "Six years.",
    "attributed_to": "Interfax",
    "court": "Court in Almaty",
    "closed_trial": False,
    "source_url": ADDRESS,
}


@pytest.fixture(params=["ar", "en"])
def marks(request, monkeypatch):
    monkeypatch.setattr(language, "current", lambda: language.named(request.param))
    return request.param == "ar"


def named(text: str, marks: bool) -> str:
    return f'<bdi lang="en">{text}</bdi>' if marks else text


def test_who_says_what_came_of_it_is_marked(marks):
    row = {"area": "law", "date": "2022-03", "statement": "So.", "attributed_to": "R&D desk"}
    shown = outcome_list(pd.DataFrame([{**row, "source_url": ADDRESS}])).markup
    assert f'<a href="{ADDRESS}">{named("R&amp;D desk", marks)}</a>' in shown


def test_a_court_is_marked_apart_from_its_date(marks):
    shown = people_cards(pd.DataFrame([ROLE, VERDICT])).markup
    assert f">{named('Court in Almaty', marks)}" in shown
