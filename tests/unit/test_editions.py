"""An edition file is checked whole, before anything is run, and a mistake in it is one line."""

import pytest

from qantar import editions
from qantar.errors import ParameterError

GOOD = "title: A book\ncountry: UZB\nchapters: [energy]\n"


def load(tmp_path, text):
    path = tmp_path / "mine.yml"
    path.write_text(text, encoding="utf-8")
    return editions.load(str(path))


def test_the_country_of_an_edition_reaches_its_chapters(tmp_path):
    assert load(tmp_path, GOOD).values("energy") == {"country": "UZB"}


def test_the_name_of_an_edition_is_its_file(tmp_path):
    assert load(tmp_path, GOOD).name == "mine"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            GOOD + "parameters: {energy: {contry: KAZ}}",
            "energy: unknown parameter contry; did you mean country",
        ),
        (GOOD + "colour: red", "mine.yml: colour: Extra inputs are not permitted"),
        (GOOD.replace("[energy]", "[energy, energy]"), "each chapter once"),
        (GOOD.replace("UZB", "Uzbekistan"), "country: .*should look like KAZ"),
        ("[1, 2]", "expected a mapping"),
        ("a: b: c", "not YAML in UTF-8"),
        ("!!python/object/apply:os.system ['true']", "not YAML in UTF-8"),
    ],
)
def test_a_mistake_in_an_edition_is_one_line(tmp_path, text, line):
    with pytest.raises(ParameterError, match=line) as caught:
        load(tmp_path, text)
    assert "\n" not in str(caught.value)


def test_an_unknown_edition_suggests_the_one_that_was_meant():
    with pytest.raises(ParameterError, match="did you mean kazakhstan"):
        editions.load("kazakstan")


def test_every_edition_in_the_repository_is_valid():
    assert "kazakhstan" in editions.names()
    for name in editions.names():
        assert editions.load(name).name == name
