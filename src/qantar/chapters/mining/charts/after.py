"""The chart of a country's mining before and after the Cambridge map ends, with every estimate."""

from typing import Any

import altair as alt
import pandas as pd

from qantar.chapters.mining import estimates
from qantar.chapters.mining.charts import after_labels
from qantar.chapters.mining.charts.after_labels import HASHRATE, KINDS, SHARE, Panel
from qantar.chapters.mining.words import range_words
from qantar.chapters.shared.charts.words import month_name
from qantar.charting import Chart, NoData, chart, colours, marks, style
from qantar.charting.events import Event, with_events
from qantar.common.dates import dated
from qantar.common.text import _, clauses
from qantar.report.sentences import number, shown

HEIGHT = 185
COLUMN = 215  # px of a column of the legend
# Room for words right of the last estimate and left of the first month.
ROOM_RIGHT, ROOM_LEFT = pd.DateOffset(months=10), pd.DateOffset(months=4)
EVENTS = ("china-ban", "ration-2021", "blackout-2022", "cut-2022", "law-2023")


def _heading(panel: Panel) -> str:
    return _("Share") if panel.measure == "share" else _("Hash rate, EH/s")


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
    if own.empty and points.empty:
        raise NoData(_("No map and no later count of mining names {country}."), country=country)
    if own.empty:
        message = _("The Cambridge map does not name {country}; the table of later estimates does.")
        raise NoData(message, country=country)
    points["name"] = points["kind"].map({kind: shown.name for kind, shown in KINDS.items()})
    dates = pd.concat([own["month"], points["date"]])
    domain = dates.min() - ROOM_LEFT, dates.max() + ROOM_RIGHT
    marked = policy[policy["policy"].isin(EVENTS) & policy["date"].between(*domain)]
    events = [_event(row) for row in marked.itertuples()]
    panels = [_panel(own, points, panel, domain) for panel in (SHARE, HASHRATE)]
    drawn = [
        with_events(panel, events, domain, height=HEIGHT, labels=place == 0)
        for place, panel in enumerate(panels)
    ]
    recent = estimates.latest(points)
    shared = alt.ScaleResolveMap(shape="shared")
    return Chart(
        altair=alt.vconcat(*drawn, spacing=34, resolve=alt.Resolve(scale=shared)),
        data=_data(own, points),
        title=_title(estimates.left_of_peak(own, later), recent),
        measure=_(
            "Share of the world's hash rate, and hash rate in exahashes a second, {first} to "
            "{last}, by the Cambridge map. No later count names the country."
        )
        if points.empty
        else _(
            "Share of the world's hash rate, and hash rate in exahashes a second, {first} to "
            "{last}. Line: Cambridge map. Marks: later counts of different things; a bar is a "
            "range, an open mark rests on the map."
        ),
        description=_(
            "Two panels on one axis of time. The map's line for {country} rises to {peak} or "
            "{peak_ehs} EH/s in {when} and ends in {end} at {share} or {ehs} EH/s. Later counts: "
            "{later}."
        )
        if own["share"].idxmax() != own.index[-1]
        else _(
            "Two panels on one axis of time. The map's line for {country} ends at its highest, "
            "{share} or {ehs} EH/s in {end}. Later counts: {later}."
        ),
        words={"country": country, **_words(own, points, recent)},
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
    named = points.assign(kind=points["name"])
    columns = ["date", "kind", "publisher", *ends, "floor", "on_map"]
    return pd.concat([months[columns], named[columns]], ignore_index=True)


def _panel(
    own: pd.DataFrame, points: pd.DataFrame, panel: Panel, domain: tuple[pd.Timestamp, pd.Timestamp]
) -> alt.LayerChart:
    """The map's line and the later estimates in one measure."""
    ends = [alt.DateTime(year=one.year, month=one.month, date=one.day) for one in domain]
    scale = alt.Scale(domain=ends, nice=False)
    x = alt.X("date:T", title=None, axis=marks.time_axis(*domain), scale=scale)
    names = {"month": "date", "share": "share_high", "hashrate_ehs": "hashrate_high_ehs"}
    line = own.rename(columns=names)[["date", panel.high]]
    top = 1.12 * max([*line[panel.high], *points[panel.high]])
    scale = alt.Scale(domain=[0, top], nice=False)
    axis = alt.Axis(format=panel.form, tickCount=5, titleFontWeight="bold", titleY=-14)
    y = alt.Y(f"{panel.high}:Q", title=_heading(panel), scale=scale, axis=axis)
    labels = {"date": _("Month"), panel.high: _heading(panel)}
    tooltip = marks.tooltip(line, {"date": style.MONTH, panel.high: panel.fine}, labels)
    base = alt.Chart(line).mark_line(strokeWidth=2.75)
    layers = [base.encode(x=x, y=y, tooltip=tooltip), *after_labels.map_words(line, panel)]
    if len(points):
        layers += [*_marks(points, panel, x, y), *after_labels.label_marks(points, panel)]
    return alt.layer(*layers)


def _marks(points: pd.DataFrame, panel: Panel, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """A mark at each value, or at both ends of a range, shaped by its kind; open on the map."""
    named = points.assign(sure=~points["on_map"])
    ranges = named[named[panel.low] < named[panel.high]]
    ends = pd.concat([named, ranges.assign(**{panel.high: ranges[panel.low]})])
    present = set(points["kind"])
    shapes = {shown.name: shown.shape for kind, shown in KINDS.items() if kind in present}
    scale = alt.Scale(domain=list(shapes), range=list(shapes.values()))
    labels = {
        "date": _("Date"),
        "publisher": _("Publisher"),
        "counts": _("What it counts"),
        panel.high: _heading(panel),
    }
    formats = {"date": style.MONTH, "publisher": "", "counts": "", panel.high: panel.fine}
    columns = style.legend_columns(shapes, COLUMN)
    dots = marks.points(ends, "date", panel.high, sure="sure")
    bars = alt.Chart(named).mark_rule(color=colours.HERO, strokeWidth=3)
    shape = alt.Shape("name:N", scale=scale, legend=alt.Legend(columns=columns))
    tips = marks.tooltip(ends, formats, labels)
    return [
        bars.encode(x=x, y=y, y2=f"{panel.low}:Q"),
        dots.encode(x=x, y=y, shape=shape, tooltip=tips),
    ]


def _title(left: pd.DataFrame, recent: pd.DataFrame) -> str:
    if estimates.collapsed(left):
        return _(
            "{country}'s share of bitcoin mining collapsed; its computing power fell less, if the "
            "map was right"
        )
    if recent.empty:
        return _("{country} had {share} of the world's hash rate when the map ended")
    return _("{country} had {then} of the world's hash rate when the map ended, {now} by {month}")


def _words(own: pd.DataFrame, points: pd.DataFrame, recent: pd.DataFrame) -> dict[str, str]:
    """What title, measure and description say of the map's line and the later estimates."""
    dates = pd.concat([own["month"], points["date"]])
    peak, last = own.loc[own["share"].idxmax()], own.iloc[-1]
    words = {
        "first": month_name(dates.min()),
        "last": month_name(dates.max()),
        "peak": number(peak["share"], ".1%"),
        "peak_ehs": shown(peak["hashrate_ehs"], "significant"),
        "when": month_name(peak["month"]),
        "end": month_name(last["month"]),
        "share": number(last["share"], ".1%"),
        "then": number(last["share"], ".0%"),
        "ehs": shown(last["hashrate_ehs"], "significant"),
        "later": clauses(_estimate(row) for _index, row in points.iterrows()) or _("none"),
    }
    if len(recent):
        now = recent.iloc[-1]
        words |= {"now": number(now["share_high"], ".0%"), "month": month_name(now["date"])}
    return words


def _estimate(row: pd.Series) -> str:
    """A later estimate in words."""
    floor = bool(row["floor"])
    share = range_words(row["share_low"], row["share_high"], floor=floor, share=True)
    hashrate = range_words(row["hashrate_low_ehs"], row["hashrate_high_ehs"], floor=floor)
    return _("{date}, {publisher}: {share} of the world, {hashrate} EH/s").format(
        date=month_name(row["date"]), publisher=row["publisher"], share=share, hashrate=hashrate
    )
