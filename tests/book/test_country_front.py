"""Another country's edition: its chapters' titles, its numbers in words, the figures it lists."""

import pytest

from qantar.book.pages import country
from qantar.book.prose import definitions
from qantar.flow import editions, names
from qantar.flow.editions import Edition
from qantar.report.figures import Figure

CHAPTERS = ["wealth", "energy", "mining"]


def edition(iso3):
    values = {"name": "here", "title": "T", "country": iso3, "language": "en"}
    return Edition.model_validate({**values, "chapters": CHAPTERS, "parameters": {}})


def figure(name, value, as_of="2021", unit="share"):
    return Figure(name, value, unit, as_of, (), "words", made_by="")


def numbers(iso3, **changed):
    values = {
        "wealth.top1": 0.24,
        "energy.coal_share": 0.4,
        "energy.carbon_intensity": 500.0,
        "energy.carbon_intensity_ratio": 1.0,
        "energy.mining_share_of_generation": 0.01,
        "mining.share_peak": 0.02,
        "mining.breakeven_new_2022_01": 0.26,
        **changed,
    }
    found = {name: figure(name, value) for name, value in values.items()}
    told = country.sentences(edition(iso3), found)
    return {chapter: [sentence.text for sentence in own] for chapter, own in told.items()}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_is_titled_with_its_country(chapter):
    title = country.chapter_title(edition("ARE"), chapter)
    assert title.endswith(": United Arab Emirates")


def test_the_report_s_chapters_keep_their_own_titles():
    assert country.chapter_title(edition("KAZ"), "wealth") is None


def test_a_doubted_number_is_followed_by_its_doubt():
    assert "little evidence of mining" in numbers("DEU")["mining"][-1]
    assert len(numbers("DEU")["mining"]) == len(numbers("USA")["mining"]) + 1
    high = numbers("USA", **{"energy.carbon_intensity_ratio": 9.0})
    assert "doubtful" in high["energy"][-1] and "9.0 times" in high["energy"][-1]


def test_a_zero_on_the_map_is_no_measurement():
    said = numbers("NOR", **{"energy.mining_share_of_generation": 0.0})["energy"]
    assert said[1] == "What miners drew cannot be estimated: the Cambridge map shows none there."


@pytest.mark.parametrize("name", names.names())
def test_every_edition_but_the_report_has_its_country_s_titles(name):
    book = editions.load(name)
    titles = [country.chapter_title(book, chapter) for chapter in book.chapters]
    assert all(titles) == (book.country != "KAZ")


@pytest.mark.parametrize(("iso3", "listed"), [("KAZ", ["a.b", "c.d"]), ("NOR", ["c.d"])])
def test_elsewhere_a_figure_without_value_is_not_listed(monkeypatch, iso3, listed):
    monkeypatch.setattr(definitions, "of_build", lambda _name: edition(iso3))
    app = type("App", (), {"config": type("Config", (), {"qantar_edition": "here"})})
    found = [figure("c.d", 1.0), figure("a.b", None)]
    assert [one.id for one in definitions._listed(app, found)] == listed
