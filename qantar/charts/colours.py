"""One colour per meaning across the whole book, each with a light and a dark variant.

Charts are written in the light colours; the dark page swaps each for its partner in ``DARK``, so a light
colour stands for one meaning only. Colours that carry data reach a contrast of 3:1 on their own background
and stay apart under the three colour-vision deficiencies (tests/unit/test_colours.py measures both); paler
fills are for areas that have an outline.
"""

from collections.abc import Iterable

import altair as alt

PAPER = "#ffffff"
INK = "#1f2328"
MUTED = "#5c6570"
GRID = "#dfe3e8"
AXIS = "#8a939d"

_NEUTRAL_DARK = {PAPER: "#14181e", INK: "#e6e9ee", MUTED: "#a9b2bd", GRID: "#2e353e", AXIS: "#747d88"}

# (light, dark) per meaning
_FUELS = {
    "coal": ("#3d3d3d", "#b9b9b9"),
    "gas": ("#c2571a", "#f0965c"),
    "oil": ("#7a3b7d", "#c78bcb"),
    "nuclear": ("#b8336a", "#f27ba9"),
    "hydro": ("#1f6fb2", "#5aa9e6"),
    "wind": ("#1a8a7d", "#4cc9b9"),
    "solar": ("#a97b00", "#e8b93a"),
    "bioenergy": ("#4e7d2a", "#93c46b"),
    "other renewables": ("#5d8f5e", "#a5d0a6"),
    "other": ("#767d85", "#949ca5"),
}
_COUNTRIES = {
    "KAZ": ("#00798c", "#2fc3d8"),
    "CHN": ("#c0392b", "#ff7f72"),
    "USA": ("#2b4c9b", "#86a5f5"),
    "RUS": ("#6b4fa0", "#b79cf0"),
    "UZB": ("#8a6d00", "#d9b83c"),
    "KGZ": ("#a63d7f", "#ec8fc7"),
    "TJK": ("#4a7c3a", "#8fcf78"),
    "TKM": ("#a65628", "#e89a66"),
    "CAN": ("#d1495b", "#ff96a3"),
    "IRN": ("#2f7d5b", "#5fd3a4"),
    "WLD": ("#30363d", "#d0d6dd"),
}
_GROUPS = {
    "top 0.1%": ("#5b1a66", "#d9a3e6"),
    "top 1%": ("#8c2d8f", "#e27fe6"),
    "top 10%": ("#c0477a", "#f48fb4"),
    "middle 40%": ("#2f7fa3", "#6cbfe3"),
    "bottom 50%": ("#7a7f2a", "#c3c95e"),
    "Kazakh": ("#00788b", "#30c4d9"),
    "Russian": ("#6c50a1", "#b89df1"),
    "Ukrainian": ("#8b6e01", "#dab93d"),
    "German": ("#5a646f", "#a2adb9"),
    "Uzbek": ("#a65729", "#e99b67"),
    "Uyghur": ("#4b7d3b", "#90d079"),
    "Tatar": ("#a73e80", "#ed90c8"),
}
_CATEGORIES = {
    "1": ("#1b6ca8", "#62aef0"),
    "2": ("#c4561b", "#f19a63"),
    "3": ("#2a7f62", "#58c9a3"),
    "4": ("#8e4585", "#d795cf"),
    "5": ("#8f7200", "#dcbb40"),
    "6": ("#4d5761", "#aab4bf"),
}
_CHOICES = {
    "stay": ("#00788a", "#31c5da"),
    "leave": ("#c4571c", "#f29b64"),
    "sell": ("#6a4e9f", "#b69bef"),
}
_VERDICTS = {
    "supported": ("#1f7a4d", "#57c98e"),
    "roughly": ("#5f7f1f", "#a8cc5c"),
    "disputed": ("#9a6b00", "#e6b347"),
    "outdated": ("#7d5a9e", "#c2a2e4"),
    "contradicted": ("#b3362c", "#ff8a7e"),
    "unverifiable": ("#5b6570", "#a8b1bc"),
    "opinion": ("#3f6f9e", "#84b6e8"),
}
_EMPHASIS = {
    "accent": ("#00778a", "#32c6db"),
    "alert": ("#b3372d", "#ff8b7f"),
    "context": ("#7d8690", "#8b949e"),
}
# Five steps from little to much, for maps and heat maps (areas with an outline).
_STEPS = {
    "1": ("#d8ebee", "#1f3338"),
    "2": ("#a5d2d9", "#1f5560"),
    "3": ("#5fb0bd", "#237d8c"),
    "4": ("#1f8496", "#35a9bb"),
    "5": ("#0a4f5c", "#8fe4f0"),
}
# Below, around and above a middle, for differences.
_DIVERGING = {
    "1": ("#a8481a", "#f0a377"),
    "2": ("#e3ae8c", "#8a5233"),
    "3": ("#eceef0", "#2b3138"),
    "4": ("#8fb9d8", "#2f5f82"),
    "5": ("#1c5f96", "#7dbdf0"),
}

_ALL = (
    _FUELS, _COUNTRIES, _GROUPS, _CATEGORIES, _CHOICES, _VERDICTS, _EMPHASIS, _STEPS, _DIVERGING,
)  # fmt: skip


def _light(pairs: dict[str, tuple[str, str]]) -> dict[str, str]:
    return {name: light for name, (light, _) in pairs.items()}


FUELS = _light(_FUELS)
COUNTRIES = _light(_COUNTRIES)
GROUPS = _light(_GROUPS)
CATEGORIES = _light(_CATEGORIES)
CHOICES = _light(_CHOICES)
VERDICTS = _light(_VERDICTS)
ACCENT, ALERT, CONTEXT = _light(_EMPHASIS).values()
STEPS = tuple(_light(_STEPS).values())
DIVERGING = tuple(_light(_DIVERGING).values())

DARK = {**_NEUTRAL_DARK, **{light: dark for pairs in _ALL for light, dark in pairs.values()}}


def scale(palette: dict[str, str], names: Iterable[str], labels: dict[str, str] | None = None) -> alt.Scale:
    """A colour (or fill, stroke) scale for `names`, in their order; `labels` gives the words the data use.

    Countries outside the palette are drawn in CONTEXT grey (label them directly); in other palettes an
    unknown name raises KeyError: give it a colour here.
    """
    wanted = list(dict.fromkeys(names))
    if palette is COUNTRIES:
        colours = [palette.get(name, CONTEXT) for name in wanted]
    else:
        colours = [palette[name] for name in wanted]
    return alt.Scale(domain=[(labels or {}).get(name, name) for name in wanted], range=colours)


def numbered(names: Iterable[str]) -> alt.Scale:
    """A scale for up to six names that have no colour of their own in the book (CATEGORIES in order)."""
    wanted = list(dict.fromkeys(names))
    if len(wanted) > len(CATEGORIES):
        raise ValueError(f"{len(wanted)} categories; six is the most that stay apart: group the small ones")
    return alt.Scale(domain=wanted, range=list(CATEGORIES.values())[: len(wanted)])
