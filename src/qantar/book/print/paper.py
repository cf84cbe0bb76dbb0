"""Printed pages: light whatever the screen shows, with title and address on every sheet."""

import re
from pathlib import Path

from markupsafe import Markup

_RULE = re.compile(r"([^{};]*\[data-theme=[^{}]*)\{([^{}]*)\}")
_DARK = re.compile(r"\[data-theme=[\"']?dark[\"']?\]")
_LIGHT = re.compile(r"\[data-theme=[\"']?light[\"']?\]")
_NOT_DARK = ":is([data-theme=light],[data-theme=auto])"  # auto: where no script has chosen
_COMMA = re.compile(r",(?![^()]*\))")  # between selectors, not inside :not(a, b)
_PREFERS_DARK = re.compile(r"@media\s*\(prefers-color-scheme:\s*dark\)")


def in_quotes(text: str) -> Markup:
    """What stands for `text` between quotation marks in a style sheet."""
    return Markup(re.sub(r'[\\"<\s]', lambda mark: f"\\{ord(mark[0]):06x}", text))


def _on_paper(rule: re.Match[str]) -> str:
    """A rule of one theme: the dark one only for screens, the light one also for printed pages
    and for pages without scripts.
    """
    selectors = _COMMA.split(rule[1])
    if all(map(_DARK.search, selectors)):
        return f"@media screen{{{rule[0]}}}"
    if all(map(_LIGHT.search, selectors)):
        screen, printed = (_LIGHT.sub(to, rule[1]) for to in (_NOT_DARK, "[data-theme=dark]"))
        return f"{screen}{{{rule[2]}}}@media print{{{printed}{{{rule[2]}}}}}"
    return rule[0]


def light_on_paper(style: str) -> str:
    """The style sheet `style`, changed so that a page in the dark theme is printed as light, and
    one without scripts is read in the light theme.
    """
    return _PREFERS_DARK.sub(
        "@media screen and (prefers-color-scheme:dark)", _RULE.sub(_on_paper, style)
    )


def lighten(static: Path) -> None:
    """Change every style sheet below the folder `static` (see light_on_paper)."""
    for path in static.rglob("*.css"):
        path.write_text(light_on_paper(path.read_text(encoding="utf-8")), encoding="utf-8")
