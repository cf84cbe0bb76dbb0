"""Editions in another language: their names, keys and catalogues, and what is refused."""

import os
import shutil
import subprocess
import sys

import pytest

from qantar.__main__ import main
from qantar.common import language
from qantar.common.errors import BuildError
from qantar.flow import build, catalogues, editions, keys

MESSAGE = '\nmsgid "There it is."\nmsgstr "{}"\n'


@pytest.fixture
def locales(tmp_path, monkeypatch):
    """A folder of languages that holds one, `xx`, complete with a message a page."""
    folder = tmp_path / "locales"
    shutil.copytree(language.LOCALES / "en", folder / "xx")
    for name in ("qantar", "sphinx", *catalogues.PAGES):
        path = folder / "xx" / "LC_MESSAGES" / f"{name}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MESSAGE.format("Voilà."), encoding="utf-8")
    for module in (language, catalogues):
        monkeypatch.setattr(module, "LOCALES", folder)
    catalogues.key.cache_clear()
    yield folder / "xx" / "LC_MESSAGES"
    catalogues.key.cache_clear()


def test_an_edition_in_another_language_has_its_own_folder():
    assert editions.load("kazakhstan", "ar").name == "kazakhstan-ar"
    assert editions.load("kazakhstan", "ar").original == "kazakhstan"
    assert editions.load("kazakhstan", "en").name == "kazakhstan"


@pytest.mark.parametrize("name", ["own", "own-ar"])
def test_a_file_that_names_its_language_is_built_in_it(tmp_path, name):
    path = tmp_path / f"{name}.yml"
    path.write_text('title: "A: b"\ncountry: KAZ\nlanguage: ar\n', encoding="utf-8")
    edition = editions.load(str(path))
    assert (edition.name, edition.language) == ("own-ar", "ar")


def test_a_built_edition_is_compared_with_its_file():
    edition = editions.load("kazakhstan", "ar")
    assert editions.declared(edition) == edition


def test_an_unknown_language_is_refused_in_one_line(capsys):
    assert main(["book", "kazakhstan", "--language", "qq"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "no locales/qq/language.yml; there are en, ar" in line


def test_steps_speak_the_language_of_their_edition(tmp_path, capsys):
    code = "import os; print('qantar| speaks', os.environ['QANTAR_LANGUAGE'])"
    with build.started([sys.executable, "-c", code], tmp_path, "ar") as process:
        build.go_on(process, tmp_path)
    assert "speaks ar" in capsys.readouterr().out


def test_each_language_has_its_own_keys():
    english = keys.run_key("energy", {})
    assert keys.run_key("energy", {}, "ar")["language"] != english["language"]


@pytest.mark.parametrize(
    ("name", "moves"), [("qantar.po", [True, True]), ("book/data.po", [False, True])]
)
def test_words_of_code_run_notebooks_again_and_those_of_pages_do_not(locales, name, moves):
    def known():
        catalogues.key.cache_clear()
        return catalogues.key("xx", "qantar.po"), catalogues.key("xx")

    before = known()
    (locales / name).write_text(MESSAGE.format("Là."), encoding="utf-8")
    assert [one != other for one, other in zip(before, known(), strict=True)] == moves


def test_a_complete_language_is_made_ready(locales):
    catalogues.prepare("xx")
    assert (locales / "book" / "data.mo").is_file()
    assert "Voilà." in (locales / "sphinx.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text", [MESSAGE.format(""), MESSAGE.replace("\n", "\n#, fuzzy\n", 1).format("Voilà.")]
)
def test_a_language_with_a_missing_or_guessed_message_is_refused(locales, text, monkeypatch):
    (locales / "book" / "data.po").write_text(text, encoding="utf-8")
    with pytest.raises(BuildError) as refused:
        catalogues.prepare("xx")
    assert str(refused.value) == (
        "locales/xx: 1 messages of book/data.po are not translated (first: 'There it is.')"
    )
    monkeypatch.setenv(catalogues.UNTRANSLATED, "allow")
    catalogues.prepare("xx")


def test_a_language_without_a_page_is_refused(locales):
    (locales / "index.po").unlink()
    with pytest.raises(BuildError, match=r"locales/xx: no catalogue index\.po"):
        catalogues.prepare("xx")


def test_a_process_writes_days_numbers_and_lists_in_its_language(locales):
    words = {"Jan": "қаң", "%-d %b %Y": "%Y ж. %-d %b"}
    po = "".join(f'msgid "{one}"\nmsgstr "{other}"\n\n' for one, other in words.items())
    (locales / "qantar.po").write_text(po, encoding="utf-8")
    rules = locales.parent / "language.yml"
    text = rules.read_text(encoding="utf-8").replace('decimal: "."', 'decimal: ","')
    rules.write_text(text.replace('thousands: ","', 'thousands: "\\u00a0"'), encoding="utf-8")
    code = (
        "from qantar.common.dates import day; from qantar.report.sentences import number;"
        "print(day('2022-01-05'), number(-1234.5, ',.1f'), sep='|')"
    )
    own = {"QANTAR_LOCALES": str(locales.parents[1]), "QANTAR_LANGUAGE": "xx"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "2022\u00a0ж.\u00a05\u00a0қаң|\u22121\u00a0234,5"
