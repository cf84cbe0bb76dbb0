"""The chart of a country's mining before and after the Cambridge map ends, with every estimate."""

from typing import Any

import altair as alt
import pandas as pd

from qantar.chapters.mining import estimates
from qantar.chapters.mining.charts.after_labels import (
    HASHRATE,
    SHARE,
    WIDE,
    Panel,
    label_marks,
    number_words,
)
from qantar.chapters.shared.charts.words import month_name
from qantar.charting import Chart, NoData, chart, colours, marks, style
from qantar.charting.events import Event, with_events
from qantar.common.dates import dated
from qantar.common.text import _, clauses
from qantar.report.country_names import format_sentence
from qantar.report.sentences import number, shown

HEIGHT = 185
COLUMN = 215  # px of a column of the legend
# Room for words right of the last estimate and left of the first month.
ROOM_RIGHT, ROOM_LEFT = pd.DateOffset(months=10), pd.DateOffset(months=4)
EVENTS = ("china-ban", "blackout-2022", "cut-2022", "law-2023")


def _heading(panel: Panel) -> str:
    return _("Share") if panel.measure == "share" else _("Hash rate, EH/s")


def kinds() -> dict[str, tuple[str, str]]:
    """The reader's name and the shape of each kind of estimate."""
    return {
        "heatmap": (_("heatmap, Hashrate Index"), "square"),
        "association": (_("an association's word"), "diamond"),
        "analyst": (_("analyst, built on the map"), "triangle-right"),
        "survey": (_("survey, a floor"), "triangle-up"),
        "firm": (_("one firm, a floor"), "triangle-down"),
        "receipts": (_("fees paid, a floor"), "circle"),
        "statistics": (_("coins reported, a floor"), "cross"),
        "auctions": (_("power auctions, a floor"), "triangle-left"),
    }


@chart(tables=("mining_share", "network_daily", "network_power", "hash_rate_estimates",
               "mining_fees", "mining_policy"))  # fmt: skip
def hash_rate_after(
    own: pd.DataFrame, later: pd.DataFrame, policy: pd.DataFrame, *, country: str
) -> Chart:
    """Share and hash rate of one country: the map's line, then every later estimate with its kind.

    own: month, share, hashrate_ehs (mining_map.of_country); later: as from estimates.converted;
    policy: rows of table mining_policy that concern the country, of which some are marked.
    """
    points = later.dropna(subset=["hashrate_low_ehs"]).sort_values("date", ignore_index=True)
    if own.empty:
        raise NoData(format_sentence(_without_map(points), country=country))
    dates = pd.concat([own["month"], points["date"]])
    domain = dates.min() - ROOM_LEFT, dates.max() + ROOM_RIGHT
    marked = policy[policy["policy"].isin(EVENTS) & policy["date"].between(*domain)]
    events = [_event(row) for row in marked.itertuples()]
    drawn = [
        with_events(
            _panel(own, points, panel, domain),
            events,
            domain,
            height=HEIGHT,
            labels=panel.measure == "share",
        )
        for panel in (SHARE, HASHRATE)
    ]
    left = estimates.left_of_peak(own, later)
    return Chart(
        altair=alt.vconcat(*drawn, spacing=34).resolve_scale(shape="shared"),
        data=_data(own, points),
        title=_title(own, points, left, country),
        measure=_measure(own, points),
        description=_description(own, points, country),
        labels={
            "date": _("Date"),
            "kind": _("Kind"),
            "publisher": _("Publisher"),
            "share_low": _("Share, low"),
            "share_high": _("Share, high"),
            "hashrate_low_ehs": _("Hash rate, low (EH/s)"),
            "hashrate_high_ehs": _("Hash rate, high (EH/s)"),
            "floor": _("Floor"),
            "on_map": _("Rests on the map"),
        },
    )


def _event(row: Any) -> Event:
    """A row of the policy table as an event; a span shows its first and last month."""
    if pd.isna(row.until) or row.topic == "internet":
        form = "%Y" if row.policy == "law-2023" else _("%-d %b %Y")
        return Event(row.date, dated(row.date, form), row.label)
    return Event(row.date, str(row.date.year), row.label, row.until)


def _data(own: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """All that is drawn, the map's months first."""
    ends = {f"share_{end}": own["share"] for end in ("low", "high")}
    ends |= {f"hashrate_{end}_ehs": own["hashrate_ehs"] for end in ("low", "high")}
    months = pd.DataFrame({"date": own["month"], **ends})
    months = months.assign(
        kind=_("Cambridge map"), publisher=_("Cambridge"), floor=False, on_map=True
    )
    named = points.assign(
        kind=points["kind"].map({one: name for one, (name, _s) in kinds().items()})
    )
    columns = ["date", "kind", "publisher", *ends, "floor", "on_map"]
    return pd.concat([months[columns], named[columns]], ignore_index=True)


def _panel(
    own: pd.DataFrame, points: pd.DataFrame, panel: Panel, domain: tuple[pd.Timestamp, pd.Timestamp]
) -> alt.LayerChart:
    """The map's line and the later estimates in one measure."""
    x = alt.X(
        "date:T",
        title=None,
        axis=marks.time_axis(*domain),
        scale=alt.Scale(domain=[_iso(one) for one in domain], nice=False),
    )
    line = own.rename(columns={"month": "date", "hashrate_ehs": "hashrate_high_ehs"})
    line = line.rename(columns={"share": "share_high"})[["date", panel.high]]
    top = 1.12 * max([*line[panel.high], *points[panel.high]])
    y = alt.Y(
        f"{panel.high}:Q",
        title=_heading(panel),
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(format=panel.form, tickCount=5, titleFontWeight="bold", titleY=-14),
    )
    base = alt.Chart(line).mark_line(strokeWidth=2.75)
    layers = [base.encode(x=x, y=y, tooltip=_line_tooltip(panel)), *_map_words(line, panel)]
    if len(points):
        layers += [*_marks(points, panel, x, y), *label_marks(points, panel)]
    return alt.layer(*layers)


def _iso(moment: pd.Timestamp) -> dict[str, int]:
    return alt.DateTime(year=moment.year, month=moment.month, date=moment.day)


def _marks(points: pd.DataFrame, panel: Panel, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """A mark at each value, or at both ends of a range, shaped by its kind; open on the map."""
    named = points.assign(
        name=points["kind"].map({kind: name for kind, (name, _shape) in kinds().items()}),
        sure=~points["on_map"],
    )
    ranges = named[named[panel.low] < named[panel.high]]
    ends = pd.concat([named, ranges.assign(**{panel.high: ranges[panel.low]})])
    shapes = dict(words for kind, words in kinds().items() if kind in set(points["kind"]))
    scale = alt.Scale(domain=list(shapes), range=list(shapes.values()))
    legend = alt.Legend(columns=style.legend_columns(shapes, COLUMN))
    dots = marks.points(ends, "date", panel.high, sure="sure", shape="name", shapes=shapes)
    bars = alt.Chart(named).mark_rule(color=colours.HERO, strokeWidth=3)
    return [
        bars.encode(x=x, y=y, y2=f"{panel.low}:Q"),
        dots.encode(
            x=x,
            y=y,
            shape=alt.Shape("name:N", scale=scale, legend=legend),
            tooltip=[
                alt.Tooltip("date:T", title=_("Date"), format=style.MONTH),
                alt.Tooltip("publisher:N", title=_("Publisher")),
                alt.Tooltip("counts:N", title=_("What it counts")),
                alt.Tooltip(f"{panel.high}:Q", title=_heading(panel), format=_fine(panel)),
            ],
        ),
    ]


def _fine(panel: Panel) -> str:
    return style.SHARE_FINE if panel.measure == "share" else style.DECIMAL


def _line_tooltip(panel: Panel) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("date:T", title=_("Month"), format=style.MONTH),
        alt.Tooltip(f"{panel.high}:Q", title=_heading(panel), format=_fine(panel)),
    ]


def _map_words(line: pd.DataFrame, panel: Panel) -> list[alt.Chart]:
    """Dots and numbers at the line's peak and end."""
    peak, last = line.loc[line[panel.high].idxmax()], line.iloc[-1]
    # The peak's words stand above the line that leads up to it.
    rows = [(peak, "right", -9, -9)] if peak["date"] != last["date"] else []
    drawn = []
    for row, align, dx, dy in (*rows, (last, "left", 9, 0)):
        value, month = row[panel.high], dated(row["date"], _("%b %Y"))
        form = ".1%" if panel.measure == "share" else ".0f"
        shown = number(value, form)
        words = _("{value} {month}").format(value=shown, month=month)
        frame = pd.DataFrame(
            {"date": [row["date"]], panel.high: [value], "words": [words], "number": [shown]}
        )
        base = alt.Chart(frame).encode(x="date:T", y=f"{panel.high}:Q")
        drawn.append(base.mark_point(filled=True, size=50, stroke=colours.PAPER, strokeWidth=1.5))
        # A phone has no room for the month between the events.
        text = base.transform_calculate(shown=f"{WIDE} ? datum.words : datum.number")
        text = text.encode(text="shown:N")
        drawn += marks.rimmed(text, colours.HERO, align=align, baseline="middle", dx=dx, dy=dy)
    return drawn


def _title(own: pd.DataFrame, points: pd.DataFrame, left: pd.DataFrame, country: str) -> str:
    if estimates.collapsed(left):
        return format_sentence(
            _("{country}'s share of bitcoin mining collapsed; its hash rate fell by far less"),
            country=country,
        )
    recent = estimates.latest(points)
    if recent.empty:
        return format_sentence(
            _("{country} had {share} of the world's hash rate when the map ended"),
            country=country,
            share=number(own["share"].iloc[-1], ".1%"),
        )
    return format_sentence(
        _("{country} had {then} of the world's hash rate when the map ended, {now} by {month}"),
        country=country,
        then=number(own["share"].iloc[-1], ".0%"),
        now=number(recent["share_high"].iloc[-1], ".0%"),
        month=month_name(recent["date"].iloc[-1]),
    )


def _without_map(points: pd.DataFrame) -> str:
    """The note for a country that the map does not name."""
    if points.empty:
        return _("No map and no later count of mining names {country}.")
    return _("The Cambridge map does not name {country}; the table of later estimates does.")


def _measure(own: pd.DataFrame, points: pd.DataFrame) -> str:
    months = pd.concat([own["month"], points["date"]])
    if points.empty:
        words = _(
            "Share of the world's hash rate, and hash rate in exahashes a second, {first} to "
            "{last}, by the Cambridge map. No later count names the country."
        )
    else:
        words = _(
            "Share of the world's hash rate, and hash rate in exahashes a second, {first} to "
            "{last}. Line: Cambridge map. Marks: later counts, no two of which count the same; a "
            "bar is a range, an open mark rests on the map."
        )
    return words.format(first=month_name(months.min()), last=month_name(months.max()))


def _description(own: pd.DataFrame, points: pd.DataFrame, country: str) -> str:
    each = _("{date}, {publisher}: {share} of the world, {hashrate} EH/s")
    later = clauses(
        each.format(
            date=month_name(row["date"]),
            publisher=row["publisher"],
            share=number_words(points.loc[[index]], SHARE, floor=bool(row["floor"])),
            hashrate=number_words(points.loc[[index]], HASHRATE, floor=bool(row["floor"])),
        )
        for index, row in points.iterrows()
    )
    peak, last = own.loc[own["share"].idxmax()], own.iloc[-1]
    return format_sentence(
        _(
            "Two panels on one axis of time. The map's line for {country} rises to {peak} or "
            "{peak_ehs} EH/s in {when} and ends in {end} at {share} or {ehs} EH/s. Later counts: "
            "{later}."
        )
        if peak["month"] < last["month"]
        else _(
            "Two panels on one axis of time. The map's line for {country} ends at its highest, "
            "{share} or {ehs} EH/s in {end}. Later counts: {later}."
        ),
        country=country,
        peak=number(peak["share"], ".1%"),
        peak_ehs=shown(peak["hashrate_ehs"], "significant"),
        when=month_name(peak["month"]),
        end=month_name(last["month"]),
        share=number(last["share"], ".1%"),
        ehs=shown(last["hashrate_ehs"], "significant"),
        later=later or _("none"),
    )
