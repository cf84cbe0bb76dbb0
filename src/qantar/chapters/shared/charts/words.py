"""Words, colours and sentences that the mining and relocation charts share."""

import json
import string

import altair as alt
import pandas as pd

from qantar.charting import theme
from qantar.report.sentences import day, number


def cents(usd_kwh: float) -> str:
    """A price per kilowatt-hour as US cents with one decimal."""
    return number(100 * usd_kwh, ".1f")


def month_name(moment: pd.Timestamp) -> str:
    """A month as ``January 2022``."""
    return day(moment.strftime("%Y-%m"))


def plain(machine: str) -> str:
    """``old machine`` for ``Old machine (98 J/TH)``, as it stands inside a sentence."""
    name = machine.split(" (")[0]
    return name[:1].lower() + name[1:]


def group_colours(frame: pd.DataFrame) -> alt.Scale:
    """A colour scale for the column ``country`` from its codes; what has no colour of its own is
    grey.
    """
    codes = frame.drop_duplicates("country").set_index("country")["iso3"]
    colours = [theme.COUNTRIES.get(code, theme.GREY_MARK) for code in codes]
    return alt.Scale(domain=list(codes.index), range=colours)


def row_words(base: alt.Chart, shift: int) -> alt.LayerChart:
    """The words of each row above its marks, with a halo where a rule crosses them.

    base: a chart with y, x and text encoded.
    """
    style = {"align": "left", "yOffset": shift, "fontSize": theme.FONT_SIZE_SMALL}
    halo = base.mark_text(**style, stroke=theme.PAPER, strokeWidth=3, strokeJoin="round")
    return alt.layer(halo, base.mark_text(**style, color=theme.MUTED))


def signed_axis(title: str, **options: object) -> alt.Axis:
    """An axis of dollar differences: signed, without a sign at zero."""
    plain = "datum.value === 0 ? '0' : datum.label"
    return alt.Axis(title=title, format=theme.SIGNED, labelExpr=plain, **options)


def vega_sentence(template: str, expressions: dict[str, str]) -> str:
    """A Vega expression that fills ``{name}`` in `template` with the expression of that name.

    The template is a translated sentence; every text and expression is joined with ``+``, which
    Vega's interpreter can evaluate without code generation.
    """
    parts = []
    for literal, name, _spec, _conversion in string.Formatter().parse(template):
        if literal:
            parts.append(json.dumps(literal, ensure_ascii=False))
        if name is not None:
            parts.append(f"({expressions[name]})")
    return " + ".join(parts)
