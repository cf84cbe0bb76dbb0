"""The picture of a shared link: the chapter's lead chart under its finding, 1200 × 630."""

import json
import textwrap
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from qantar.book.pages.decorate import chapter_of
from qantar.charting import render, style
from qantar.charting.chart import BOOK_MIME
from qantar.charting.colours import HERO, MUTED, PAPER, TEXT

WIDTH, HEIGHT = 1200, 630
# The chapter whose lead chart stands for the whole report.
_REPORT = "mining"
_FOLDER = "_cards"
_MARGIN, _TITLE_SIZE, _TITLE_LETTERS, _TITLE_LINES = 56, 40, 54, 3
# Words of a chart are read at half the card's size from this on; of a taller chart the top shows.
_LEGIBLE = 1.3


@cache
def _lead(notebook: Path) -> dict[str, Any] | None:
    """The payload of the first chart in an executed notebook, or None."""
    if not notebook.is_file():
        return None
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    outputs = (output for cell in cells for output in cell.get("outputs", ()))
    charts = (output.get("data", {}).get(BOOK_MIME) for output in outputs)
    return next((chart for chart in charts if chart and "wide" in chart), None)


def _notebook(app: Any, chapter: str) -> Path:
    return Path(app.srcdir) / "notebooks" / f"{chapter}.ipynb"


def _chapters(app: Any) -> list[str]:
    """The chapters of this book that have a chart, in the order of its pages."""
    found = (chapter_of(page) for page in sorted(app.env.found_docs))
    return [chapter for chapter in found if chapter and _lead(_notebook(app, chapter))]


def chapter_for(app: Any, page: str) -> str | None:
    """The chapter whose lead chart stands for `page`: its own, else the report's, or None."""
    drawn = _chapters(app)
    if chapter_of(page) in drawn:
        return chapter_of(page)
    return _REPORT if _REPORT in drawn else next(iter(drawn), None)


def path(chapter: str) -> str:
    """Where the card of `chapter` lies in the site."""
    return f"{_FOLDER}/{chapter}.png"


def words(app: Any, chapter: str) -> str:
    """What the card shows, for who cannot see it."""
    payload = _lead(_notebook(app, chapter))
    return f"{payload['title']} {payload['description']}" if payload else ""


def picture(payload: dict[str, Any]) -> str:
    """The card of a chart as SVG."""
    lines = textwrap.wrap(payload["title"], _TITLE_LETTERS, max_lines=_TITLE_LINES, placeholder="…")
    step = round(_TITLE_SIZE * 1.22)
    top = 96 + step * len(lines)
    wide, tall = render.size(payload["wide"])
    room, deep = WIDTH - 2 * _MARGIN, HEIGHT - top - 10
    scale = min(room / wide, max(deep / tall, _LEGIBLE))
    chart = (
        f'<svg x="{_MARGIN}" y="{top}" width="{room}" height="{deep}" '
        f'viewBox="0 0 {room / scale:.1f} {deep / scale:.1f}">'
        f"{payload['wide'][payload['wide'].index('<svg') :]}</svg>"
    )
    title = "".join(
        f'<text x="{_MARGIN}" y="{92 + _TITLE_SIZE + step * row}" font-size="{_TITLE_SIZE}" '
        f'font-weight="bold" fill="{TEXT}">{escape(line)}</text>'
        for row, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{escape(style.FONT)}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f'<rect width="{WIDTH}" height="12" fill="{HERO}"/>'
        f'<text x="{_MARGIN}" y="70" font-size="28" font-weight="bold" fill="{HERO}">Qantar'
        '<tspan dx="16" font-weight="normal" '
        f'fill="{MUTED}">{escape(payload["chapter"])}</tspan></text>'
        f"{title}{chart}</svg>"
    )


def write(source: Path, folder: Path) -> None:
    """Write the cards of the chapters in `source` that have a chart, as PNG below `folder`."""
    import vl_convert

    (folder / _FOLDER).mkdir(parents=True)
    for notebook in sorted((source / "notebooks").glob("*.ipynb")):
        lead = _lead(notebook)
        if lead:
            (folder / path(notebook.stem)).write_bytes(
                vl_convert.svg_to_png(picture(lead), scale=1)
            )
