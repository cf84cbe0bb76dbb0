"""What the energy charts share: names of sources, numbers as text, the country's own line."""

import altair as alt

from qantar.charts import theme
from qantar.say import number
from qantar.text import _

# The electricity table's sources that have another name in the book's palette.
PALETTE_NAMES = {"other_renewable": "other renewables", "unspecified": "other"}


def source_names() -> dict[str, str]:
    """The reader's name of each source of the electricity table."""
    return {
        "coal": _("coal"),
        "gas": _("gas"),
        "oil": _("oil"),
        "nuclear": _("nuclear"),
        "hydro": _("hydro"),
        "wind": _("wind"),
        "solar": _("solar"),
        "other_renewable": _("other renewables"),
        "unspecified": _("not split by source"),
    }


def source_scale(sources: list[str]) -> alt.Scale:
    """The colour scale of the sources given, by their reader's names."""
    names = {PALETTE_NAMES.get(source, source): name for source, name in source_names().items()}
    return theme.scale(theme.FUELS, [PALETTE_NAMES.get(one, one) for one in sources], names)


def percent(share: float) -> str:
    """A share as whole per cent."""
    return number(share, ".0%")


def whole(value: float) -> str:
    """A number without decimals, thousands apart."""
    return number(value, ",.0f")


def one_decimal(value: float) -> str:
    """A number with one decimal."""
    return number(value, ",.1f")


def own_line_thicker(chart: alt.Chart) -> list[alt.Chart]:
    """Two layers of lines: the others thin, the country's own (column own is true) thick and on top."""
    return [
        chart.transform_filter("!datum.own").mark_line(strokeWidth=1.5),
        chart.transform_filter("datum.own").mark_line(strokeWidth=3.5),
    ]
