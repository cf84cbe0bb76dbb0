"""``make messages``: each language's catalogues brought up to date with all that readers see.

Babel finds, merges and writes; here only what it does not know: the order of files, and a form that
does not change when nothing changed.
"""

import io
import re
from collections.abc import Iterable
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po, write_po

from qantar import data
from qantar.book.languages import extract, pages
from qantar.book.languages.extract import Found
from qantar.common import catalogues, language
from qantar.common.paths import DATA
from qantar.common.text import NAME
from qantar.flow.catalogues import is_missing

CODE = "qantar"  # the catalogue of all but the pages
NAMES = ("countries.name", NAME)
_WIDTH = 100
_LEFT_OUT = re.compile(
    r'^"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator'
    r"|Language-Team|Generated-By): .*\n",
    re.MULTILINE,
)


def _catalogue(code: str | None = None) -> Catalog:
    comment = "# Made by `make messages`; translations are edited by hand."
    return Catalog(locale=code, fuzzy=False, header_comment=comment)


def template(found: Iterable[Found]) -> Catalog:
    """The messages found as a template, each once, in the order of its first place."""
    made = _catalogue()
    for one in found:
        message = made.add(
            one.message,
            locations=[(one.file, one.line)],
            context=one.context,
            auto_comments=one.comments,
        )
        # Babel takes "1 % of" for a format; this project's formats have braces.
        message.flags.discard("python-format")
    return made


def text(catalogue: Catalog) -> str:
    """The catalogue as a file: no dates, no line numbers, one width of lines."""
    out = io.BytesIO()
    write_po(out, catalogue, width=_WIDTH, ignore_obsolete=True, include_lineno=False)
    return _LEFT_OUT.sub("", out.getvalue().decode())


def read(path: Path, code: str) -> Catalog:
    """The catalogue of a language in a ``.po`` file; an empty one where there is none."""
    made = _catalogue(code)
    if path.is_file():
        with path.open("rb") as file:
            made = read_po(file, locale=code)
    made.mime_headers = [("Plural-Forms", language.named(code).plurals)]
    return made


def _territories(code: str) -> dict[str, str]:
    """Names of countries in a language by their English name in ``data/countries.csv``."""
    try:
        named = Locale.parse(code).territories
    except (UnknownLocaleError, ValueError):
        return {}
    two_letters = get_global("territory_aliases")
    table = data.Package(DATA).load("countries")  # names in English, whatever this process speaks
    return {
        name: named[two_letters[iso3][0]]
        for iso3, name in zip(table["iso3"], table["name"], strict=True)
        if iso3 in two_letters and two_letters[iso3][0] in named
    }


def updated(code: str, domain: str, newest: Catalog) -> Catalog:
    """A language's catalogue with the messages of the template `newest`.

    A changed message keeps its old translation marked as fuzzy; new countries get Babel's name.
    """
    made = read(catalogues.folder(code) / f"{domain}.po", code)
    made.update(newest)
    names = _territories(code) if domain == CODE else {}
    for message in made:
        message.flags.discard("python-format")
        if message.context in NAMES and is_missing(message) and message.id in names:
            message.string = names[message.id]
            message.flags.discard("fuzzy")
    return made


def languages() -> list[str]:
    """The languages that the book is translated to."""
    return [code for code in language.codes() if code != language.SOURCE]


def messages() -> dict[str, list[Found]]:
    """All messages by catalogue: that of the code, and one a page."""
    return {CODE: list(extract.messages()), **pages.messages()}


def files() -> dict[Path, str]:
    """Every catalogue as it should be, by path."""
    templates = {name: template(found) for name, found in messages().items()}
    return {
        catalogues.folder(code) / f"{name}.po": text(updated(code, name, newest))
        for code in languages()
        for name, newest in templates.items()
    }


def write() -> list[str]:
    """Bring all up to date; a line on each language says how many messages are missing."""
    for path, content in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return [_state(code) for code in languages()]


def all_messages(code: str) -> list[Message]:
    """The messages of all catalogues of a language."""
    paths = sorted(catalogues.folder(code).rglob("*.po"))
    return [message for path in paths for message in read(path, code) if message.id]


def _state(code: str) -> str:
    found = all_messages(code)
    return f"{code}: {len(found)} messages, {sum(map(is_missing, found))} without translation"
