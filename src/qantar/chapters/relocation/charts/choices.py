"""The chart of all choices: what each promised, how far cases spread, and what came."""

from typing import Any

import altair as alt
import pandas as pd

from qantar.chapters.relocation.charts.words import choice_name, row_name, thousands
from qantar.charting import Chart, chart, marks
from qantar.charting.colours import GREY_MARK, HERO, PAPER, RULE, TEXT
from qantar.common.text import _, clauses, ngettext
from qantar.report.sentences import number

THOUSANDS = "format(datum.value / 1000, ',.0f')"
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

    expected, came: choice, name, usd (choices.all_choices; came None where the tables end early);
    spread: choice, name, low_usd, high_usd.
    """
    keys = ["choice", "name"]
    frame = expected.merge(spread, on=keys)
    frame["came_usd"] = float("nan") if came is None else came["usd"].to_numpy()
    frame["row"] = [row_name(*pair) for pair in zip(frame["choice"], frame["name"], strict=True)]
    frame["words"] = [
        _("{choice}: {usd}").format(choice=row, usd=number(usd / 1000, ",.0f"))
        for row, usd in zip(frame["row"], frame["usd"], strict=True)
    ]
    labels = {
        "row": _("Choice"),
        "usd": _("Expected (USD)"),
        "low_usd": _("Low (USD)"),
        "high_usd": _("High (USD)"),
        "came_usd": _("With what came (USD)"),
    }
    return Chart(
        altair=_picture(frame, labels),
        data=frame.drop(columns=keys)[list(labels)],
        title=_title(expected, came),
        measure=_measure(machines, months, came is not None),
        description=_("A row for each choice, in thousand US dollars. {values}.").format(
            values=clauses(_in_words(row) for row in frame.itertuples())
        ),
        labels=labels,
    )


def _picture(frame: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    y = alt.Y("row:N", sort=None, axis=None)
    own = alt.when(alt.datum.choice == "stay").then(alt.value(HERO)).otherwise(alt.value(GREY_MARK))
    forms = {"row": "", "usd": ",.0f", "low_usd": ",.0f", "high_usd": ",.0f"}
    if frame["came_usd"].notna().all():
        forms["came_usd"] = ",.0f"
    base = alt.Chart(frame).encode(y=y, tooltip=marks.tooltip(frame, forms, labels))
    axis = alt.Axis(title=None, labelExpr=THOUSANDS, tickCount=5)
    bars = base.mark_bar(height=10, yOffset=9, opacity=0.35).encode(
        x=alt.X("low_usd:Q", axis=axis), x2="high_usd", color=own
    )
    points = base.mark_point(filled=True, size=90, yOffset=9).encode(
        x="usd:Q", fill=own, stroke=alt.value(PAPER)
    )
    came = base.transform_filter("isValid(datum.came_usd)").mark_point(
        shape="diamond", size=110, strokeWidth=2, yOffset=9, filled=False
    )
    names = marks.rimmed(
        base.encode(x=alt.value(0), text="words:N"), TEXT, align="left", yOffset=-10
    )
    # A line at zero beside each bar alone, so that it crosses no name.
    zero = base.mark_tick(color=RULE, thickness=1, size=18, yOffset=9).encode(x=alt.datum(0.0))
    layers = [zero, bars, points, came.encode(x="came_usd:Q", stroke=alt.value(TEXT)), *names]
    return alt.layer(*layers).properties(height=alt.Step(STEP))


def _measure(machines: int, months: int, known: bool) -> str:
    if known:
        template = ngettext(
            "Thousand US dollars for {n} machine over a {months}-month horizon. Point and "
            "number: likeliest; bar: the middle 80 per cent of simulated cases; diamond: what "
            "came.",
            "Thousand US dollars for {n} machines over a {months}-month horizon. Point and "
            "number: likeliest; bar: the middle 80 per cent of simulated cases; diamond: what "
            "came.",
            machines,
        )
    else:
        template = ngettext(
            "Thousand US dollars for {n} machine over a {months}-month horizon. Point and "
            "number: likeliest; bar: the middle 80 per cent of simulated cases.",
            "Thousand US dollars for {n} machines over a {months}-month horizon. Point and "
            "number: likeliest; bar: the middle 80 per cent of simulated cases.",
            machines,
        )
    return template.format(n=number(machines, ",d"), months=months)


def _title(expected: pd.DataFrame, came: pd.DataFrame | None) -> str:
    best = expected.loc[expected["usd"].idxmax()]
    first = choice_name(best["choice"], best["name"])
    if came is None:
        return _("{choice} promised most on the day").format(choice=first)
    after = came.loc[came["usd"].idxmax()]
    if tuple(best[["choice", "name"]]) == tuple(after[["choice", "name"]]):
        return _("{choice} promised most on the day, and brought most with what came").format(
            choice=first
        )
    other = choice_name(after["choice"], after["name"])
    return _("{choice} promised most on the day; {other} would have brought most").format(
        choice=first, other=other[:1].lower() + other[1:]
    )


def _in_words(row: Any) -> str:
    values = {
        "row": row.row,
        "usd": number(row.usd / 1000, ",.0f"),
        "range": thousands(row.low_usd, row.high_usd),
    }
    if pd.isna(row.came_usd):
        return _("{row}: {usd} ({range})").format(**values)
    return _("{row}: {usd} ({range}), with what came {came}").format(
        **values, came=number(row.came_usd / 1000, ",.0f")
    )
