"""Catalogues in the form that programs read: ``.mo`` made from the ``.po`` that people edit."""

import tempfile
from pathlib import Path

from qantar.common import language


def folder(code: str) -> Path:
    """Where the catalogues of a language lie."""
    return language.LOCALES / code / "LC_MESSAGES"


def compile_changed(code: str) -> None:
    """Make each ``.mo`` of a language that is missing or older than its ``.po``.

    Each is put in place by a rename, so processes may do it at the same time.
    """
    for source in sorted(folder(code).rglob("*.po")):
        made = source.with_suffix(".mo")
        if not made.is_file() or made.stat().st_mtime_ns <= source.stat().st_mtime_ns:
            _compile(code, source, made)


def _compile(code: str, source: Path, made: Path) -> None:
    from babel.messages.mofile import write_mo  # only here: importing them takes a quarter second
    from babel.messages.pofile import read_po

    with source.open("rb") as text:
        catalogue = read_po(text, locale=code)
    with tempfile.NamedTemporaryFile(dir=made.parent, delete=False) as part:
        write_mo(part, catalogue)
    Path(part.name).replace(made)
