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

# (light, dark) per meaning
_FUELS = {
    "coal": ("#4f4949", "#cac8ca"),
    "gas": ("#ca6f34", "#ea8848"),
    "oil": ("#502689", "#bf68e4"),
    "nuclear": ("#b3388c", "#f64a90"),
    "hydro": ("#036aca", "#8db0ee"),
    "wind": ("#057b6c", "#39d49f"),
    "solar": ("#806501", "#dcbe00"),
    "bioenergy": ("#2d4e06", "#9ce27b"),
    "other renewables": ("#1a5f66", "#669da7"),
    "other": ("#887c85", "#888587"),
}
_COUNTRIES = {
    "KAZ": _BASE["HERO"],
    "CHN": ("#e9585d", "#eb5642"),
    "USA": ("#1466ec", "#859fed"),
    "RUS": ("#560f90", "#8a74e7"),
    "UZB": ("#9c7901", "#dcac26"),
    "KGZ": ("#93346c", "#f8b2ff"),
    "TJK": ("#2b5106", "#85d375"),
    "TKM": ("#995b30", "#bb8d6f"),
    "AZE": ("#4e604a", "#5eedb4"),
    "WLD": ("#75726d", "#c3babc"),
}
_WEALTH_GROUPS = {
    "top 0.1%": ("#7f2e9e", "#bc6ced"),
    "top 1%": ("#760a4d", "#ed2fa0"),
    "top 10%": ("#aa3a01", "#cc8a74"),
    "middle 40%": ("#058a9d", "#51d0ec"),
    "bottom 50%": ("#7f9538", "#aecd53"),
}
_PEOPLES = {
    "Kazakh": ("#008b98", "#09a0ae"),
    "Russian": ("#6e3bb8", "#a270ec"),
    "Ukrainian": ("#8d8218", "#e5b81f"),
    "German": ("#474341", "#c4b5b6"),
    "Uzbek": ("#612e11", "#d78853"),
    "Uyghur": ("#396c03", "#9edf88"),
    "Tatar": ("#a50d6d", "#e93e99"),
}
_CATEGORIES = {
    "1": ("#2c77df", "#95b9f5"),
    "2": ("#c16b17", "#da6b3b"),
    "3": ("#0f7756", "#54ecb4"),
    "4": ("#780a7f", "#c74de0"),
    "5": ("#665102", "#eec33a"),
    "6": ("#484449", "#b3afb8"),
}
_CHOICES = {
    "stay": ("#19858f", "#4ce2f1"),
    "leave": ("#bc5303", "#e86f1e"),
    "sell": ("#5c1d9c", "#a572f0"),
}
_VERDICTS = {
    "supported": ("#00683b", "#68e09a"),
    "roughly": ("#79944f", "#b6dd59"),
    "disputed": ("#946900", "#d49503"),
    "outdated": ("#6b1c97", "#a66edd"),
    "contradicted": ("#971201", "#ec5a5c"),
    "unverifiable": ("#757279", "#cdbdc2"),
    "opinion": ("#1178d4", "#8cb8ff"),
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
    *(_BASE, _FUELS, _COUNTRIES, _WEALTH_GROUPS, _PEOPLES, _CATEGORIES),
    *(_CHOICES, _VERDICTS, _STEPS, _DIVERGING),
)


def _light(pairs: dict[str, tuple[str, str]]) -> dict[str, str]:
    return {name: light for name, (light, _) in pairs.items()}


FUELS = _light(_FUELS)
COUNTRIES = _light(_COUNTRIES)
GROUPS = {**_light(_WEALTH_GROUPS), **_light(_PEOPLES)}
CATEGORIES = _light(_CATEGORIES)
CHOICES = _light(_CHOICES)
VERDICTS = _light(_VERDICTS)
STEPS = tuple(_light(_STEPS).values())
DIVERGING = tuple(_light(_DIVERGING).values())

DARK = {light: dark for pairs in _ALL for light, dark in pairs.values()}
