"""What the grid lacked at the peak of each winter."""

import json

import altair as alt
import pandas as pd

from qantar.chapters.energy.grid import CUT, stayed
from qantar.charting import Chart, NoData, chart, marks
from qantar.charting.colours import HERO, TEXT
from qantar.charting.events import Event, with_events
from qantar.charting.style import COUNT, HEIGHT_SMALL, IMPUTED_DASH
from qantar.common.text import _, clauses
from qantar.report import number
from qantar.report.country_names import format_sentence


def _words(low: float, high: float) -> str:
    if low == high:
        return number(high, ",.0f")
    return _("{least}–{most}").format(least=number(low, ",.0f"), most=number(high, ",.0f"))


def _title(frame: pd.DataFrame, country: str) -> str:
    known = frame[frame["kind"] != "forecast"].set_index("winter")["deficit_high_mw"]
    words = _("At the peak of the winter {winter} {country} lacked {mw} MW")
    if stayed(frame):
        words = _("{country} lacked more power after the miners were cut off: {mw} MW in {winter}")
    mw = number(float(known.iloc[-1]), ",.0f")
    return format_sentence(words, country=country, mw=mw, winter=known.index[-1])


@chart(tables=("power_peaks",))
def shortage(frame: pd.DataFrame, *, country: str) -> Chart:
    """Shortage at the peak of each winter. frame: as from grid.peaks."""
    if frame.empty:
        raise NoData(format_sentence(_("No winter's peak of {country} is held."), country=country))
    kinds = {
        "bought": _("bought"),
        "reported": _("reported"),
        "measured": _("measured"),
        "forecast": _("forecast"),
    }
    drawn = frame.assign(
        label=[_words(row.deficit_low_mw, row.deficit_high_mw) for row in frame.itertuples()],
        kind_name=frame["kind"].map(kinds),
    )
    labels = {
        "winter": _("Winter"),
        "kind_name": _("Kind"),
        "deficit_low_mw": _("Short, at least (MW)"),
        "deficit_high_mw": _("Short, at most (MW)"),
    }
    columns = list(labels)
    return Chart(
        altair=_bars(drawn, labels),
        data=drawn[columns],
        title=_title(frame, country),
        measure=_(
            "Megawatts short at the peak of each winter, {first} to {last}. Filled: load minus "
            "generation as measured. Striped: what was bought or reported, which says less. "
            "Dashed: forecast. No count of the last two peaks was found."
        ).format(first=drawn["winter"].iloc[0], last=drawn["winter"].iloc[-1]),
        description=format_sentence(
            _("Bars by winter, megawatts short at the peak in {country}: {rows}."),
            country=country,
            rows=clauses(
                f"{row.winter} {row.label} ({row.kind_name})" for row in drawn.itertuples()
            ),
        ),
        labels=labels,
    )


def _bars(drawn: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    rows = drawn.reset_index(names="place")
    ends = (-0.5, len(rows) - 0.5)
    # Winters stand on a numeric axis, so that the line of an event can stand between two.
    names = [winter[2:] for winter in rows["winter"]]
    shown = f"{json.dumps(names)}[datum.value]"
    axis = alt.Axis(title=None, values=list(rows["place"]), labelExpr=shown, ticks=False)
    x = alt.X("place", type="quantitative", axis=axis, scale=alt.Scale(domain=ends, nice=False))
    top = 1.12 * float(rows["deficit_high_mw"].max())
    y = alt.Y(
        "deficit_high_mw",
        type="quantitative",
        title=None,
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(tickCount=4, format=COUNT),
    )
    kind = alt.datum["kind"]
    fill = (
        alt.when(kind == "measured").then(alt.value(HERO))
        .when(kind == "forecast").then(alt.value("transparent"))
        .otherwise(alt.value(marks.stripes(HERO, along="y")))
    )  # fmt: skip
    dash = alt.when(kind == "forecast").then(alt.value(IMPUTED_DASH)).otherwise(alt.value([1, 0]))
    formats = {"winter": "", "kind_name": "", "deficit_low_mw": COUNT, "deficit_high_mw": COUNT}
    base = alt.Chart(rows).encode(x=x, y=y, tooltip=marks.tooltip(rows, formats, labels))
    bars = base.mark_bar(stroke=HERO, strokeWidth=1.25, size=alt.expr(f"width / {len(rows)} * 0.6"))
    values = base.encode(text=alt.Text("label", type="nominal"))
    layers = [
        bars.encode(fill=fill, strokeDash=dash),
        *marks.rimmed(values, TEXT, "bold", baseline="bottom", dy=-4),
    ]
    cut = rows.loc[rows["winter"] == CUT, "place"] + 0.5
    events = [Event(float(at), _("24 Jan 2022"), _("miners cut off")) for at in cut]
    return with_events(alt.layer(*layers), events, ends, height=HEIGHT_SMALL + 90)
