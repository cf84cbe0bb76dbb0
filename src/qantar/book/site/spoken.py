"""What the themes' templates and scripts say in English alone, put into the book's language.

Whatever passes through their own translation stands in ``locales/<code>/LC_MESSAGES/sphinx.po``
as well; the words below are written there by hand, for no tool finds them.
"""

import json
import re
from pathlib import Path
from typing import Any

from sphinx.locale import get_translation

from qantar.common import language

_IN_PAGES = ("Toggle primary sidebar", "Toggle secondary sidebar", "Main", "Page")
_UNWANTED = ' aria-label="Toggle hidden content"'  # such a button has words of its own
_ATTRIBUTE = re.compile(rf'\b(title|aria-label)="({"|".join(_IN_PAGES)})"')
_COPY = "copybutton.js"
_ON_COPY = ("Copy to clipboard", "Copy", "Copied!", "Failed to copy")
_themes = get_translation("sphinx")


def in_language(page: str) -> str:
    """The HTML of a page with the direction of its language and the words of the templates."""
    page = page.replace("<html ", f'<html dir="{language.current().direction}" ', 1)
    page = _ATTRIBUTE.sub(lambda found: f'{found[1]}="{_themes(found[2])}"', page)
    return page.replace(_UNWANTED, "")


def _speak(app: Any, error: Exception | None) -> None:
    if error is not None or language.current().code == language.SOURCE:
        return
    for path in Path(app.outdir).rglob("*.html"):
        path.write_text(in_language(path.read_text(encoding="utf-8")), encoding="utf-8")
    script = Path(app.outdir) / "_static" / _COPY
    if script.is_file():
        text = script.read_text(encoding="utf-8")
        for words in _ON_COPY:  # the first place of each is English, the script's own choice
            text = text.replace(
                f"'{words}'", json.dumps(str(_themes(words)), ensure_ascii=False), 1
            )
        script.write_text(text, encoding="utf-8")


def setup(app: Any) -> None:
    """Register the pass over the finished site, before the policies of its pages are written."""
    app.connect("build-finished", _speak, priority=300)
