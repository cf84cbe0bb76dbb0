"""The catalogues of a language: ready for a build, or refused where a message is missing.

``qantar.po`` holds the words of the code and the tables, ``sphinx.po`` those of the themes,
``<page>.po`` those of a page.
"""

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from qantar.common import catalogues
from qantar.common.errors import BuildError, replacing
from qantar.common.language import SOURCE
from qantar.common.paths import LOCALES, PAGES
from qantar.flow.provenance import digest

UNTRANSLATED = "QANTAR_UNTRANSLATED"  # "allow": messages without a translation stay English
THEMES = "sphinx"
_SHOWN = 60  # letters of a missing message


@cache
def key(code: str, names: str = "*.po") -> str:
    """Digest of what a language says in the catalogues that match `names`, and of its rules."""
    files = [LOCALES / code / "language.yml", *catalogues.folder(code).rglob(names)]
    return digest(files, LOCALES)


def is_missing(message: Message) -> bool:
    """Whether a message has no translation, or one that only may fit."""
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return message.fuzzy or not all(strings)


def _read(path: Path) -> Catalog:
    try:
        with path.open("rb") as stream:
            return read_po(stream, abort_invalid=True)
    except (OSError, ValueError, PoFileError) as error:
        name = path.relative_to(LOCALES.parent)
        raise BuildError(f"{name}: cannot be read: {error}") from None


def _first(messages: list[Message]) -> str:
    text = messages[0].id if isinstance(messages[0].id, str) else messages[0].id[0]
    words = re.sub(r"\s+", " ", text)
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _lacking(code: str) -> Iterator[str]:
    """What a language lacks, a line a catalogue."""
    folder, where = catalogues.folder(code), f"locales/{code}"
    found = {
        path.relative_to(folder).with_suffix("").as_posix(): path
        for path in sorted(folder.rglob("*.po"))
    }
    absent = [f"{name}.po" for name in ("qantar", THEMES, *PAGES) if name not in found]
    if absent:
        yield f"{where}: no catalogue {', '.join(absent)}; run make messages"
    for name, path in found.items():
        missing = [message for message in _read(path) if message.id and is_missing(message)]
        if missing:
            yield (
                f"{where}: {len(missing)} messages of {name}.po are not translated "
                f"(first: {_first(missing)!r})"
            )


def _write_for_scripts(code: str) -> None:
    """Write the words of the themes as the script that Sphinx puts on the pages of a language."""
    catalogue = _read(catalogues.folder(code) / f"{THEMES}.po")
    words = {one.id: one.string for one in catalogue if one.id and not is_missing(one)}
    # Sphinx's own addTranslations makes a function of text, which the policy of the pages forbids.
    own = json.dumps(words, ensure_ascii=False, indent=1)
    text = f"Object.assign(Documentation.TRANSLATIONS, {own});\n"
    path = catalogues.folder(code) / f"{THEMES}.js"
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        with replacing(path) as part:
            part.write_text(text, encoding="utf-8")


def prepare(code: str) -> None:
    """Make the catalogues of a language ready; raises BuildError where a message is missing: a book
    in that language is complete or absent.
    """
    if code == SOURCE:
        return
    if os.environ.get(UNTRANSLATED) != "allow" and (lacking := list(_lacking(code))):
        raise BuildError("\n".join(lacking))
    catalogues.compile_changed(code)
    _write_for_scripts(code)
