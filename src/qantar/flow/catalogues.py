"""The catalogues of a language: made ready for a run, and refused where a message is missing.

A language's words stand below ``locales/<code>/LC_MESSAGES/``: ``qantar.po`` holds those of the
code and the tables, ``sphinx.po`` those of the theme, ``<page>.po`` those of a page.
"""

import os
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from qantar.common.errors import BuildError, naming
from qantar.common.language import SOURCE
from qantar.common.paths import LOCALES, PAGES
from qantar.flow.provenance import digest

UNTRANSLATED = "QANTAR_UNTRANSLATED"  # "allow": words without a translation stay English
_SHOWN = 60  # letters of a missing message


def folder(code: str) -> Path:
    """Where the catalogues of a language lie."""
    return LOCALES / code / "LC_MESSAGES"


@cache
def key(code: str) -> str:
    """Digest of all that a language says."""
    files = [LOCALES / code / "language.yml", *folder(code).rglob("*.po")]
    return digest(files, LOCALES)


def _read(path: Path) -> Catalog:
    try:
        with path.open("rb") as stream:
            return read_po(stream, abort_invalid=True)
    except (OSError, ValueError) as error:
        raise BuildError(f"{path.relative_to(LOCALES.parent)}: cannot be read: {error}") from None


def _compile(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue for gettext, in one rename and only where it says something else."""
    made = BytesIO()
    write_mo(made, catalogue)
    if path.is_file() and path.read_bytes() == made.getvalue():
        return
    part = path.with_suffix(".part")
    with naming(path):
        part.write_bytes(made.getvalue())
        part.replace(path)


def _missing(catalogue: Catalog) -> list[str]:
    """The messages that have no translation, or one that is only guessed."""
    first = [(one.id if isinstance(one.id, str) else one.id[0], one) for one in catalogue if one.id]
    strings = [(text, one.fuzzy, one.string) for text, one in first]
    return [
        text
        for text, is_guess, said in strings
        if is_guess or not (said if isinstance(said, str) else all(said))
    ]


def _lacking(code: str) -> Iterator[str]:
    """What a language lacks, a line a catalogue, the language's own mistakes first."""
    where = f"locales/{code}"
    found = {
        path.relative_to(folder(code)).with_suffix("").as_posix(): path
        for path in sorted(folder(code).rglob("*.po"))
    }
    if absent := [f"{name}.po" for name in ("qantar", *PAGES) if name not in found]:
        yield f"{where}: no catalogue {', '.join(absent)}; run make messages"
    for name, path in found.items():
        catalogue = _read(path)
        _compile(catalogue, path.with_suffix(".mo"))
        if missing := _missing(catalogue):
            first = re.sub(r"\s+", " ", missing[0])
            first = first if len(first) <= _SHOWN else f"{first[:_SHOWN]}…"
            yield (
                f"{where}: {len(missing)} messages of {name}.po are not translated "
                f"(first: {first!r})"
            )


def prepare(code: str) -> None:
    """Compile the catalogues of a language; raises BuildError where a message is not translated.

    A book in that language is complete or absent.
    """
    if code == SOURCE:
        return
    lacking = list(_lacking(code))
    if lacking and os.environ.get(UNTRANSLATED) != "allow":
        raise BuildError("\n".join(lacking))
