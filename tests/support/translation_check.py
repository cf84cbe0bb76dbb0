"""Whether a translation keeps what is no words: fields, roles, links, marks and digits."""

import re
import string
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

# A format of a field; what else stands after the colon is words that become a link.
_FORMAT = re.compile(r"[,+#]?\d*(\.\d+)?[dfgeG%]?|date|thousands|significant|cents|.*%-?[A-Za-z].*")
_COUNT = re.compile(r"\{[^{}|]*\|[^{}]*\}")  # a field that chooses a form of words
_ROLE = re.compile(r"\{+([\w:-]+)\}+`([^`]*)`")
_TARGET = re.compile(r"\]\(([^()\s]*(?:\([^()]*\)[^()\s]*)*)\)")
_TAG = re.compile(r"</?[a-z][^>]*>")
_DIRECTIVE = re.compile(r"%-?[A-Za-z]|%\(\w+\)s")  # %H of a moment, %(title)s of a theme
_CODE = re.compile(r"(?<!`)`[^`]+`(?!`)")
_NUMBER = re.compile(r"(?<![A-Za-z\d.,])\d+(?:[.,]\d+)*")  # the 2 of CO2 is a name
_TRANSLATED = ("term",)  # roles that show their own words before the <target>


def is_format(spec: str) -> bool:
    """Whether what follows the colon of a field is a format, not words."""
    return bool(_FORMAT.fullmatch(spec))


def fields(text: str) -> set[tuple[str, str]]:
    """Each field with its format, ``words`` where words follow the colon; ValueError."""
    found = set()
    for _literal, name, spec, conversion in string.Formatter().parse(text):
        if name is not None:
            own, bar, _forms = (spec or "").partition("|")
            known = own + bar if is_format(own) else "words"
            found.add((name, f"{known}!{conversion}" if conversion else known))
    return found


def roles(text: str) -> Counter[tuple[str, str]]:
    """Each role of MyST with its target."""
    found: Counter[tuple[str, str]] = Counter()
    for name, content in _ROLE.findall(text):
        target = re.fullmatch(r".*<([^<>]*)>", content)
        found[name, target[1] if target and name in _TRANSLATED else content] += 1
    return found


def _plain(text: str) -> str:
    """The text without fields, roles, targets, tags and code."""
    for pattern in (_ROLE, _TARGET, _TAG, _CODE):
        text = pattern.sub("", text)
    return re.sub(r"\{[^{}:]*(?::(?P<spec>[^{}]*))?\}", _words_of_field, text)


def _words_of_field(field: re.Match[str]) -> str:
    spec, _bar, forms = (field["spec"] or "").partition("|")
    return forms if is_format(spec) else spec


def _fields_or_none(text: str) -> set[tuple[str, str]] | None:
    try:
        return fields(_ROLE.sub("", text))
    except ValueError:
        return None


def _differing(name: str, source: Iterable[Any], made: Iterable[Any]) -> list[str]:
    one, other = Counter(source), Counter(made)
    lost, added = one - other, other - one
    parts = [
        f"{name} {word}: {', '.join(map(_shown, what))}"
        for word, what in (("missing", lost), ("added", added))
        if what
    ]
    return ["; ".join(parts)] if parts else []


def _shown(part: Any) -> str:
    return ":".join(filter(None, part)) if isinstance(part, tuple) else str(part)


def problems(source: str, made: str, *, one: str | None = None) -> list[str]:
    """What is wrong with the translation `made` of `source`, a line each; [] where nothing is.

    `one`: the source's singular, where `made` is the form for few things: it may have the fields
    of either, and say one of them in words.
    """
    if not made.strip():
        return ["empty"]
    found: list[str] = []
    wanted, given = _fields_or_none(source), _fields_or_none(made)
    if wanted is not None:
        if given is None:
            return ["braces do not match: each { needs a }, and a brace that is text is doubled"]
        needed = wanted & fields(one) if one else wanted
        if one is None or len(needed - given) > 1:
            found += _differing("field", wanted, given)
        else:
            found += _differing("field", given & (wanted | fields(one)), given)
    found += _differing("role", roles(source).elements(), roles(made).elements())
    plain, plain_made = _ROLE.sub("", source), _ROLE.sub("", made)
    for name, pattern in (
        ("link target", _TARGET),
        ("tag", _TAG),
        ("code", _CODE),
        ("directive", _DIRECTIVE),
    ):
        found += _differing(name, pattern.findall(plain), pattern.findall(plain_made))
    for mark in ("**", "\n", "{{", "}}", "|"):
        times, wanted_times = (_COUNT.sub("", text).count(mark) for text in (made, source))
        if times != wanted_times:
            found.append(f"{mark!r} stands {times} times, not {wanted_times}")
    if one is None:
        numbers = (_NUMBER.findall(_plain(text)) for text in (source, made))
        found += _differing("number", *numbers)
    if re.search("[٠-٩۰-۹]", made):
        found.append("digits must be 0 to 9")
    if source[:1].isspace() != made[:1].isspace() or source[-1:].isspace() != made[-1:].isspace():
        found.append("begins or ends with a blank where the source does not, or the reverse")
    return found


def count_problems(made: str, forms: int) -> list[str]:
    """What is wrong with the words of fields that count, a line each: {n:d|# block|# blocks}."""
    found = []
    for field in _COUNT.findall(made):
        number, *words = field[1:-1].split("|")
        if len(words) != forms or "#" not in words[-1]:
            found.append(f"{number} needs {forms} forms of words, # for the number in the last")
    return found


def plural_problems(one: str, several: str, made: Sequence[str], forms: int) -> list[str]:
    """The same for a count of things: `made` has `forms` forms, the last of them for most counts.

    In a language of more than two forms those before the last three stand for few things, and may
    say how many in words.
    """
    if len(made) != forms:
        return [f"{len(made)} forms, not {forms}"]
    found = []
    for place, form in enumerate(made):
        few = (forms > 2 and place < forms - 3) or (forms == 2 and place == 0)
        said = problems(several, form, one=one if few else None)
        found += [f"form {place}: {line}" for line in said]
    return found
