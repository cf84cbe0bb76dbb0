"""What a page loads, and when: the theme's rules as one sheet, its scripts after a first chart."""

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from qantar.book.references.code import without_plain_marks
from qantar.common import language

STATIC = Path(__file__).parents[1] / "static"
_MIRRORED = language.current().direction == "rtl"
_SHEET = "book.css"
# What every page needs, as one sheet: a phone asks for each, and shows nothing before the last.
_OWN = ("prose.css", "charts/charts.css", "site.css")
_PARTS = ("theme.rtl.css" if _MIRRORED else "theme.css", *_OWN)
UNUSED = ("theme*.css", *_OWN, *(() if _MIRRORED else ("rtl.css", "fonts")))
# Sheets whose rules are in theme.css, as far as pages use them (see ../bundle/styles.js).
_IN_THEME = re.compile(
    "thebe|pygments|sphinx-book-theme|togglebutton|copybutton|mystnb|sphinx-design"
)
# Scripts and sheets that only some pages need, and what is on those.
_NEEDED_BY = {
    "thebe": "(?!)",
    "mathjax": 'class="math',
    "toggle": r'class="[^"]*\b(toggle|dropdown)\b',
    "design-tabs": "sd-tab-set",
    "clipboard": 'class="highlight',
    "copybutton": 'class="highlight',
    "story.css": "q-answer|known-contested|qantar-(outcomes|people|places|rail)",
}
# Scripts of the theme and of Sphinx, which page.js runs once the first chart is live.
_LATE = re.compile(
    "documentation_options|doctools|translations|sphinx_highlight|clipboard|copybutton|sphinx-book-theme"
    "|pydata-sphinx-theme"
)
_THEBE = re.compile(
    r"<script type=\"text/x-thebe-config\">.*?</script>\s*|<script>\s*kernelName = .*?</script>\s*",
    re.DOTALL,
)
_CHART = re.compile(r'<div class="q-chart" data-label="[^"]*" data-src="([^"]*)"')
_MAP = '" data-map '


@cache
def _version(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:8]


def _address(context: dict[str, Any], name: str) -> str:
    return f"{context['pathto'](f'_static/{name}', 1)}?v={_version(name)}"


def _text(file: Any) -> str:
    """A script's or sheet's address and, of a script, its inline text, in lower case."""
    body = getattr(file, "attributes", {}).get("body") or ""
    return f"{getattr(file, 'filename', file)} {body}".lower()


def _needed(file: Any, body: str) -> bool:
    text = _text(file)
    return all(re.search(mark, body) for name, mark in _NEEDED_BY.items() if name in text)


def _first_chart(context: dict[str, Any], library: str) -> None:
    """Fetch what the first chart of a page needs at once: its picture, its data, the library."""
    before, start, after = context["body"].partition('<div class="q-chart"')
    context["body"] = before + start + after.replace(' loading="lazy"', ' fetchpriority="high"', 1)
    data = _CHART.search(context["body"])
    context["page_hints"] = [library, data[1]] if data else [library]


def _choose(app: Any, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Leave out what the page does not need, and the theme's scripts to page.js, but for search."""
    body = without_plain_marks(_THEBE.sub("", context.get("body", "")))
    context["body"] = body
    attributes = {"src": _address(context, "charts/page.js")}
    if _CHART.search(body):
        library = _address(context, "charts/maps.js" if _MAP in body else "charts/charts.js")
        attributes["data-charts"] = library
        _first_chart(context, library)
    scripts = [file for file in context["script_files"] if _needed(file, body)]
    scripts.sort(key=lambda file: file.priority)
    if page != "search":
        late = [file for file in scripts if _LATE.search(_text(file))]
        scripts = [file for file in scripts if file not in late]
        tags = "".join(context["js_tag"](file) for file in late)
        attributes["data-late"] = " ".join(re.findall(r' src="[^"]*_static/([^"]*)"', tags))
    context["script_files"] = scripts
    context["css_files"] = [
        one
        for one in context["css_files"]
        if not _IN_THEME.search(_text(one)) and _needed(one, body)
    ]
    context["page_script"] = attributes


def _join(app: Any, config: Any) -> None:
    folder = Path(app.doctreedir) / "sheets"
    folder.mkdir(parents=True, exist_ok=True)
    parts = [(STATIC / name).read_text(encoding="utf-8") for name in _PARTS]
    (folder / _SHEET).write_text("\n".join(parts), encoding="utf-8")
    config.html_static_path.append(str(folder))


def setup(app: Any) -> None:
    """Register the files of every page, and what chooses among them."""
    app.connect("config-inited", _join)
    app.add_css_file(_SHEET, priority=100)
    if _MIRRORED:
        app.add_css_file("rtl.css", priority=950)  # after those of single pages
    app.add_js_file("scripts/pydata-sphinx-theme.js", loading_method="defer", priority=900)
    app.connect("html-page-context", _choose, priority=950)
