"""From an Altair chart to a Vega specification in UTC and pictures at given widths."""

import copy
import html
import json
import os
import re
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qantar.charting import bidi, mirror, style
from qantar.charting.colours import DARK, MUTED, PAPER, TEXT
from qantar.charting.overhang import overhang
from qantar.common import language
from qantar.common.errors import QantarError
from qantar.common.outputs import RENDERER

if TYPE_CHECKING:  # pages are put together without Altair, which is slow to import
    import altair as alt

VEGA_LITE = "6.4"
FONTS = Path(__file__).parent / "fonts"  # of languages whose letters not every machine has
_NAIVE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?")
_LOCAL_CALL = re.compile(
    r"(?<![\w.])(timeFormat|timeParse|timeOffset|timeSequence|datetime|year|quarter|month|date|day|dayofyear|week|hours|minutes|seconds|milliseconds)\("
)
# Coordinates to the hundredth of a pixel: a third of the bytes, and no last-bit differences of
# processors.
_TAG = re.compile(r"<[^>]+>")
_LONG_NUMBER = re.compile(r"(\d\.\d\d)\d+")
# The chart as a whole is an image with a description and a table; its parts are not read out one by
# one.
_SPOKEN = {"marks", "axes", "legends"}
_EXPRESSIONS = {"expr", "signal", "update", "test", "filter", "init"}


class ChartError(QantarError):
    """A chart that cannot be shown to everyone: no description, parts side by side, …"""


def is_validated() -> bool:
    """Whether charts are checked against Vega-Lite's schema: everywhere but in builds, since the
    code fixes what a specification holds and a test validates every chart.
    """
    return os.environ.get(RENDERER) != "book"


@contextmanager
def composing() -> Iterator[None]:
    """Have Altair check what it makes only where `is_validated`, layers share their parts, and one
    table of its classes serve all.

    It copies all that is in a layer, and again at each step from there, though nothing changes a
    part in place: a third of a chapter's drawing. It asks for ``__deepcopy__`` before it copies.
    It hashes its whole schema for each encoding that is given as a string: a tenth of a run.
    """
    import altair as alt
    from altair.utils import schemapi

    if hasattr(alt.Chart, "__deepcopy__"):  # another has seen to it
        yield
        return
    maker = schemapi._FromDict
    alt.Chart.__deepcopy__ = _shared
    schemapi._FromDict = lambda _classes: _table_of_classes(maker)
    try:
        with schemapi.debug_mode(is_validated()):
            yield
    finally:
        schemapi._FromDict = maker
        del alt.Chart.__deepcopy__


@cache
def _table_of_classes(maker: Any) -> Any:
    import altair as alt

    return maker(alt.VegaLiteSchema._default_wrapper_classes())


@contextmanager
def _each_frame_once() -> Iterator[None]:
    """Have Altair turn a frame that several layers draw into values once."""
    import altair as alt

    convert = alt.data_transformers.get()  # which a notebook may have chosen
    known: dict[int, tuple[Any, Any]] = {}  # with the frame, whose number no other takes then

    def values(frame: Any) -> Any:
        if id(frame) not in known:
            known[id(frame)] = frame, convert(frame)
        return known[id(frame)][1]

    alt.data_transformers.register("once", values)
    with alt.data_transformers.enable("once"):
        yield


def _shared(chart: "alt.Chart", _memo: Any) -> "alt.Chart":
    return chart.copy(deep=False)


def vega_lite(chart: "alt.TopLevelMixin", title: str, description: str) -> dict[str, Any]:
    """The chart's Vega-Lite specification in the book's theme, its times marked as UTC.

    Raises ChartError where parts stand side by side (they would not fit a phone).
    """
    with composing(), _each_frame_once():
        spec = chart.to_dict(validate=is_validated())
    spec["config"] = style.config()
    spec["datasets"] = {
        name: [_utc(row) for row in rows] for name, rows in spec.get("datasets", {}).items()
    }
    spec["description"] = description
    spec["params"] = [*spec.get("params", ()), {"name": style.ROOM, "value": style.WIDE}]
    spec["title"] = {"text": textwrap.wrap(title, style.TITLE_LETTERS)}
    if not _set_width(spec, style.WIDE):
        spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    spec["padding"] = {"left": 8, "right": 2, "top": 4, "bottom": 4}
    return spec


def _utc(row: Any) -> Any:
    if not isinstance(row, dict):
        return row
    return {
        key: f"{value}Z" if isinstance(value, str) and _NAIVE_TIME.fullmatch(value) else value
        for key, value in row.items()
    }


def _set_width(spec: dict[str, Any], width: int) -> bool:
    """Give every view of `spec` the width; True where it is made of several views."""
    if "hconcat" in spec or "concat" in spec or "column" in spec.get("encoding", {}):
        raise ChartError("parts stand side by side; stack them (vconcat, row facets) to fit phones")
    for part in spec.get("vconcat", ()):
        _set_width(part, width)
    if "spec" in spec:
        _set_width(spec["spec"], width)
    if "mark" in spec or "layer" in spec:
        spec["width"] = width
    return "vconcat" in spec or "spec" in spec or "row" in spec.get("encoding", {})


_EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


@cache
def library() -> Any:
    """The library that draws, with its own fonts and that of this process's language alone, so that
    pictures are the same on every machine.

    It maps a font of the system anew for each letter that it measures or paints, which took half of
    all drawing (9 of 17 processor seconds of a book).
    """
    theirs = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
    try:
        import vl_convert

        if language.current().font:
            vl_convert.register_font_directory(str(FONTS))
        vl_convert.svg_to_png(_EMPTY)  # it looks for fonts when it first paints
    finally:  # browsers started from here need the machine's fonts
        if theirs is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = theirs
    return vl_convert


def vega(spec: dict[str, Any]) -> dict[str, Any]:
    """The Vega specification of a Vega-Lite one, mirrored where the language asks for it; times in
    UTC whatever the time zone.
    """
    compiled = library().vegalite_to_vega(spec, vl_version=VEGA_LITE)
    made = {
        key: value if key == "config" else _in_utc(value, key) for key, value in compiled.items()
    }
    return mirror.mirrored(made) if style.RIGHT_TO_LEFT else made


def _in_utc(part: Any, key: str = "") -> Any:
    if isinstance(part, list):
        return [_in_utc(item, key) for item in part]
    if isinstance(part, str):
        return _LOCAL_CALL.sub(_utc_call, part) if key in _EXPRESSIONS else part
    if not isinstance(part, dict):
        return part
    kept = {name: item if name == "values" else _in_utc(item, name) for name, item in part.items()}
    if kept.get("type") == "timeunit":
        kept["timezone"] = "utc"
    if kept.get("type") == "time" and "range" in kept:
        kept["type"] = "utc"
    if kept.get("formatType") == "time":
        kept["formatType"] = "utc"
    if key in _SPOKEN:
        kept["aria"] = False
    return kept


def _utc_call(found: re.Match[str]) -> str:
    name = found[1]
    if name == "datetime":
        return "utc("
    return f"{name.replace('time', 'utc') if name.startswith('time') else 'utc' + name}("


def svg(
    specification: dict[str, Any], width: int, margin: int = 60, room: tuple[int, int] = (0, 0)
) -> tuple[str, int, tuple[int, int]]:
    """The picture `width` px wide as SVG, the px by which parts of a stacked chart are narrower
    than it, and the px that words first lacked at its left and right.

    The second number is 0 for a chart of one view, which Vega fits by itself. `margin` and `room`
    are first guesses: another width of the same chart needs about the same.
    """
    specification = _padded(specification, room)
    drawn, margin = _fitted(specification, width, margin)
    lacked = cut = overhang(drawn)
    # A label in the middle moves by less than the room it is given, so room is given again.
    for _attempt in range(4):
        if cut == (0, 0):
            break
        specification = _padded(specification, cut)
        wider, fitted = _fitted(specification, width, margin + sum(cut))
        if size(wider)[0] > max(width, size(drawn)[0]):  # a legend leaves no room to give
            break
        drawn, margin = wider, fitted
        before, cut = cut, overhang(drawn)
        if cut == before:  # it moves with the chart
            break
    return drawn, margin, (room[0] + lacked[0], room[1] + lacked[1])


def _padded(specification: dict[str, Any], room: tuple[int, int]) -> dict[str, Any]:
    padding, (left, right) = specification["padding"], room
    wider = {"left": padding["left"] + left, "right": padding["right"] + right}
    return {**specification, "padding": {**padding, **wider}}


def _fitted(specification: dict[str, Any], width: int, margin: int) -> tuple[str, int]:
    if "autosize" in specification:
        return _draw(with_width(specification, width, width)), 0
    for _attempt in range(3):
        drawn = _draw(with_width(specification, width - margin, width))
        excess = size(drawn)[0] - width
        if excess == 0:
            break
        margin += excess
    return drawn, margin


def with_width(specification: dict[str, Any], width: int, room: int) -> dict[str, Any]:
    """A copy of the Vega specification, views `width` px wide in a picture of `room` px."""
    changed = copy.deepcopy(specification)
    if "width" in changed:
        changed["width"] = width
    for signal in changed["signals"]:
        if signal["name"] == style.ROOM:
            signal["value"] = room
        elif signal["name"].lower().endswith("width") and isinstance(
            signal.get("value"), int | float
        ):
            signal["value"] = width
    return changed


def size(picture: str) -> tuple[int, int]:
    """Width and height [px] of an SVG made here."""
    found = re.match(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"', picture)
    if found is None:
        raise ChartError("the picture of a chart has no size; is its frame empty?")
    return round(float(found[1])), round(float(found[2]))


def untitled(specification: dict[str, Any]) -> dict[str, Any]:
    """The specification without its title, which pages show in the caption."""
    return {key: value for key, value in specification.items() if key != "title"}


def drawn(spec: dict[str, Any]) -> dict[str, Any]:
    """What is made of a Vega-Lite specification: ``vega``, with title, and the `pictures`."""
    specification = vega(spec)
    return {"vega": specification, **pictures(untitled(specification))}


def pictures(specification: dict[str, Any]) -> dict[str, Any]:
    """Static pictures ``wide``, ``narrow`` (and ``…_dark``), ``margin`` of stacked parts [px]."""
    drawn: dict[str, Any] = {}
    margin, room = 60, (0, 0)
    for name, width in (("wide", style.WIDE), ("narrow", style.NARROW)):
        drawn[name], fitted, lacked = svg(specification, width, margin, room)
        # Blended colours are in no palette, so their dark picture is drawn anew.
        if "rgb(" in drawn[name]:
            darkened = json.loads(dark(json.dumps(specification, ensure_ascii=False)))
            drawn[f"{name}_dark"] = svg(darkened, width, fitted, lacked)[0]
        else:
            drawn[f"{name}_dark"] = dark(drawn[name])
        margin = drawn.setdefault("margin", fitted)
        room = lacked if "autosize" in specification else room
    return drawn


def _draw(specification: dict[str, Any]) -> str:
    picture = _renumbered(library().vega_to_svg(specification))
    return _TAG.sub(lambda tag: _LONG_NUMBER.sub(r"\1", tag[0]), picture)


def _renumbered(picture: str) -> str:
    """Ids counted from 0 in each picture; Vega's own would show the order of drawing."""
    seen: dict[str, str] = {}
    return re.sub(
        r"\b(clip|gradient_|pattern_)\d+\b",
        lambda found: seen.setdefault(found[0], f"{found[1].rstrip('_')}-{len(seen)}"),
        picture,
    )


@cache
def _light_colour() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(colour) for colour in DARK), re.IGNORECASE)


def dark(text: str) -> str:
    """A picture or specification (as text) in the colours of the dark page."""
    return _light_colour().sub(lambda found: DARK[found[0].lower()], text)


def standalone(
    picture: str, title: str, description: str, measure: str = "", foot: Sequence[str] = ()
) -> str:
    """The picture on paper under its title and what it measures, for downloads and editors.

    `foot`: lines below it, such as source and address.
    """
    width, height = size(picture)
    heading, top = _set_lines(textwrap.wrap(title, style.TITLE_LETTERS), width, 0, heading=True)
    measured, top = _set_lines(textwrap.wrap(measure, style.SMALL_LETTERS), width, top)
    top += 8
    wrapped = [line for words in foot for line in textwrap.wrap(words, style.SMALL_LETTERS)]
    below, end = _set_lines(wrapped, width, top + height)
    total = end + 8 * bool(foot)
    # visible: what lies beyond the edge is cut there anyway, and to cut it twice costs a PNG half
    # its time
    placed = picture.replace("<svg ", f'<svg y="{top}" overflow="visible" ', 1)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'role="img" width="{width}" height="{total}" viewBox="0 0 {width} {total}">'
        f"<title>{html.escape(title)}</title><desc>{html.escape(description)}</desc>"
        f'<rect width="{width}" height="{total}" fill="{PAPER}"/>'
        f"{heading}{measured}{placed}{below}</svg>"
    )


def _set_lines(
    lines: Sequence[str], width: int, top: int, *, heading: bool = False
) -> tuple[str, int]:
    """SVG of lines of text from `top` px down, and where they end."""
    step = style.TITLE_LINE if heading else style.SMALL_LINE
    look = (
        f'font-size="{style.TITLE_SIZE}" font-weight="bold" fill="{TEXT}"'
        if heading
        else f'font-size="{style.FONT_SIZE}" fill="{MUTED}"'
    )
    start = 'x="4"'
    if style.RIGHT_TO_LEFT:
        start, lines = f'text-anchor="end" x="{width - 4}"', [*map(bidi.isolated, lines)]
    words = "".join(
        f'<text {start} y="{top + step * place}" font-family="{style.FONT}" {look}>'
        f"{html.escape(line)}</text>"
        for place, line in enumerate(lines, 1)
    )
    return words, top + step * len(lines)
