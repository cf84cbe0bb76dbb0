"""What the grid lacked at the peak of each winter."""

import json

import altair as alt
import pandas as pd

from qantar.chapters.energy.charts.load import megawatts
from qantar.chapters.energy.grid import CUT, stayed
from qantar.charting import Chart, NoData, chart, marks
from qantar.charting.colours import HERO, TEXT
from qantar.charting.events import Event, with_events
from qantar.charting.style import COUNT, HEIGHT_SMALL, IMPUTED_DASH
from qantar.common.text import _, clauses
from qantar.report import number


@chart(tables=("power_peaks",))
def shortage(frame: pd.DataFrame, *, country: str) -> Chart:
    """Shortage at the peak of each winter. frame: as from grid.peaks."""
    if frame.empty:
        raise NoData(_("No winter's peak of {country} is held."), country=country)
    kinds = {
        "bought": _("bought"),
        "reported": _("reported"),
        "measured": _("measured"),
        "forecast": _("forecast"),
    }
    drawn = frame.assign(
        label=[*map(megawatts, frame["deficit_low_mw"], frame["deficit_high_mw"])],
        kind_name=frame["kind"].map(kinds),
    )
    labels = {
        "winter": _("Winter"),
        "kind_name": _("Kind"),
        "deficit_low_mw": _("Short, at least (MW)"),
        "deficit_high_mw": _("Short, at most (MW)"),
    }
    last_known = frame[frame["kind"] != "forecast"].iloc[-1]
    return Chart(
        altair=_bars(drawn, labels),
        data=drawn[list(labels)],
        title=_("The shortage outlasted the mining boom: {country} lacked {mw} MW in {winter}")
        if stayed(frame)
        else _("At the peak of the winter {winter} {country} lacked {mw} MW"),
        measure=_(
            "Megawatts short at the peak of each winter, {first} to {last}. Filled: load minus "
            "generation as measured. Striped: what was bought, or reported and perhaps only "
            "forecast, which says less. Dashed: forecast. No count of the last two peaks was found."
        ),
        description=_("Bars by winter, megawatts short at the peak in {country}: {rows}."),
        words={
            "country": country,
            "mw": number(last_known["deficit_high_mw"], ",.0f"),
            "winter": last_known["winter"],
            "first": drawn["winter"].iloc[0],
            "last": drawn["winter"].iloc[-1],
            "rows": clauses(
                f"{row.winter}: {row.label} ({row.kind_name})" for row in drawn.itertuples()
            ),
        },
        labels=labels,
    )


def _bars(drawn: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    rows = drawn.reset_index(names="place")
    ends = (-0.5, len(rows) - 0.5)
    # Winters stand on a numeric axis, so that the line of an event can stand between two.
    names = [winter[2:] for winter in rows["winter"]]
    shown = f"{json.dumps(names)}[datum.value]"
    axis = alt.Axis(title=None, values=list(rows["place"]), labelExpr=shown, ticks=False)
    x = alt.X("place:Q", axis=axis, scale=alt.Scale(domain=ends, nice=False))
    top = 1.12 * float(rows["deficit_high_mw"].max())
    y = marks.quantity(alt.Y, "deficit_high_mw", form=COUNT, ticks=4, domain=[0, top], nice=False)
    kind = alt.datum["kind"]
    fill = (
        alt.when(kind == "measured").then(alt.value(HERO))
        .when(kind == "forecast").then(alt.value("transparent"))
        .otherwise(alt.value(marks.stripes(HERO, along="y")))
    )  # fmt: skip
    dash = marks.either(kind == "forecast", IMPUTED_DASH, [1, 0])
    formats = {"winter": "", "kind_name": "", "deficit_low_mw": COUNT, "deficit_high_mw": COUNT}
    base = alt.Chart(rows).encode(x=x, y=y, tooltip=marks.tooltip(rows, formats, labels))
    bars = base.mark_bar(stroke=HERO, strokeWidth=1.25, size=alt.expr(f"width / {len(rows)} * 0.6"))
    values = marks.rimmed(base.encode(text="label:N"), TEXT, "bold", baseline="bottom", dy=-4)
    drawing = alt.layer(bars.encode(fill=fill, strokeDash=dash), *values)
    cut = rows.loc[rows["winter"] == CUT, "place"] + 0.5
    events = [Event(float(at), _("24 Jan 2022"), _("supply to miners cancelled")) for at in cut]
    return with_events(drawing, events, ends, height=HEIGHT_SMALL + 90)
