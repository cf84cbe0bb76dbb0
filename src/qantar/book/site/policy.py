"""Nothing foreign on a page: a Content-Security-Policy in every file."""

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

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


def write_policies(app: Any, error: Exception | None) -> None:
    """Put the policy into every HTML file of the finished site."""
    if error is not None or app.builder.name != "html":
        return
    for path in Path(app.outdir).rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if "Content-Security-Policy" not in text:
            path.write_text(with_policy(text), encoding="utf-8")
