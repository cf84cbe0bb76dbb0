"""Days, months and quarters as readers see them."""

import pytest

from qantar.common.dates import day


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2022-01-05T10:30", "5\u00a0Jan\u00a02022,\u00a010:30\u00a0UTC"),
        ("2022-01-05", "5\u00a0Jan\u00a02022"),
        ("2021-10", "October\u00a02021"),
        ("2021-Q4", "Q4\u00a02021"),
        ("2021", "2021"),
        ("2021-Q5", "2021-Q5"),
    ],
)
def test_a_date_is_written_in_words(iso, words):
    assert day(iso) == words


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2022-01-05T10:30", "5\u00a0January\u00a02022,\u00a010:30\u00a0UTC"),
        ("2022-01-05", "5\u00a0January\u00a02022"),
        ("2021-10", "October\u00a02021"),
    ],
)
def test_a_date_in_running_text_has_its_whole_month(iso, words):
    assert day(iso, whole=True) == words
