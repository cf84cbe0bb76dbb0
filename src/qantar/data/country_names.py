"""Countries in sentences, with article and possessive, as ``data/countries.csv`` has them."""

import string
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from qantar import data
from qantar.common import language
from qantar.common.text import form, named


class Forms(NamedTuple):
    """A country's name as it stands in a sentence, and its possessive."""

    in_sentence: str
    possessive: str


@cache
def forms() -> dict[str, Forms]:
    """The forms of each country's name, by plain name and by that in a sentence; DataError.

    None in a language other than English, whose templates take the name as it is.
    """
    if language.current().code != language.SOURCE:
        return {}
    table = data.load("countries")
    rows = [Forms(*row) for row in table[["name_in_sentence", "possessive"]].to_numpy()]
    plain = dict(zip(table["name"], rows, strict=True))
    return {**{form.in_sentence: form for form in rows}, **plain}


def in_sentence(name: str) -> str:
    """The name of a country as it stands in a sentence; any other text unchanged."""
    return forms()[name].in_sentence if name in forms() else name


def decline(template: str, words: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """`template` and `words` with every country's name in the form that its field asks for.

    ``{country}'s`` takes the possessive, ``{country}`` the name in a sentence. That is English; in
    other languages names stand as they are.
    """
    declined = {key: named(word) if isinstance(word, str) else word for key, word in words.items()}
    for name, word in words.items():
        if not isinstance(word, str) or word not in forms():
            continue
        declined[name] = forms()[word].in_sentence
        if f"{{{name}}}'s" in template:
            template = template.replace(f"{{{name}}}'s", f"{{{name}__possessive}}")
            declined[f"{name}__possessive"] = forms()[word].possessive
    return template, declined


def capitalize(text: str) -> str:
    """The sentence with a capital where it begins with a country's name that has an article."""
    begins = any(text.startswith(form.in_sentence) for form in forms().values())
    return text[:1].upper() + text[1:] if begins else text


class _Counting(string.Formatter):
    """Fields that choose a form of words by their number, ``{n:d|# block|# blocks}``; per cent as
    the language writes it.
    """

    def format_field(self, value: Any, format_spec: str) -> str:
        spec, *forms = format_spec.split("|")
        text = format(value, spec)
        if spec.endswith("%"):
            text = f"{text[:-1]}{language.current().percent}"
        return form(forms, text).replace("#", text) if forms else text


def format_sentence(template: str, **words: Any) -> str:
    """`template` filled with `words` as a sentence, for titles and descriptions of charts.

    ``{n:|# block|# blocks}`` chooses a form of words, as in `qantar.report.sentences.fill`.
    """
    declined, forms_of_words = decline(template, words)
    return capitalize(_Counting().vformat(declined, (), forms_of_words))
