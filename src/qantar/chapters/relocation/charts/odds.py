"""The chart of how often leaving beats staying, by destination and supply at home."""

import altair as alt
import pandas as pd

from qantar.chapters.relocation.charts.words import supply_names
from qantar.chapters.relocation.simulation import COIN_TOSS, is_coin_toss, verdict
from qantar.charting import Chart, chart, marks
from qantar.charting.colours import BAND, HERO, MUTED, TEXT
from qantar.common.text import _, clauses, named
from qantar.data.country_names import format_sentence
from qantar.report.sentences import number

STEP = 40


@chart(tables=("network_daily", "exchange_rate", "asic_prices", "mining_reported", "destinations"))
def leave_better(frame: pd.DataFrame, *, draws: int) -> Chart:
    """Share of cases in which leaving beats staying. frame: place, case, share."""
    title, frame = _title(frame), frame.assign(place=frame["place"].map(named))
    supplies = supply_names()
    drawn = frame.assign(
        row=[clauses((row.place, supplies[row.case])) for row in frame.itertuples()],
        supply=frame["case"].map(supplies),
    )
    labels = {
        "place": _("Destination"),
        "supply": _("Supply at home"),
        "share": _("Leaving is worth more"),
    }
    return Chart(
        altair=_points(drawn, labels),
        data=drawn[list(labels)],
        title=title,
        measure=_(
            "Share of {draws:|# simulated case|# simulated cases} in which leaving is worth more, "
            "by destination and supply at home. Band: too near one half to lean either way."
        ),
        description=_("A point a row, on a scale from none to all cases. {values}."),
        words={
            "draws": number(draws, ",d"),
            "values": clauses(
                f"{row.row} {number(row.share, '.0%')}" for row in drawn.itertuples()
            ),
        },
        labels=labels,
    )


def _title(frame: pd.DataFrame) -> str:
    by_place = frame.groupby("place", sort=False)["share"]
    several = frame["case"].nunique() > 1
    mixed = (by_place.min() <= 0.5) & (by_place.max() >= 0.5)
    toss = is_coin_toss(float(by_place.max().min()))
    titles = {
        "leave": _("Leaving mostly wins, wherever to and whatever power at home"),
        "stay": _("Staying mostly wins, whatever the destination and power at home"),
        "open": _("Whether leaving for {mixed} wins depends on the power at home")
        if several
        else _("Leaving for {mixed} wins as often as it loses"),
        "destination": _("Leaving for {best} mostly wins; for {worst} it is at best a coin toss")
        if toss
        else _("Leaving for {best} mostly wins, for {worst} it mostly loses"),
    }
    return format_sentence(
        titles[verdict(frame)],
        best=by_place.min().idxmax(),
        worst=by_place.max().idxmin(),
        mixed=mixed.idxmax(),
    )


def _points(drawn: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    row = marks.in_lines(drawn["row"])
    up, down = -8 - row.added // 2, 9 + row.added // 2
    y = alt.Y("row:N", sort=None, axis=None)
    axis = alt.Axis(title=None, format=".0%", tickCount=5)
    x = alt.X("share:Q", axis=axis, scale=alt.Scale(domain=[0, 1], nice=False))
    tips = marks.tooltip(drawn, {"place": "", "supply": "", "share": ".1%"}, labels)
    base = alt.Chart(drawn.assign(row=row.words)).encode(y=y, tooltip=tips)
    band = alt.Chart(pd.DataFrame({"low": [COIN_TOSS[0]], "high": [COIN_TOSS[1]]}))
    words = base.mark_text(align="left", yOffset=up, **row.look).encode(
        x=alt.value(0), text="row:N", color=alt.value(TEXT)
    )
    points = base.mark_point(filled=True, size=100, color=HERO, yOffset=down).encode(x=x)
    # A number stands on the side of its point that has room.
    left = base.transform_filter("datum.share > 0.8").mark_text(align="right", dx=-9, yOffset=down)
    right = base.transform_filter("datum.share <= 0.8").mark_text(align="left", dx=9, yOffset=down)
    number_of = alt.Text("share:Q", format=".0%")
    top = band.mark_text(color=MUTED, dy=-10).encode(
        x=alt.value({"expr": "width / 2"}), y=alt.value(0), text=alt.value(_("a coin toss"))
    )
    return alt.layer(
        band.mark_rect(color=BAND).encode(x="low:Q", x2="high:Q"),
        *(words, points, left.encode(x=x, text=number_of), right.encode(x=x, text=number_of), top),
    ).properties(height=alt.Step(STEP + row.added))
