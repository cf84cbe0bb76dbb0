"""The pseudo-language ``xx``: every message accented and a third longer, so that words which are in
no catalogue stand out by their plain letters.
"""

import re
from pathlib import Path

from babel.messages import Catalog
from translation_check import is_format

from qantar.book.languages import catalogues
from qantar.common.language import LOCALES

CODE = "xx"
_ACCENTED = str.maketrans(
    {
        **dict(zip("aeiouy", ("áà", "éè", "íì", "óò", "úù", "ýÿ"), strict=True)),
        **dict(zip("AEIOUY", ("ÁÀ", "ÉÈ", "ÍÌ", "ÓÒ", "ÚÙ", "ÝŸ"), strict=True)),
        **dict(zip("bcdfghjklmnpqrstvwxz", "ḃçḋḟĝĥĵķĺṁñṗqřşţṽŵẋž", strict=True)),
        **dict(zip("BCDFGHJKLMNPQRSTVWXZ", "ḂÇḊḞĜĤĴĶĹṀÑṖQŘŞŢṼŴẊŽ", strict=True)),
    }
)
# What is no words: formulas, doubled braces with a directive's name, roles, fields, targets, tags,
# code.
_KEPT = re.compile(
    r"\$[^$]+\$|:::\{\{\w+\}\}|\{\{[\w:]+\}\}`[^`]*`|\{[\w:-]+\}`[^`]*`|\{[^{}]*\}"
    r"|\]\([^()\s]*\)|</?[a-z][^>]*>|`[^`]+`|&\w+;|https?://\S+|%-?[A-Za-z]|%\(\w+\)s"
)
_TERM = re.compile(r"(\{+term\}+)`(?:([^`<]*?) <([^`]*)>|([^`]*))`")


def _kept(part: str) -> str:
    if term := _TERM.fullmatch(part):
        target = term[3] or term[4]
        return f"{term[1]}`{accented(term[2] or target)} <{target}>`"
    name, colon, spec = part[1:-1].partition(":")
    if part.startswith("{") and part.endswith("}") and colon:
        number, bar, forms = spec.partition("|")
        if bar:
            return f"{{{name}:{number}|{accented(forms)}}}"
        return part if is_format(spec) else f"{{{name}:{accented(spec)}}}"
    return part


def accented(text: str) -> str:
    """`text` with an accent on every letter of its words, and two vowels for each."""
    made, end = [], 0
    for match in _KEPT.finditer(text):
        made += [text[end : match.start()].translate(_ACCENTED), _kept(match[0])]
        end = match.end()
    return "".join([*made, text[end:].translate(_ACCENTED)])


def _translated(template: Catalog) -> Catalog:
    for message in template:
        if isinstance(message.id, tuple):
            message.string = tuple(map(accented, message.id))
        elif message.id:
            message.string = accented(message.id)
    return template


def write(folder: Path) -> Path:
    """Write the languages ``en`` and ``xx`` into `folder`, as for QANTAR_LOCALES; returns it.

    A book in ``xx`` shows what escapes on pages and what is too long:
    QANTAR_LOCALES=<folder> python -m qantar book --language xx
    """
    settings = (LOCALES / "en" / "language.yml").read_text(encoding="utf-8")
    for code in ("en", CODE):
        (folder / code).mkdir(parents=True)
        (folder / code / "language.yml").write_text(settings, encoding="utf-8")
    # By the letters of its name a book tells the titles that stay in English from its own words.
    own = settings.replace("name: English", f"name: {accented('Some English')}")
    (folder / CODE / "language.yml").write_text(own, encoding="utf-8")
    (folder / "columns.yml").write_bytes((LOCALES / "columns.yml").read_bytes())
    for name, found in catalogues.messages().items():
        path = folder / CODE / "LC_MESSAGES" / f"{name}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        made = _translated(catalogues.template(found))
        path.write_text(catalogues.text(made), encoding="utf-8")
    themes = catalogues.read(LOCALES / "ar" / "LC_MESSAGES" / "sphinx.po", "ar")
    text = catalogues.text(_translated(themes))
    (folder / CODE / "LC_MESSAGES" / "sphinx.po").write_text(text, encoding="utf-8")
    return folder
