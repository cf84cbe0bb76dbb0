"""How far the words of a drawn chart are cut off at its right edge: Vega keeps no room for a
last label.
"""

import math
import re
from xml.etree import ElementTree

# Advance widths of Arial's letters in thousandths of the font size, from its metrics.
_WIDTHS = {
    letter: width
    for width, letters in {
        222: "ijl",
        278: " \u202ft.,:;!/I|[]f",
        333: "r()-·²",
        500: "cksvxyzJ",
        556: "abdeghnopqu0123456789?_–L",
        584: "+−=<>÷~",
        611: "FTZ",
        667: "ABEKPSVXY",
        722: "wCDHNRU",
        778: "GOQ",
        833: "mM",
        889: "%",
        944: "W",
    }.items()
    for letter in letters
}
_OTHER = 1000
_BOLDER = 1.09
_SEEN = 1  # px that nobody misses
_SHIFT = re.compile(r"translate\(([-\d.]+)")
_TURNED = re.compile(r"rotate\((?!0\))")
_SIZE = re.compile(r"[\d.]+")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width [px] of a text in Arial of `size` px; letters without a known width count widest.

    Bold letters are wider, bold digits are not.
    """
    widths = ((_WIDTHS.get(one, _OTHER), one.isalpha() and bold) for one in text)
    return size * sum(width * (_BOLDER if wider else 1) for width, wider in widths) / 1000


def _right_end(text: ElementTree.Element, start: float) -> float:
    """Where a text ends [px] whose anchor lies at `start`; hidden and turned ones end nowhere."""
    if text.get("opacity") == "0" or _TURNED.search(text.get("transform", "")):
        return -math.inf
    size = float(_SIZE.search(text.get("font-size", "0"))[0])
    part = {"start": 1.0, "middle": 0.5}.get(text.get("text-anchor", "start"), 0.0)
    bold = text.get("font-weight") == "bold"
    widths = (text_width(line, size, bold=bold) for line in text.itertext())
    return start + part * max(widths, default=0.0)


def overhang(picture: str) -> int:
    """Pixels by which words of an SVG that Vega drew are cut off at its right edge; 0 where none
    are.
    """
    root = ElementTree.fromstring(picture)
    ends, waiting = [0.0], [(root, 0.0)]
    while waiting:
        part, start = waiting.pop()
        shift = _SHIFT.search(part.get("transform", ""))
        start += float(shift[1]) if shift else 0.0
        if part.tag.endswith("}text"):
            ends.append(_right_end(part, start))
        else:
            waiting += [(inner, start) for inner in part]
    cut = max(ends) - float(root.get("width"))
    return math.ceil(cut) if cut > _SEEN else 0
