"""How many hours of blocks it takes to see a fall of the hash rate."""

import math
from collections.abc import Sequence

import altair as alt
import pandas as pd

from qantar.charting import Chart, chart
from qantar.charting.colours import HERO, MUTED
from qantar.charting.events import Event, with_events
from qantar.charting.marks import hero_lines
from qantar.charting.style import EXPECTED_DASH, HEIGHT, IMPUTED_DASH, SHARE
from qantar.common.text import _, clauses, listed, ngettext
from qantar.data.country_names import format_sentence
from qantar.report import number

SMALL = 0.02  # a fall below it is told with a decimal


@chart(tables=("blocks",))
def detection(
    frame: pd.DataFrame,
    *,
    fall: float,
    needed: float | None,
    power: float,
    waits: Sequence[tuple[float, str]],
) -> Chart:
    """The chance to see falls of three sizes, by hours of blocks counted after the cut.

    frame: as from blocks.power_curves; needed: hours after which the chance to see `fall` is
    `power` (None: never); waits: hours after the cut and what they are, drawn as lines.
    """
    last = int(frame["hours"].max())
    drawn = frame.assign(size=[_share(-size) for size in frame["fall"]])
    counted = drawn[~drawn["known"]]
    hero = _share(-fall)
    lines = hero_lines(
        counted, "hours", "chance", "size",
        hero=hero, named=set(counted["size"]) - {hero}, form=SHARE,
        labels={"size": _("Fall"), "hours": _("Hours"), "chance": _("Chance to see it")},
    )  # fmt: skip
    known = alt.Chart(drawn[drawn["known"]]).encode(x=alt.X("hours:Q"), y=alt.Y("chance:Q"))
    known = known.mark_line(color=HERO, strokeDash=IMPUTED_DASH, strokeWidth=1.5)
    level = alt.Chart(pd.DataFrame({"chance": [power]})).encode(y="chance:Q")
    level = level.mark_rule(color=MUTED, strokeDash=EXPECTED_DASH)
    shown = [(hours, words) for hours, words in waits if hours <= last]
    events = [
        Event(hours, ngettext("{n} h", "{n} h", round(hours)).format(n=round(hours)), words)
        for hours, words in shown
    ]
    main = counted[counted["fall"] == fall].set_index("hours")["chance"]
    chances = [
        format_sentence(
            _("{hours:.0f|# hour|# hours} ({words}) give {chance}"),
            hours=hours,
            words=words,
            chance=number(main.iloc[abs(main.index - hours).argmin()], ".0%"),
        )
        for hours, words in shown
    ]
    return Chart(
        altair=with_events(alt.layer(level, known, lines), events, (1, last), height=HEIGHT),
        data=drawn[["fall", "hours", "chance", "known"]],
        title=_title(needed, last, waits[0][0]),
        measure=_(
            "Chance that a test of blocks sees a fall, by hours counted after the cut. "
            "Dashed curve: the earlier pace known exactly. Dotted: {power}."
        ),
        description=_(
            "Chance to see a fall of the hash rate, for falls of {falls}, by hours of blocks, up "
            "to {last}. A line marks {power}. For {fall}: {chances}."
        )
        if chances
        else _(
            "Chance to see a fall of the hash rate, for falls of {falls}, by hours of blocks, up "
            "to {last}. A line marks {power}."
        ),
        words={
            "fall": _share(fall),
            "falls": listed(_share(size) for size in sorted(counted["fall"].unique())),
            "last": last,
            "n": math.ceil(needed or 0),
            "counted": waits[0][0],
            "power": number(power, ".0%"),
            "chances": clauses(chances),
        },
        labels={
            "fall": _("Fall (share)"),
            "hours": _("Hours counted"),
            "chance": _("Chance to see it"),
            "known": _("Earlier pace known exactly"),
        },
    )


def _title(needed: float | None, last: int, counted: float) -> str:
    """How long the fall takes to show, beside the hours that were counted."""
    if needed is None or needed > last:
        return _("A fall of {fall} would hardly have shown in {last:|# hour|# hours} of blocks")
    if math.ceil(needed) > counted:
        return _("A fall of {fall} takes {n:|# hour|# hours} of blocks to show, not {counted:.0f}")
    return _("A fall of {fall} shows within {n:|# hour|# hours} of blocks")


def _share(size: float) -> str:
    """A fall in per cent; a small one with a decimal, so that its half and double differ."""
    return number(size, ".0%" if abs(size) >= SMALL else ".1%")
