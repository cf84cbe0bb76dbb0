"""An edition file is checked whole, before anything is run, and a mistake in it is one line."""

import pytest

from qantar.common.errors import ParameterError
from qantar.flow import editions, names

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
        (
            GOOD + "colour: red",
            "mine.yml: unknown entry colour; there are: title, country, language",
        ),
        (
            GOOD.replace("chapters", "chapter"),
            "mine.yml: unknown entry chapter; did you mean chapters",
        ),
        (GOOD.replace("title", "#"), "mine.yml: entry title is missing"),
        (
            GOOD.replace("[energy]", "[enrgy]"),
            "entry chapters.0 = 'enrgy': Input should be .*; did you mean energy",
        ),
        (
            GOOD + "parameters: {minning: {}}",
            "entry parameters.minning = 'minning': Input should be .*; did you mean mining",
        ),
        (
            GOOD + "parameters: {energy: {emission_factor: embr}}",
            "emission_factor = 'embr': Input should be .*; did you mean ember",
        ),
        (
            GOOD + "parameters: {claims: {chapters: {}}}",
            "claims take the values of the other chapters",
        ),
        (GOOD.replace("UZB", "UBZ"), "country = 'UBZ': no such country .*; did you mean UZB"),
        (
            GOOD.replace("energy", "relocation"),
            "relocation in UZB needs a value and a source of tariff_stay",
        ),
        (
            GOOD + "sources: {energy: {pue: a book}}",
            "sources of energy: pue is not among its parameters",
        ),
        (GOOD.replace("[energy]", "[energy, energy]"), "each chapter once"),
        (GOOD.replace("UZB", "Uzbekistan"), "entry country = 'Uzbekistan': should look like KAZ"),
        ("[1, 2]", "expected a mapping"),
        ("a: b: c", "not YAML in UTF-8"),
        ("!!python/object/apply:os.system ['true']", "not YAML in UTF-8"),
    ],
)
def test_a_mistake_in_an_edition_is_one_line(tmp_path, text, line):
    with pytest.raises(ParameterError, match=line) as caught:
        load(tmp_path, text)
    assert "\n" not in str(caught.value)


def test_a_country_with_sourced_prices_may_have_the_choice_to_stay_or_leave(tmp_path):
    prices = "{tariff_stay_usd_kwh: 0.05, fee_kzt_kwh: 0}"
    sources = "{tariff_stay_usd_kwh: a tariff list, fee_kzt_kwh: a law}"
    text = GOOD.replace("energy", "relocation") + f"parameters: {{relocation: {prices}}}\n"
    given = load(tmp_path, text + f"sources: {{relocation: {sources}}}\n")
    assert given.checked("relocation").tariff_stay_usd_kwh == 0.05
    with pytest.raises(ParameterError, match="needs a value and a source of fee_kzt_kwh"):
        load(tmp_path, text + "sources: {relocation: {tariff_stay_usd_kwh: a}}\n")


def test_an_unknown_edition_suggests_the_one_that_was_meant():
    with pytest.raises(ParameterError, match="did you mean kazakhstan"):
        editions.load("kazakstan")


def test_every_edition_in_the_repository_is_valid():
    assert "kazakhstan" in names.names()
    for name in names.names():
        assert editions.load(name).name == name


@pytest.mark.parametrize("code", [None, "ar"])
def test_what_an_edition_is_called_is_known_before_it_is_checked(code):
    for name in names.names():
        edition = editions.load(name, code)
        assert names.of(name, code) == (edition.name, edition.language)


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("mine.yml", GOOD + "language: xx", "mine.yml: entry language = 'xx'"),
        ("mine.yml", GOOD + "language: [ar]", "mine.yml: entry language"),
        ("Mine own.yml", GOOD, "Mine own.yml: entry name = 'Mine own'"),
        ("mine.yml", "[1, 2]", "expected a mapping"),
    ],
)
def test_what_cannot_name_a_folder_is_refused_at_once(tmp_path, file, text, line):
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(ParameterError, match=line):
        names.of(str(tmp_path / file), None)
