"""The chart of all choices: what each promised, how far cases spread, and what came."""

from typing import Any

import altair as alt
import pandas as pd

from qantar.chapters.relocation.charts.words import THOUSANDS, choice_name, row_name, thousands
from qantar.charting import Chart, chart, marks
from qantar.charting.colours import GREY_MARK, HERO, PAPER, RULE, TEXT
from qantar.common.text import _, clauses
from qantar.report.sentences import number

STEP = 46


@chart(tables=("network_daily", "exchange_rate", "asic_prices", "mining_reported", "destinations"))
def three_choices(
    expected: pd.DataFrame,
    spread: pd.DataFrame,
    came: pd.DataFrame | None,
    *,
    machines: int,
    months: int,
) -> Chart:
    """Value of each choice [USD, all machines]: likeliest, middle 80 per cent, with hindsight.

    expected, came: choice, name, usd, cash_usd (choices.all_choices; came None where the tables
    end early); spread: choice, name, low_usd, high_usd.
    """
    frame = expected.merge(spread, on=["choice", "name"])
    for column in ("usd", "cash_usd"):
        frame[f"came_{column}"] = float("nan") if came is None else came[column].to_numpy()
    frame["row"] = [*map(row_name, frame["choice"], frame["name"])]
    frame["words"] = [
        _("{choice}: {usd}").format(choice=row, usd=number(usd / 1000, ",.0f"))
        for row, usd in zip(frame["row"], frame["usd"], strict=True)
    ]
    labels = {
        "row": _("Choice"),
        "usd": _("Expected (USD)"),
        "cash_usd": _("Expected, cash alone (USD)"),
        "low_usd": _("Low (USD)"),
        "high_usd": _("High (USD)"),
        "came_usd": _("With what came (USD)"),
        "came_cash_usd": _("With what came, cash alone (USD)"),
    }
    best, after = _largest(expected), None if came is None else _largest(came)
    other = choice_name(*(after or best))
    return Chart(
        altair=_picture(frame, labels),
        data=frame[list(labels)],
        title=_title(best, after),
        measure=_(
            "Thousand US dollars for {n:|# machine|# machines} over a {months}-month horizon, the "
            "machines' worth at its end included. Point and number: likeliest; bar: the middle 80 "
            "per cent of simulated cases."
        )
        if came is None
        else _(
            "Thousand US dollars for {n:|# machine|# machines} over a {months}-month horizon, the "
            "machines' worth at its end included. Point and number: likeliest; bar: the middle 80 "
            "per cent of simulated cases; diamond: what came."
        ),
        description=_("A row for each choice, in thousand US dollars. {values}."),
        words={
            "n": number(machines, ",d"),
            "months": months,
            "choice": choice_name(*best),
            "other": other[:1].lower() + other[1:],
            "values": clauses(_in_words(row) for row in frame.itertuples()),
        },
        labels=labels,
    )


def _picture(frame: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    y = alt.Y("row:N", sort=None, axis=None)
    own = marks.either(alt.datum.choice == "stay", HERO, GREY_MARK)
    usd = ["usd", "cash_usd", "low_usd", "high_usd"]
    if frame["came_usd"].notna().all():
        usd += ["came_usd", "came_cash_usd"]
    forms = {"row": "", **dict.fromkeys(usd, ",.0f")}
    base = alt.Chart(frame).encode(y=y, tooltip=marks.tooltip(frame, forms, labels))
    axis = alt.Axis(title=None, labelExpr=THOUSANDS, tickCount=5)
    bars = base.mark_bar(height=10, yOffset=9, opacity=0.35)
    points = base.mark_point(filled=True, size=90, yOffset=9)
    came = base.transform_filter("isValid(datum.came_usd)").mark_point(
        shape="diamond", size=110, strokeWidth=2, yOffset=9, filled=False
    )
    name = base.encode(x=alt.value(0), text="words:N")
    # A line at zero beside each bar alone, so that it crosses no name.
    zero = base.mark_tick(color=RULE, thickness=1, size=18, yOffset=9)
    return alt.layer(
        zero.encode(x=alt.datum(0.0)),
        bars.encode(x=alt.X("low_usd:Q", axis=axis), x2="high_usd", color=own),
        points.encode(x="usd:Q", fill=own, stroke=alt.value(PAPER)),
        came.encode(x="came_usd:Q", stroke=alt.value(TEXT)),
        *marks.rimmed(name, TEXT, align="left", yOffset=-10),
    ).properties(height=alt.Step(STEP))


def _largest(values: pd.DataFrame) -> tuple[str, str]:
    choice, name = values.loc[values["usd"].idxmax(), ["choice", "name"]]
    return choice, name


def _title(best: tuple[str, str], after: tuple[str, str] | None) -> str:
    if after is None:
        return _("{choice} promised most on the day")
    if after == best:
        return _("{choice} promised most on the day, and brought most with what came")
    return _("{choice} promised most on the day; {other} would have brought most")


def _in_words(row: Any) -> str:
    both = _("{row}: {usd} ({range}), with what came {came}")
    words = _("{row}: {usd} ({range})") if pd.isna(row.came_usd) else both
    usd, came = (number(value / 1000, ",.0f") for value in (row.usd, row.came_usd))
    span = thousands(row.low_usd, row.high_usd)
    return words.format(row=row.row, usd=usd, range=span, came=came)
