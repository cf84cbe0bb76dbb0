"""English words of code and data are shown with the apostrophes of print."""

import pytest

from qantar.common.text import _, ngettext


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{country}'s coal", "{country}’s coal"),
        ("miners' word, a year's", "miners’ word, a year’s"),
        ("Cote d'Ivoire", "Cote d’Ivoire"),
        ("their blocks are in 'unknown'.", "their blocks are in 'unknown'."),
    ],
)
def test_apostrophes_are_those_of_print(written, shown):
    assert _(written) == shown
    assert ngettext(written, "several", 1) == shown
