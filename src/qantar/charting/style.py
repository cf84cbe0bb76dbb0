"""Sizes, fonts, number and date formats, and the Vega-Lite configuration made of them."""

import math
from collections.abc import Iterable
from typing import Any

from qantar.charting.colours import GREY_MARK, HERO, MUTED, RULE, TEXT
from qantar.charting.overhang import room_for
from qantar.common import dates, language

# Static pictures are made at these widths [px]; the live chart takes the width of its column.
WIDE = 688
NARROW = 328
# The signal that holds the width of the whole picture (`width` is what axes leave of it).
ROOM = "room"
# Up to this width of the window [px] the narrow picture stands.
NARROW_COLUMN = 600
HEIGHT_SMALL = 150
HEIGHT = 300
HEIGHT_TALL = 420
# Height of one row of a horizontal bar or dot chart: height=alt.Step(ROW).
ROW = 24

RIGHT_TO_LEFT = language.current().direction == "rtl"
# Another script's font comes first: fonts/ has it for drawing, the book for its pages.
FONT = ", ".join(
    [*filter(None, [language.current().font]), "Arial, 'Liberation Sans', Helvetica, sans-serif"]
)
FONT_SIZE = 13
FONT_SIZE_SMALL = 12
# Letters in a line of the title of a picture that stands alone.
TITLE_LETTERS = 74
TITLE_SIZE = 17
TITLE_LINE = 22
# The same of the lines below the title (what is measured) and at the foot (source, address).
SMALL_LETTERS = 104
SMALL_LINE = 18

# d3 formats, for axes and tooltips.
SHARE = ".0%"
SHARE_FINE = ".1%"
COUNT = ",.0f"
DECIMAL = ",.1f"
DECIMAL_FINE = ",.2f"
SIGNIFICANT = ",.3~r"
PRICE = ",.3f"
YEAR_NUMBER = "d"
YEAR = "%Y"
MONTH = "%b %Y"
DAY = "%-d %b %Y"
DAY_SHORT = "%-d %b"
MOMENT = "%-d %b %Y %H:%M"

# Meaning of line styles: imputed or modelled values, and what is expected rather than observed.
IMPUTED_DASH = [5, 3]
EXPECTED_DASH = [2, 2]
# Intervals are drawn as pale bands or thin rules in the colour of their series.
BAND_OPACITY = 0.22
LINE_WIDTH = 2
THIN = 1
POINT_SIZE = 45
_SYMBOL = 12  # px that the symbol of a legend takes beside a name


def legend_columns(names: Iterable[str], least: int) -> dict[str, str]:
    """How many columns a legend has: as many of `least` px, or of its longest name, as fit."""
    longest = _SYMBOL + math.ceil(max(room_for(name, FONT_SIZE) for name in names))
    return {"expr": f"max(1, floor({ROOM} / {max(least, longest)}))"}


def locale() -> dict[str, Any]:
    """How numbers and, in another language than English, dates are written, in d3's terms."""
    own = language.current()
    number = {
        "decimal": own.decimal,
        "thousands": own.thousands,
        "grouping": [3],
        "currency": ["", ""],
        "minus": own.minus,
        "percent": own.percent,
    }
    if own.code == language.SOURCE:
        return {"number": number}
    days = [dates.WEEKDAYS[-1], *dates.WEEKDAYS[:-1]]  # Sunday first
    time = {
        "dateTime": "%-d %B %Y %H:%M",
        "date": "%-d %B %Y",
        "time": "%H:%M",
        "periods": ["", ""],
        "days": days,
        "shortDays": days,
        "months": [*dates.MONTHS],
        "shortMonths": [*dates.SHORT],
    }
    return {"number": number, "time": time}


def config() -> dict[str, Any]:
    """Vega-Lite configuration: the look of everything that a chart does not say itself."""
    text = {"labelFontSize": FONT_SIZE, "titleFontSize": FONT_SIZE, "titleFontWeight": "normal"}
    ink = {"labelColor": MUTED, "titleColor": MUTED}
    return {
        "font": FONT,
        "background": None,
        "aria": False,
        "locale": locale(),
        "view": {"stroke": None, "continuousWidth": WIDE, "continuousHeight": HEIGHT},
        "axis": {
            **text,
            **ink,
            "gridColor": RULE,
            "domainColor": GREY_MARK,
            "tickColor": GREY_MARK,
            "titlePadding": 8,
            "labelLimit": 160,
            "tickSize": 4,
            "labelSeparation": 8,
        },
        "axisX": {"grid": False, "labelFlush": False, "labelPadding": 5},
        "axisY": {
            "domain": False,
            "labelPadding": 5,
            "ticks": False,
            "titleAlign": "left",
            "titleAngle": 0,
            "titleAnchor": "start",
            "titleX": 0,
            "titleY": -10,
            "titleBaseline": "bottom",
            "titleLimit": 300,
        },
        "header": {
            **text,
            **ink,
            "labelFontWeight": "bold",
            "labelAnchor": "start",
            "title": None,
            "labelOrient": "top",
        },
        "legend": {
            **text,
            **ink,
            "orient": "bottom",
            "direction": "horizontal",
            "columns": {"expr": f"max(1, floor({ROOM} / 115))"},
            "symbolStrokeWidth": 2,
            "labelLimit": 340,
            "titleLimit": 300,
            "title": None,
            "offset": 10,
        },
        "title": {
            "color": TEXT,
            "fontSize": TITLE_SIZE,
            "anchor": "start",
            "fontWeight": "bold",
            "frame": "group",
            "subtitleColor": MUTED,
            "offset": 10,
        },
        "text": {"color": TEXT, "fontSize": FONT_SIZE},
        "line": {"strokeWidth": LINE_WIDTH, "strokeCap": "round", "color": HERO},
        "area": {"color": HERO, "line": False},
        "bar": {"color": HERO, "cornerRadius": 0},
        "rule": {"color": MUTED},
        "tick": {"color": HERO},
        "point": {"color": HERO, "filled": True, "size": POINT_SIZE, "opacity": 1},
        "circle": {"color": HERO, "opacity": 1, "size": POINT_SIZE},
        "rect": {"color": HERO},
        "geoshape": {"stroke": GREY_MARK, "strokeWidth": 0.6},
        "concat": {"spacing": 24},
        "facet": {"spacing": 18},
    }
