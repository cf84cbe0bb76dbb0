"""Words on vertical rules, held above the plot and above the axis title, one row each."""

import altair as alt
import pandas as pd

from qantar.charting import theme

FIRST_ROW, ROW = 31, 13


def flags(places: list[tuple[object, str]], field: str, kind: str) -> alt.LayerChart:
    """A rule at each place with its word at the top; the leftmost word stands highest, so none is
    crossed.

    places: (value on the x axis, word) from left to right; field, kind: name and type (T or Q) of
    that axis.
    """
    layers = []
    for index, (place, word) in enumerate(places):
        top = -FIRST_ROW - ROW * (len(places) - 1 - index)
        value = pd.Timestamp(place) if kind == "T" else place
        base = alt.Chart(pd.DataFrame({field: [value], "word": [word]})).encode(x=f"{field}:{kind}")
        rule = base.mark_rule(
            color=theme.MUTED, strokeDash=theme.EXPECTED_DASH, strokeWidth=theme.THIN
        )
        text = base.mark_text(
            align="left", baseline="middle", dx=4, color=theme.MUTED, fontSize=theme.FONT_SIZE_SMALL
        )
        layers += [
            rule.encode(y=alt.value(top - 5), y2=alt.value("height")),
            text.encode(y=alt.value(top), text="word:N"),
        ]
    return alt.layer(*layers)
