"""How far words of a drawn chart are cut off at its edges: Vega keeps no room for them."""

import math
import re
import unicodedata
from xml.etree import ElementTree


def _span(first: str, last: str) -> str:
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


# Advance widths of Arial's Latin and Cyrillic letters in thousandths of the font size, from its
# metrics, and of Vazirmatn's between others; some are wider where a word ends. Vowel marks and
# marks of direction take no room.
_WIDTHS = {
    letter: width
    for width, letters in {
        222: "ijlі",
        278: " \u00a0\u202ft.,:;!/I|[]f",
        333: "r()-·²",
        460: "гкзтІ",
        500: "cksvxyzJсухэ",
        556: "abdeghnopqu0123456789?_–LавеинопрчьяГ«»",
        584: "+−=<>÷~бдлцғұүК",
        611: "FTZ",
        667: "ABEKPSVXY",
        680: "жмъәқңөһАБВДЕЗЛРТУХЧЬҒҰҮҺ",
        722: "wCDHNRUыИНПСЭЯҚ",
        778: "GOQюОФЦӘҢӨ",
        833: "mMфшщМЪ",
        889: "%",
        944: "WЖШЩЫ",
        230: "ا،؛",
        340: "بتثنيىلرز",
        480: "ءودذةهفقمكعغ٪؟",
        690: "جحخطظ",
        860: "سشصض",
        0: _span("\u0300", "\u036f")
        + _span("\u064b", "\u0655")
        + _span("\u200c", "\u200f")
        + _span("\u2066", "\u2069"),
    }.items()
    for letter in letters
}
_OTHER = 1000
_AT_END, _WIDER = re.compile("[بتثئفقكلنيىسشصض](?![\u0621-\u0652])"), 330
_BOLDER = 1.09
WIDEST = 1.18  # DejaVu Sans over Arial
_AFTER_ANCHOR = {"start": 1.0, "middle": 0.5, "end": 0.0}  # part of a text right of its anchor
_SEEN = 1  # px that nobody misses
_SHIFT = re.compile(r"translate\(([-\d.]+)")
_TURNED = re.compile(r"rotate\((?!0\))")
_SIZE = re.compile(r"[\d.]+")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width [px] of a text in Arial of `size` px, its Arabic in Vazirmatn; an accent takes no
    room, letters without a known width count widest.

    Bold letters are wider, bold digits are not.
    """
    letters = unicodedata.normalize("NFD", text)
    widths = ((_WIDTHS.get(one, _OTHER), one.isalpha() and bold) for one in letters)
    ends = _WIDER * len(_AT_END.findall(text))
    return size * (sum(width * (_BOLDER if wider else 1) for width, wider in widths) + ends) / 1000


def room_for(text: str, size: float) -> float:
    """The width [px] to keep for a text: fonts that pages fall back on are wider than Arial."""
    return WIDEST * text_width(text, size)


def broken(name: str, size: float, longest: float) -> str:
    """Words of `size` px in lines of at most `longest` px; a longer word has a line of its own."""
    lines = [""]
    for word in name.split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if not lines[-1] or text_width(longer, size) <= longest:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def _ends(text: ElementTree.Element, start: float) -> tuple[float, float]:
    """Where a text begins and ends [px], anchored at `start`; hidden and turned ones take none."""
    if text.get("opacity") == "0" or _TURNED.search(text.get("transform", "")):
        return math.inf, -math.inf
    found = _SIZE.search(text.get("font-size", ""))
    size = float(found[0]) if found else 0.0
    width = max((room_for(line, size) for line in text.itertext()), default=0.0)
    after = _AFTER_ANCHOR[text.get("text-anchor", "start")]
    return start - (1 - after) * width, start + after * width


def overhang(picture: str) -> tuple[int, int]:
    """Pixels by which words of an SVG that Vega drew are cut off at its left and right edge."""
    root = ElementTree.fromstring(picture)
    ends, waiting = [(0.0, 0.0)], [(root, 0.0)]
    while waiting:
        part, start = waiting.pop()
        shift = _SHIFT.search(part.get("transform", ""))
        start += float(shift[1]) if shift else 0.0
        if part.tag.endswith("}text"):
            ends.append(_ends(part, start))
        else:
            waiting += [(inner, start) for inner in part]
    left = -min(begin for begin, _end in ends)
    right = max(end for _begin, end in ends) - float(root.get("width", 0))
    return _pixels(left), _pixels(right)


def _pixels(cut: float) -> int:
    return math.ceil(cut) if cut > _SEEN else 0
