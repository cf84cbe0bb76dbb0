"""Charts for readers from right to left: what is mirrored in compiled Vega.

Bars and the names beside them begin at the right. Time runs from left to right, as Arabic
newspapers draw it, and so do maps and charts of two quantities.
"""

import copy
from collections.abc import Iterable, Iterator
from typing import Any

from qantar.charting import bidi
from qantar.charting.overhang import text_width
from qantar.charting.style import FONT_SIZE

Part = dict[str, Any]

_QUANTITIES = {"linear", "log", "pow", "sqrt", "symlog"}
_NAMES = {"band", "point"}
_SIDES = {"left": "right", "right": "left"}
_ENDS = {"start": "end", "end": "start"}
_ACROSS, _DOWN = ("x", "x2", "xc"), ("y", "y2", "yc")
_NAMES_WIDTH = 165  # px that names right of a plot may take
_SYMBOL = 18  # px that the symbol of a legend and its distance to the label take


def mirrored(specification: Part) -> Part:
    """The Vega specification as its readers need it; the given one is left as it was."""
    made = copy.deepcopy(specification)
    scales = {scale["name"]: scale for group in _groups(made) for scale in group.get("scales", ())}
    turned = set().union(*(_turn(view, scales) for view in _views(made)))
    for name in turned:
        scales[name]["reverse"] = not scales[name].get("reverse", False)
    beside = any(axis["orient"] == "right" for axis in made.get("axes", ()))
    for legend in made.get("legends", ()):
        _turn_legend(legend, scales, beside=beside)
        made["config"].setdefault("legend", {})["layout"] = {"bottom": {"anchor": "end"}}
    if "title" in made:
        words = bidi.title(made["title"]["text"])
        made["title"] = {**made["title"], "anchor": "end", "text": words}
    for group in _groups(made):
        bidi.isolate(group)
    return made


def _groups(part: Part) -> Iterator[Part]:
    """The specification and every group of marks in it."""
    yield part
    for mark in part.get("marks", ()):
        if mark["type"] == "group":
            yield from _groups(mark)


def _views(part: Part) -> Iterator[Part]:
    """The specification and the groups in it that are a plot of their own."""
    return (group for group in _groups(part) if group is part or group.get("style") == "cell")


def _marks(view: Part) -> Iterator[Part]:
    """What is drawn in one plot, the lines within groups too."""
    for mark in view.get("marks", ()):
        if mark["type"] != "group":
            yield mark
        elif mark.get("style") != "cell":
            yield from _marks(mark)


def _channels(mark: Part, names: Iterable[str]) -> Iterator[tuple[Part, str]]:
    """Each encoding of these channels: what holds it, and its name."""
    for encoding in mark["encode"].values():
        for name in names:
            if name in encoding:
                yield encoding, name


def _scales(marks: Iterable[Part], names: Iterable[str]) -> set[str]:
    """The scales by which marks are placed in these channels."""
    places = (holder[name] for mark in marks for holder, name in _channels(mark, names))
    return {place["scale"] for place in places if "scale" in place}


def _turn(view: Part, scales: dict[str, Part]) -> set[str]:
    """Mirror a plot that lists names or holds nothing but words; the scales to reverse for it."""
    marks = list(_marks(view))
    across, down = _scales(marks, _ACROSS), _scales(marks, _DOWN)
    quantities = {name for name in across if scales[name]["type"] in _QUANTITIES}
    turned = quantities if any(scales[name]["type"] in _NAMES for name in down) else set()
    width = view.get("encode", {}).get("update", {}).get("width", {}).get("signal", "width")
    if turned or (marks and not across and all(_is_words(mark) for mark in marks)):
        for mark in marks:
            _turn_mark(mark, width)
    for axis in view.get("axes", ()):
        if axis["orient"] == "left" and scales[axis["scale"]]["type"] in _NAMES:
            axis["orient"] = "right"
        if "titleAnchor" in axis:
            axis["titleAnchor"] = _ENDS.get(axis["titleAnchor"], axis["titleAnchor"])
    return turned


def _is_words(mark: Part) -> bool:
    """Whether a mark is a text at a fixed place."""
    places = [holder[name] for holder, name in _channels(mark, _ACROSS)]
    return mark["type"] == "text" and all("field" not in place for place in places)


def _turn_mark(mark: Part, width: str) -> None:
    for holder, name in _channels(mark, _ACROSS):
        place = holder[name]
        if "scale" not in place:
            holder[name] = {"signal": f"{width} - ({place.get('signal', place.get('value'))})"}
        elif "offset" in place:
            place["offset"] = -place["offset"]
    for holder, name in _channels(mark, ("dx",)):
        place = holder[name]
        holder[name] = {"signal": f"-({place.get('signal', place.get('value'))})"}
    for holder, name in _channels(mark, ("align",)):
        side = holder[name]["value"]
        holder[name] = {"value": _SIDES.get(side, side)}


def _turn_legend(legend: Part, scales: dict[str, Part], *, beside: bool) -> None:
    """Symbols right of their labels, in one row from right to left, or one below the other.

    beside: names stand right of the plot, under which no legend comes to lie.
    """
    name = next(legend[kind] for kind in ("fill", "stroke", "shape") if kind in legend)
    labels = scales[name]["domain"]
    longest = max(text_width(label, FONT_SIZE) for label in labels)
    fits = f"room >= {len(labels) * (longest + 2 * _SYMBOL) + _NAMES_WIDTH * beside:.0f}"
    legend["columns"] = {"signal": f"{fits} ? {len(labels)} : 1"}
    legend["values"] = {"signal": f"{fits} ? reverse(domain('{name}')) : domain('{name}')"}
    encode = legend.setdefault("encode", {})
    for part, own in {
        "entries": {"width": {"value": longest + _SYMBOL}},
        "labels": {"x": {"value": longest}, "align": {"value": "right"}},
        "symbols": {"x": {"value": longest + _SYMBOL / 2}},
    }.items():
        encode.setdefault(part, {}).setdefault("update", {}).update(own)
