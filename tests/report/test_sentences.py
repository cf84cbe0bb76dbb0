"""Sentences: what a reader sees, what the book links, and what a stored notebook keeps."""

import pytest

from qantar.common import language
from qantar.common.errors import FigureError
from qantar.data.country_names import format_sentence
from qantar.report.figures import Figure
from qantar.report.sentences import MIME, fill, numbered, shown

FIGURES = {
    figure.id: figure
    for figure in (
        Figure(
            "energy.coal_share",
            0.6413,
            "share",
            "2021",
            ("electricity",),
            "coal's share",
            0.6,
            0.68,
            "vintages",
        ),
        Figure("mining.change", -1234.5, "MW", "2022-01", ("mining_share",), "a change"),
        Figure("mining.missing", None, "MW", "2022-01", ("mining_share",), "not there"),
    )
}


def test_numbers_are_shown_in_the_books_style():
    sentence = fill("{energy.coal_share:.0%} and {mining.change:,.0f} MW", FIGURES, {})
    assert sentence.text == "64\u202f% and −1,234 MW"


def test_every_number_links_to_its_definition_and_a_parameter_to_its_meaning():
    sentence = fill(
        "{energy.coal_share:.0%} in {energy.coal_share.as_of} for {country}; {n}",
        FIGURES,
        {"country": "KAZ", "n": 3},
        targets={"country": "param:energy.country"},
    )
    assert sentence.text == "64\u202f% in 2021 for KAZ; 3"
    assert sentence.linked == (
        "{shown}`64\u202f% <figure:energy.coal_share>` in 2021 for {shown}`KAZ "
        "<param:energy.country>`; 3"
    )


@pytest.mark.parametrize(
    ("usd", "words"), [(0.01, "1 cent"), (0.04, "4 cents"), (0.014, "1.4 cents")]
)
def test_words_take_their_form_from_the_number_shown(usd, words):
    sentence = fill("{usd:cents|# cent|# cents}", {}, {"usd": usd}, targets={"usd": "param:x.usd"})
    assert sentence.text == words
    digits, noun = words.split()
    assert sentence.linked == f"{{shown}}`{digits} <param:x.usd>` {noun}"


@pytest.mark.parametrize(
    ("hours", "form"),
    [(0, "a"), (1, "b"), (2, "c"), (9.8, "10 d"), (1011.2, "1,011 e"), (200, "200 f")],
)
def test_a_language_has_as_many_forms_of_words_as_its_rule(monkeypatch, hours, form):
    monkeypatch.setattr(language, "current", lambda: language.named("ar"))
    assert fill("{n:,.0f|a|b|c|# d|# e|# f}", {}, {"n": hours}).text == form


def test_a_fraction_takes_the_form_of_a_hundred(monkeypatch):
    monkeypatch.setattr(language, "current", lambda: language.named("ar"))
    assert fill("{n:.1f|a|b|c|# d|# e|# f}", {}, {"n": 3.5}).text == "3.5 f"


def test_words_without_translation_keep_their_own_forms(monkeypatch):
    monkeypatch.setattr(language, "current", lambda: language.named("ar"))
    assert fill("{n:d|# hour|# hours}", {}, {"n": 200}).text == "200 hours"


def test_a_missing_figure_takes_the_other_sentence_and_without_one_stops():
    assert fill("{mining.missing:.0f} MW", FIGURES, {}, "No count.").text == "No count."
    with pytest.raises(FigureError, match=r"mining\.missing has no value.* check mining_share;"):
        fill("{mining.missing:.0f} MW", FIGURES, {})


def test_a_format_that_does_not_fit_names_figure_and_sentence():
    with pytest.raises(FigureError, match=r"^mining\.change in the sentence 'It is \{.*'d'"):
        fill("It is {mining.change:d} MW", FIGURES, {})


def test_an_unknown_id_stops():
    with pytest.raises(FigureError, match="neither a key figure nor a word"):
        fill("{energy.cool_share}", FIGURES, {})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2021-10", "October\u00a02021"),
        ("2022-01-05", "5\u00a0Jan\u00a02022"),
        ("2021", "2021"),
        ("2022-01-05T10:30", "5\u00a0Jan\u00a02022,\u00a010:30\u00a0UTC"),
        ("2017/2021", "2017 to 2021"),
        ("2021-10..2021-11", "October\u00a02021 to November\u00a02021"),
        ("2022-01-05T10", "2022-01-05T10"),
    ],
)
def test_dates_are_shown_in_words(text, words):
    assert shown(text, "date") == words


def test_a_sentence_writes_months_in_full():
    assert str(fill("On {when:date}.", FIGURES, {"when": "2022-01-05"})) == (
        "On 5\u00a0January\u00a02022."
    )


def test_a_whole_number_may_be_asked_for_as_one():
    assert shown(3600.0, ",d") == "3,600"


def test_a_stored_notebook_keeps_the_words_only(monkeypatch):
    sentence = fill("{energy.coal_share:.0%}", FIGURES, {})
    monkeypatch.setenv("QANTAR_RENDERER", "digest")
    assert MIME not in sentence._repr_mimebundle_()
    monkeypatch.delenv("QANTAR_RENDERER")
    assert "{shown}" in sentence._repr_mimebundle_()[MIME]["markdown"]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("The grid of {country}", "The grid of the United States"),
        ("{country} mined 8 t", "The United States mined 8 t"),
        ("{country}'s coal", "The United States' coal"),
        ("a part of {country}'s coal", "a part of the United States' coal"),
    ],
)
def test_a_name_that_needs_its_article_has_it_in_charts_and_in_sentences(template, expected):
    assert format_sentence(template, country="United States") == expected
    assert fill(template, {}, {"country": "United States"}).text == expected


def test_a_name_without_article_stands_as_it_is():
    assert format_sentence("{country}'s coal, {n} t", country="Iran", n=3) == "Iran's coal, 3 t"


def test_a_name_with_its_article_already_keeps_its_possessive():
    assert (
        format_sentence("In {place}'s grid", place="the Netherlands") == "In the Netherlands' grid"
    )


def test_what_is_no_country_is_left_as_it_is():
    words = {"who": "the old machines", "n": 3}
    assert format_sentence("{who}'s {n}", **words) == "the old machines's 3"


def test_takeaways_are_three_sentences_numbered_in_their_box():
    points = [fill(f"{word}: {{energy.coal_share:.0%}}", FIGURES, {}) for word in ("a", "b", "c")]
    made = numbered(points)
    assert made.text.splitlines() == [f"{n}. {point.text}" for n, point in enumerate(points, 1)]
    assert made.linked.startswith(":::{takeaways}\n1. a: {shown}`64\u202f% <figure:energy.coal")
    with pytest.raises(FigureError, match="three takeaways, not 2"):
        numbered(points[:2])


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (-0.4, ",.0f", "0"),
        (-0.6, ",.0f", "−1"),
        (10583.06, "significant", "10,600"),
        (0.0512, "significant", "0.0512"),
    ],
)
def test_what_rounds_to_nothing_has_no_sign_and_any_size_is_shown(value, form, text):
    assert shown(value, form) == text
