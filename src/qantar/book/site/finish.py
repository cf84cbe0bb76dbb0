"""What finished pages pass through last: words of the themes in the book's language, and a policy.

What the themes' templates and scripts say in English alone stands, written by hand, for no tool
finds it, in ``locales/<code>/LC_MESSAGES/sphinx.po`` beside what passes through their translation.
A Content-Security-Policy in every file keeps all that is foreign off a page.
"""

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from sphinx.locale import get_translation

from qantar.common import language

_IN_PAGES = ("Toggle primary sidebar", "Toggle secondary sidebar", "Main", "Page")
_UNWANTED = ' aria-label="Toggle hidden content"'  # such a button has words of its own
_CODE = re.compile(r"<(pre|code)\b")
_ATTRIBUTE = re.compile(rf'\b(title|aria-label)="({"|".join(_IN_PAGES)})"')
_COPY = "copybutton.js"
_ON_COPY = ("Copy to clipboard", "Copy", "Copied!", "Failed to copy")
_themes = get_translation("sphinx")
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
_POLICY = (
    "default-src 'self'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; object-src 'none'; base-uri 'none'"
)


def policy(page: str) -> str:
    """The policy for a page's HTML: its inline scripts by their hashes, and nothing else."""
    inline = dict.fromkeys(
        body
        for attributes, body in _SCRIPT.findall(page)
        if _is_script(attributes) and body.strip()
    )
    hashes = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in inline]
    return _POLICY.format(hashes="".join(f" 'sha256-{value}'" for value in hashes))


def _is_script(attributes: str) -> bool:
    if re.search(r"\bsrc\s*=", attributes):
        return False
    kind = re.search(r"\btype\s*=\s*[\"']?([\w/+.-]+)", attributes)
    return kind is None or kind[1] in ("text/javascript", "application/javascript", "module")


def with_policy(page: str) -> str:
    """The page with its policy as the first thing after the character set, before any script."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(page)}">'
    changed, count = _CHARSET.subn(lambda found: f"{found[0]}{meta}", page, count=1)
    return changed if count else page.replace("<head>", f"<head>{meta}", 1)


def in_language(page: str) -> str:
    """The HTML of a page with the direction of its language, the words of the templates, and
    code marked as the source's: no voice reads it as another language.
    """
    page = page.replace("<html ", f'<html dir="{language.current().direction}" ', 1)
    page = _ATTRIBUTE.sub(lambda found: f'{found[1]}="{_themes(found[2])}"', page)
    return _CODE.sub(rf'<\1 lang="{language.SOURCE}" translate="no"', page)


def _translate_button(script: Path) -> None:
    """Put the words of the button that copies code, each in its first place, the script's own."""
    text = script.read_text(encoding="utf-8")
    for words in _ON_COPY:
        said = json.dumps(str(_themes(words)), ensure_ascii=False)
        text = text.replace(f"'{words}'", said, 1)
    script.write_text(text, encoding="utf-8")


def _finish(app: Any, error: Exception | None) -> None:
    if error is not None or app.builder.name != "html":
        return
    translated = language.current().code != language.SOURCE
    for path in Path(app.outdir).rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        if "Content-Security-Policy" not in page:
            page = in_language(page) if translated else page
            page = page.replace(_UNWANTED, "")
            path.write_text(with_policy(page), encoding="utf-8")
    script = Path(app.outdir) / "_static" / _COPY
    if translated and script.is_file():
        _translate_button(script)


def setup(app: Any) -> None:
    """Register the pass, the last that changes pages."""
    app.connect("build-finished", _finish)
