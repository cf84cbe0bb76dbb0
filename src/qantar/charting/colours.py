"""One colour per meaning across the whole book, each with a light and a dark variant.

Charts are written in the light colours; the dark page swaps each for its partner in ``DARK``, so a
light colour stands for one meaning only. Colours that carry data reach a contrast of 3:1 on their
own background and stay apart under the three colour-vision deficiencies
(tests/charting/test_colours.py measures both); paler fills are for areas that have an outline.
"""

# (light, dark) of the page and of what charts are made of: a hero among grey, accents for events.
_BASE = {
    "PAPER": ("#ffffff", "#14181e"),
    "TEXT": ("#1f2328", "#e6e9ee"),
    "MUTED": ("#57606a", "#a9b2bd"),
    "HERO": ("#00677a", "#4cc3d6"),
    "ACCENT": ("#8c3d10", "#f3b27e"),
    "GREY_MARK": ("#868f98", "#8a949f"),
    "GREY_LINE": ("#c3cad0", "#4b5560"),
    "RULE": ("#d5dadf", "#39424c"),
    "BAND": ("#f6e9e0", "#33271f"),
    "WASH": ("#e3f0f2", "#17323a"),
}
PAPER, TEXT, MUTED, HERO, ACCENT, GREY_MARK, GREY_LINE, RULE, BAND, WASH = (
    light for light, _dark in _BASE.values()
)

# Five steps from little to much, for maps and heat maps (areas with an outline).
_STEPS = (
    ("#d8ebee", "#1f3338"),
    ("#a5d2d9", "#1f5560"),
    ("#5fb0bd", "#237d8c"),
    ("#1f8496", "#35a9bb"),
    ("#0a4f5c", "#8fe4f0"),
)
STEPS = tuple(light for light, _dark in _STEPS)

DARK = dict((*_BASE.values(), *_STEPS))
