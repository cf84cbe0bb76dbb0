"""Catalogues hold all that readers see; a language is complete and keeps what is no words."""

import ast
import gettext
import json
from collections.abc import Iterator

import pytest
from translation_check import count_problems, plural_problems, problems

from qantar.book.languages import catalogues, extract
from qantar.common import language
from qantar.common.catalogues import folder
from qantar.common.paths import CHAPTERS, NOTEBOOKS, PACKAGE

LANGUAGES = catalogues.languages()


@pytest.fixture(scope="module")
def found():
    return catalogues.messages()


def literals(source: str) -> Iterator[str]:
    for call in ast.walk(ast.parse(source)):
        name = getattr(getattr(call, "func", None), "id", "")
        if name in extract.KEYWORDS and isinstance(call.args[-1], ast.Constant):
            text = call.args[0 if name == "ngettext" else -1]
            yield text.value


def sources() -> Iterator[str]:
    yield from (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    for chapter in CHAPTERS:
        cells = json.loads((NOTEBOOKS / f"{chapter}.ipynb").read_bytes())["cells"]
        yield from ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def test_every_message_in_code_is_found(found):
    known = {one.message for one in found[catalogues.CODE]}
    known |= {message[0] for message in known if isinstance(message, tuple)}
    missed = {text for source in sources() for text in literals(source)} - known
    assert not missed, "no extractor sees a message inside an f-string"


def test_a_page_is_found_as_readers_meet_it(found):
    front = [one.message for one in found["index"]]
    assert "What caused it?" in front
    assert any("{figure}`toll.dead:d`" in text for text in front), "roles stand raw in a message"


def test_numbers_that_notebooks_print_are_in_no_catalogue(found):
    texts = [one.message for name in found for one in found[name] if name.startswith("notebooks/")]
    assert texts and not [text for text in texts if "<div" in text or "| " in text]


@pytest.mark.parametrize("code", LANGUAGES)
def test_catalogues_hold_the_messages_of_today(code, found):
    stale = []
    for name, messages in found.items():
        path = folder(code) / f"{name}.po"
        made = catalogues.updated(code, name, catalogues.template(messages))
        if not path.is_file() or path.read_text(encoding="utf-8") != catalogues.text(made):
            stale.append(name)
    assert not stale, "run make messages"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_lacks_no_message(code):
    missing = [one.id for one in catalogues.all_messages(code) if catalogues.is_missing(one)]
    assert not missing[:10], f"{len(missing)} messages"


@pytest.mark.parametrize("code", LANGUAGES)
def test_translations_keep_what_is_no_words(code):
    wrong = {}
    forms = catalogues.read(folder(code) / "qantar.po", code).num_plurals
    for message in catalogues.all_messages(code):
        if catalogues.is_missing(message):
            continue
        if isinstance(message.id, str):
            said = problems(message.id, message.string) + count_problems(message.string, forms)
        else:
            said = plural_problems(*message.id, message.string, forms)
        wrong |= {message.id: said} if said else {}
    assert not wrong


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_tells_counts_apart_in_every_catalogue(code):
    rule = language.named(code).plurals
    headers = {
        path.name: catalogues.read(path, code).plural_forms for path in folder(code).rglob("*.po")
    }
    assert set(headers.values()) <= {rule}


def test_arabic_has_six_forms_for_counts():
    rule = language.named("ar").plurals.partition("plural=")[2].rstrip(";")
    form = gettext.c2py(rule)
    assert [form(count) for count in (0, 1, 2, 3, 11, 100, 103)] == [0, 1, 2, 3, 4, 5, 3]


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("{contry} lost {share:.1%}", "{country} a perdu {share:.1%}"),
        ("{share:.1%} of all", "{share:.2%} de tous"),
        ("they {asked:asked} for it", "ils {asked} cela"),
        ("{figure}`toll.dead:d` dead", "{figure}`toll.dead` morts"),
        ("{term}`hash rate` fell", "{term}`taux` tomba"),
        ("[all](data.md)", "[tout](donnees.md)"),
        ("in 2022", "en 2021"),
        ("in 2022", "en ٢٠٢٢"),
        ("**Known**", "Connu"),
        ("one\ntwo", "un deux"),
        ("known", " "),
        ("known", "connu "),
        ("at {hour:%H:%M} UTC", "à {hour:%H} TU"),
        ("in {n:d|# hour|# hours}", "en {n:.1f|# heure|# heures}"),
        ("in {n:d|# hour|# hours}", "en {n:d} heures"),
        ("a {{brace}}", "une {brace}"),
    ],
)
def test_a_translation_that_loses_something_is_refused(source, made):
    assert problems(source, made)


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("{country}'s share, {share:.1%}", "{share:.1%}: la part, {country}"),
        ("they {asked:asked} for it", "ils {asked:l'ont demandé}"),
        ("{term}`hash rate` fell in 2022", "{term}`le taux <hash rate>` tomba en 2022"),
        ("see [all of them](data.md)", "voir [tout](data.md)"),
        ("in {n:d|# hour|# hours}", "en {n:d|une heure|deux heures|# heures}"),
    ],
)
def test_a_translation_that_keeps_all_is_accepted(source, made):
    assert problems(source, made) == []


def test_words_of_a_count_have_every_form_of_the_language():
    made = "{n:,d|no blocks|# block|# blocks}"
    assert count_problems(made, 3) == []
    assert count_problems(made, 6)
    assert count_problems("{n:d|one block|blocks}", 2)


def test_forms_for_few_things_may_say_the_number_in_words():
    forms = ["nothing", "one block", "two blocks", "{n} blocks", "{n} blocks", "{n} blocks"]
    assert plural_problems("{n} block", "{n} blocks", forms, 6) == []
    assert plural_problems("{n} block", "{n} blocks", [*forms[:5], "blocks"], 6)
    assert plural_problems("{n} block", "{n} blocks", forms[:5], 6)
