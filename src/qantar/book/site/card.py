"""The picture of a shared link, 1200 × 630: a chart under its finding, or a page's first words."""

import base64
import json
import textwrap
from functools import cache
from pathlib import Path
from typing import Any

from qantar.book.pages.decorate import chapter_of
from qantar.book.references.template import render as render_template
from qantar.charting import bidi, kept, render, style
from qantar.charting.chart import BOOK_MIME
from qantar.charting.colours import HERO, PAPER, TEXT
from qantar.common.paths import BUILD
from qantar.common.text import _

WIDTH, HEIGHT = 1200, 630
# The chapter whose lead chart stands for the whole report.
_REPORT = "mining"
_FOLDER = "_cards"
_MARGIN, _TITLE_SIZE, _TITLE_LETTERS, _TITLE_LINES = 56, 40, 54, 3
_WORDS_SIZE, _WORDS_LETTERS, _WORDS_LINES = 32, 66, 5
_STEP = round(_TITLE_SIZE * 1.22)
_FOOT = 10
_TURNED = style.RIGHT_TO_LEFT
_BEGIN = {"x": WIDTH - _MARGIN, "text-anchor": "end"} if _TURNED else {"x": _MARGIN}
# Words of a chart are read at half the card's size from this on; of a taller chart the top shows.
_LEGIBLE = 1.3


@cache
def _lead(notebook: Path) -> dict[str, Any] | None:
    """The payload of the chart that stands for an executed notebook, or None: the first that a
    card shows whole, or whose panels it may show in part.
    """
    if not notebook.is_file():
        return None
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    outputs = (output for cell in cells for output in cell.get("outputs", ()))
    found = (output.get("data", {}).get(BOOK_MIME) for output in outputs)
    charts = [chart for chart in found if chart and "wide" in chart]
    return next(filter(_fits, charts), next(iter(charts), None))


def _fits(payload: dict[str, Any]) -> bool:
    tall = render.size(payload["wide"])[1]
    stacked = "layout" in json.loads(payload["vega"])
    return stacked or tall * _LEGIBLE <= HEIGHT - _top(_title_lines(payload["title"])) - _FOOT


def _notebook(app: Any, chapter: str) -> Path:
    return Path(app.srcdir) / "notebooks" / f"{chapter}.ipynb"


def _chapters(app: Any) -> list[str]:
    """The chapters of this book that have a chart, in the order of its pages."""
    found = (chapter_of(page) for page in sorted(app.env.found_docs))
    return [chapter for chapter in found if chapter and _lead(_notebook(app, chapter))]


def _chapter_for(app: Any, page: str) -> str | None:
    """The chapter whose chart stands for `page`: its own, on the front page the report's."""
    drawn = _chapters(app)
    if page != app.config.root_doc:
        return chapter_of(page) if chapter_of(page) in drawn else None
    return _REPORT if _REPORT in drawn else next(iter(drawn), None)


def place(app: Any, page: str, title: str, words: str) -> tuple[str, str]:
    """Where the card of `page` lies in the site, and what it shows for who cannot see it.

    Writes the card of a page that is no chapter: its title over the report's chart on the front
    page, else over its first words.
    """
    chapter = _chapter_for(app, page)
    payload = _lead(_notebook(app, chapter)) if chapter else None
    if payload and page != app.config.root_doc:
        return f"{_FOLDER}/{chapter}.png", f"{payload['title']} {payload['description']}"
    path = f"{_FOLDER}/{page.replace('/', '-')}.png"
    drawn = picture({**payload, "title": title}) if payload else _worded(title, words)
    _write(Path(app.outdir) / path, drawn, BUILD / app.config.qantar_edition / "pictures")
    return path, f"{title}: {payload['description'] if payload else words}"


def _title_lines(title: str) -> list[str]:
    """A title on as few lines as hold it, none much longer than the others."""
    lines = textwrap.wrap(title, _TITLE_LETTERS, max_lines=_TITLE_LINES, placeholder="…")
    for letters in range(_TITLE_LETTERS - 1, 0, -1):
        narrower = textwrap.wrap(title, letters)
        if len(narrower) > len(lines) or any(len(line) > letters for line in narrower):
            break
        lines = narrower
    return lines


def _top(lines: list[str]) -> int:
    """Where what follows a title begins [px]."""
    return 96 + _STEP * len(lines)


def picture(payload: dict[str, Any]) -> str:
    """The card of a chart as SVG."""
    lines = _title_lines(payload["title"])
    top = _top(lines)
    wide, tall = render.size(payload["wide"])
    room, deep = WIDTH - 2 * _MARGIN, HEIGHT - top - _FOOT
    scale = min(room / wide, max(deep / tall, _LEGIBLE))
    begin = f"{wide - room / scale:.1f}" if _TURNED else "0"
    return _card(
        lines,
        # visible: the frame cuts it already, and to cut it twice takes most of the time
        drawing=payload["wide"].replace("<svg ", '<svg overflow="visible" ', 1),
        place={
            "x": _MARGIN,
            "y": top,
            "width": room,
            "height": deep,
            "viewBox": f"{begin} 0 {room / scale:.1f} {deep / scale:.1f}",
        },
    )


def _worded(title: str, words: str) -> str:
    """The card of a page as SVG: its title, and its first words below."""
    said = textwrap.wrap(words, _WORDS_LETTERS, max_lines=_WORDS_LINES, placeholder="…")
    return _card(_title_lines(title), words=[*map(_turned, said)])


def _card(title: list[str], **below: Any) -> str:
    """The card as SVG; `below` the title are `words`, or a `drawing` at its `place`."""
    return render_template(
        "card.svg",
        width=WIDTH,
        height=HEIGHT,
        font=style.FONT,
        paper=PAPER,
        hero=HERO,
        ink=TEXT,
        begin=_BEGIN,
        name=_("Qantar"),
        title=[*map(_turned, title)],
        title_y=92 + _TITLE_SIZE,
        title_step=_STEP,
        title_size=_TITLE_SIZE,
        words_y=_top(title) + 60,
        words_size=_WORDS_SIZE,
        **below,
    )


def _turned(line: str) -> str:
    return bidi.isolated(line) if _TURNED else line


def write(source: Path, folder: Path, pictures: Path) -> None:
    """Write the cards of the chapters in `source` that have a chart, as PNG below `folder`; what
    was drawn is kept in `pictures`.
    """
    for notebook in sorted((source / "notebooks").glob("*.ipynb")):
        lead = _lead(notebook)
        if lead:
            _write(folder / _FOLDER / f"{notebook.stem}.png", picture(lead), pictures)


def _drawn(card: dict[str, str]) -> dict[str, str]:
    picture = render.library().svg_to_png(card["svg"], scale=1)
    return {"png": base64.b64encode(picture).decode()}


def _write(path: Path, svg: str, pictures: Path) -> None:
    made = kept.drawn(f"card-{path.stem}", {"svg": svg}, _drawn, pictures)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(base64.b64decode(made["png"]))
