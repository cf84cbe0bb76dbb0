"""Words of charts read from right to left, each line an isolate of its own direction.

An isolate (Unicode's bidirectional algorithm, https://www.unicode.org/reports/tr9/) reads the same
in a picture, in a live chart and on a page of any direction.
"""

import re
from typing import Any

Part = dict[str, Any]

_BEGIN, _END, _LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u2067", "\u2069", "\u200e", "\u200f"
# Signs that would change sides with their numbers: +14.1, 10–20, ≤ 5, ’22.
_SIGNS = r"([+–≤≥<>’])(?=\s?\d)"
# Latin names and units that would take what follows along: S19: 38, 600 USD … 130 USD.
# What stands in an isolate already keeps to itself.
_LATIN = r"([A-Za-z]\d*)(?=\s?[،؛:;,…·](?:\s|$)|\s\d)(?![^\u2068]*\u2069)"
# A line; one of digits alone, such as a year, reads the same in any direction, and drawing counts
# an isolate as wide.
_LINE = r"^(?!\d+$).*$"
_DEEPER = 3  # px by which Arabic letters reach lower than Latin ones


def isolated(words: str) -> str:
    """The lines of `words`, each in a direction from right to left of its own."""
    kept = re.sub(_SIGNS, rf"{_LEFT_TO_RIGHT}\1{_LEFT_TO_RIGHT}", words)
    kept = re.sub(_LATIN, rf"\1{_RIGHT_TO_LEFT}", kept, flags=re.MULTILINE)
    return re.sub(_LINE, rf"{_BEGIN}\g<0>{_END}", kept, flags=re.MULTILINE)


def isolate(group: Part) -> None:
    """Give every text of a group of compiled Vega, its axes and its legends its own direction."""
    for mark in group.get("marks", ()):
        if mark["type"] == "text":
            for encoding in mark["encode"].values():
                _isolate_text(encoding)
    for guide in (*group.get("axes", ()), *group.get("legends", ())):
        if guide.get("labels", True):
            parts = guide.setdefault("encode", {})
            labels = parts.setdefault("labels", {}).setdefault("update", {})
            labels.setdefault("text", {"field": "label"})
            _isolate_text(labels)
        if "title" in guide:
            guide["title"] = title(guide["title"])


def title(words: Any) -> Any:
    """A title (words, lines or a signal) with its lines isolated."""
    if isinstance(words, dict):
        return {"signal": _expression(words["signal"])}
    return [isolated(line) for line in words] if isinstance(words, list) else isolated(words)


def _isolate_text(encoding: Part) -> None:
    if "text" not in encoding:
        return
    encoding |= {"text": _shown(encoding["text"]), "lineBreak": {"value": "\n"}}
    if encoding.get("baseline") == {"value": "bottom"}:
        encoding["dy"] = {"signal": f"{_value(encoding.get('dy', {'value': 0}))} - {_DEEPER}"}


def _value(place: Part) -> str:
    return f"({place['signal'] if 'signal' in place else place['value']})"


def _shown(text: Any) -> Any:
    """What a text shows, its lines isolated: a value, a field, a signal, or those by condition."""
    if isinstance(text, list):
        return [_shown(one) for one in text]
    condition = {"test": text["test"]} if "test" in text else {}
    if "value" in text:
        lines = text["value"] if isinstance(text["value"], list) else [str(text["value"])]
        return {**condition, "value": "\n".join(map(isolated, lines))}
    own = text["signal"] if "signal" in text else f"datum['{text['field']}']"
    return {**condition, "signal": _expression(own)}


def _expression(words: str) -> str:
    """`isolated` for what the expression `words` gives, as an expression of Vega."""
    kept = f"join(isArray({words}) ? {words} : [{words}], '\\n')"
    for pattern, kind, put in (
        (_SIGNS, "g", f"{_LEFT_TO_RIGHT}$1{_LEFT_TO_RIGHT}"),
        (_LATIN, "gm", f"$1{_RIGHT_TO_LEFT}"),
        (_LINE, "gm", f"{_BEGIN}$&{_END}"),
    ):
        quoted = pattern.replace("\\", "\\\\")
        kept = f"replace({kept}, regexp('{quoted}', '{kind}'), '{put}')"
    return kept
