"""Numbers that people write: read as Python does, refused where others read another."""

import math
import re

_PLAIN = re.compile(
    r"[-+]?(0|[1-9][0-9]*)(\.[0-9]*)?([eE][-+]?[0-9]+)?|[-+]?\.[0-9]+([eE][-+]?[0-9]+)?"
)
# Forms that YAML, spreadsheets or programming languages take for numbers, each with what is wrong
# with it.
_REFUSED = {
    r"[-+]?0[0-9]+(\.[0-9]*)?(e[-+]?[0-9]+)?": "leave out the leading zeros",
    r"[-+]?[0-9]+(:[0-9]+)+(\.[0-9]*)?": "a colon is no part of a number",
    r"[-+]?\.?(nan|inf|infinity)": "neither nan nor infinity is a value",
    r"[-+]?[0-9.]+([_,' ]+[0-9.]*)+(e[-+]?[0-9]+)?": "write the digits without marks between them",
    r"[-+]?0[xob][0-9a-f_]+": "write it in decimal digits",
}
_LONGEST = 300  # digits; longer ones measure nothing, and int() refuses them at some length


def number(text: str) -> int | float | None:
    """The number that `text` is, None if none; raises ValueError if it is only almost one."""
    if _PLAIN.fullmatch(text):
        value = float(text)
        if len(text) > _LONGEST or not math.isfinite(value):
            raise ValueError(f"{text[:20]}: too large a number")
        return int(text) if re.fullmatch("[-+]?[0-9]+", text) else value
    for form, advice in _REFUSED.items():
        if re.fullmatch(form, text, re.IGNORECASE):
            raise ValueError(f"{text}: not a number as Python reads it; {advice}")
    return None
