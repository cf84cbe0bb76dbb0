"""What the energy charts share: names of sources, numbers as text, the country's own line."""

import altair as alt

from qantar.chapters.energy.electricity import source_names
from qantar.charting import theme
from qantar.common.text import _
from qantar.report.sentences import number

# The electricity table's sources that have another name in the book's palette.
PALETTE_NAMES = {"other_renewable": "other renewables", "unspecified": "other"}
HALF_A_PER_CENT = 0.005
TRACE = 0.001


def source_scale(sources: list[str]) -> alt.Scale:
    """The colour scale of the sources given, by their reader's names."""
    names = {PALETTE_NAMES.get(source, source): name for source, name in source_names().items()}
    return theme.scale(theme.FUELS, [PALETTE_NAMES.get(one, one) for one in sources], names)


def percent(share: float) -> str:
    """A share as whole per cent; a small one, which would round to nothing, with a decimal."""
    if 0 < share < TRACE:
        return _("less than {share}").format(share=number(TRACE, ".1%"))
    return number(share, ".1%" if 0 < share < HALF_A_PER_CENT else ".0%")


def whole(value: float) -> str:
    """A number without decimals, thousands apart."""
    return number(value, ",.0f")


def one_decimal(value: float) -> str:
    """A number with one decimal."""
    return number(value, ",.1f")


def own_line_thicker(chart: alt.Chart) -> list[alt.Chart]:
    """Two layers of lines: the others thin, the country's own (column own is true) thick and on
    top.
    """
    return [
        chart.transform_filter("!datum.own").mark_line(strokeWidth=1.5),
        chart.transform_filter("datum.own").mark_line(strokeWidth=3.5),
    ]
