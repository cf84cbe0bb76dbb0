"""One term, one word: where an English term stands, its word of the glossary stands in Arabic."""

import csv
import re

import pytest

from qantar.book.languages import catalogues
from qantar.book.languages.search import SearchArabic
from qantar.common.catalogues import folder
from qantar.common.language import LOCALES

SEARCH = SearchArabic({})
# What a translator does not touch: roles and their targets, fields (of one that counts, all but its
# words), addresses, code.
_KEPT = re.compile(
    r"\{\w*\}`[^`]*`|\{[\w.]+:[^{}|]*\||\{[^{}:]*[.:]?[^{} ]*\}|\]\([^)]*\)|`[^`]*`|\S+/\S+"
)


def letters(text):
    """The text with one spelling of each letter, without vowel marks."""
    marks = "\u0610-\u061a\u0640\u064b-\u065f\u0670"
    return re.sub(f"[{marks}]", "", text).translate(str.maketrans("أإآىة", "ااايه"))


def stems(text):
    return {SEARCH.stem(word) for word in SEARCH._word_re.findall(text)}


def forms(row):
    """The words of each way to write a term that the glossary allows."""
    ways = re.split("[؛،/;]", f"{row['arabic']}؛{row['plural_or_forms']}")
    bare = [re.sub(r"\(.*?\)|^\s*(ج|مفرد) ", "", way).strip() for way in ways]
    return [way.split() for way in bare if way]


def stands(words, text):
    """Whether all words stand in the text, with whatever prefix and ending."""
    plain, found = letters(text), stems(text)
    return all(letters(word) in plain or SEARCH.stem(word) in found for word in words)


def lacking(row, messages):
    """Messages that have the English term and none of its Arabic forms."""
    english = re.sub(r"\s*\(.*?\)", "", row["english"])
    anywhere = 0 if english[0].isupper() else re.IGNORECASE
    term = re.compile(rf"(?<![\w-]){re.escape(english)}(s|es)?(?![\w-])", anywhere)
    return [
        one
        for one, made in messages
        if term.search(one) and not any(stands(words, made) for words in forms(row))
    ]


@pytest.fixture(scope="module")
def messages():
    """Pairs of English and Arabic, without what stays as it is."""
    found = []
    for path in sorted(folder("ar").rglob("*.po")):
        for message in catalogues.read(path, "ar"):
            one, made = (
                " ".join(text) if isinstance(text, tuple | list) else text
                for text in (message.id, message.string)
            )
            if one and one != made and path.stem != "sphinx":
                found.append((_KEPT.sub(" ", one), made))
    return found


def test_a_term_of_the_glossary_has_its_word_wherever_it_stands(messages):
    with (LOCALES / "ar" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["checked"] == "yes"]
    assert {row["english"]: lost for row in rows if (lost := lacking(row, messages))} == {}


def test_another_word_for_a_term_is_noticed():
    row = {"english": "hash rate", "arabic": "معدل التجزئة", "plural_or_forms": "معدلات التجزئة"}
    fell = "The hash rate fell."
    assert lacking(row, [(fell, "تراجع معدّل التجزئة."), (fell, "وتراجع بمعدل للتجزئة.")]) == []
    assert lacking(row, [(fell, "تراجع معدل الهاش.")]) == [fell]
