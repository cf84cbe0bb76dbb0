"""The chart of a country's mining after the Cambridge map ends: share and hash rate, every estimate."""

from typing import NamedTuple

import altair as alt
import pandas as pd

from qantar.chapters.mining import estimates
from qantar.chapters.shared.charts.words import month_name
from qantar.charting import marks, theme
from qantar.charting.events import Event, with_events
from qantar.charting.overhang import text_width
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _, told
from qantar.report.sentences import day, number

HEIGHT = 185
# Room for words right of the last estimate and left of the first month.
ROOM_RIGHT, ROOM_LEFT = pd.DateOffset(months=10), pd.DateOffset(months=4)
EVENTS = ("china-ban", "blackout-2022", "cut-2022", "law-2023")
# The picture is wide enough for names beside the numbers.
_WIDE = f"{theme.ROOM} > 480"
_WIDE_GAP = 5  # px
_CLOSE_DAYS = 150


class Panel(NamedTuple):
    """One of the chart's two measures: its columns' name and unit, and the format of its axis."""

    measure: str
    unit: str
    form: str

    @property
    def low(self) -> str:
        return f"{self.measure}_low{self.unit}"

    @property
    def high(self) -> str:
        return f"{self.measure}_high{self.unit}"


SHARE, HASHRATE = Panel("share", "", theme.SHARE), Panel("hashrate", "_ehs", ".0f")


def _heading(panel: Panel) -> str:
    return _("Share") if panel.measure == "share" else _("Hash rate, EH/s")


def _kinds() -> dict[str, tuple[str, str]]:
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


def _short_names() -> dict[str, str]:
    return {
        "heatmap": _("heatmap"),
        "association": _("association"),
        "analyst": _("analyst"),
        "survey": _("survey"),
        "firm": _("one firm"),
        "receipts": _("fees paid"),
        "statistics": _("statistics"),
        "auctions": _("auctions"),
    }


# Where the words of a kind stand beside its last mark: align, baseline, dx, dy, by measure.
_SIDES = {
    "heatmap": {"share": ("center", "bottom", 0, -9), "hashrate": ("right", "middle", -9, 0)},
    "association": {"share": ("left", "middle", 9, 4)},
    "firm": {"hashrate": ("right", "middle", -9, 0)},
    "receipts": {"share": ("center", "bottom", 0, -8), "hashrate": ("center", "bottom", 0, -8)},
    "statistics": {"hashrate": ("right", "bottom", -4, -8)},
}
_BESIDE = ("left", "middle", 9, 0)


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
        raise NoData(
            told(_("No map and no later estimate of mining names {country}."), country=country)
        )
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


def _event(row: object) -> Event:
    """A row of the policy table as an event; a span shows its first and last month."""
    if pd.isna(row.until) or row.topic == "internet":
        form = "%b %Y" if row.policy == "law-2023" else "%-d %b %Y"
        return Event(row.date, row.date.strftime(form), row.label)
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
        kind=points["kind"].map({one: name for one, (name, _s) in _kinds().items()})
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
    top = 1.12 * max([*line[panel.high], *points[panel.high], 0.0])
    y = alt.Y(
        f"{panel.high}:Q",
        title=_heading(panel),
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(format=panel.form, tickCount=5, titleFontWeight="bold", titleY=-14),
    )
    shapes = {name: shape for name, shape in _kinds().values()}
    present = points["kind"].unique()
    used = {_kinds()[kind][0]: _kinds()[kind][1] for kind in _kinds() if kind in present}
    named = points.assign(
        name=points["kind"].map({one: name for one, (name, _s) in _kinds().items()}),
        sure=~points["on_map"],
    )
    ends = pd.concat([named, named[named[panel.low] < named[panel.high]].assign(
        **{panel.high: lambda rows: rows[panel.low]})])  # fmt: skip
    layers = [
        alt.Chart(line).mark_line(strokeWidth=2.75).encode(x=x, y=y, tooltip=_line_tooltip(panel)),
        alt.Chart(named)
        .mark_rule(color=theme.HERO, strokeWidth=3)
        .encode(x=x, y=y, y2=f"{panel.low}:Q"),
        _marks(ends, panel, used or shapes).encode(x=x, y=y),
        *_map_words(line, panel),
        *_words(_labels(points, panel), panel),
    ]
    return alt.layer(*layers)


def _iso(moment: pd.Timestamp) -> dict[str, int]:
    return alt.DateTime(year=moment.year, month=moment.month, date=moment.day)


def _marks(ends: pd.DataFrame, panel: Panel, shapes: dict[str, str]) -> alt.Chart:
    """A mark at each value, or at both ends of a range, shaped by its kind; open on the map."""
    kinds = alt.Scale(domain=list(shapes), range=list(shapes.values()))
    columns = alt.ExprRef(f"max(1, floor({theme.ROOM} / 215))")
    return marks.points(ends, "date", panel.high, sure="sure", shape="name", shapes=shapes).encode(
        shape=alt.Shape("name:N", scale=kinds, legend=alt.Legend(columns=columns)),
        tooltip=[
            alt.Tooltip("date:T", title=_("Date"), format=theme.MONTH),
            alt.Tooltip("publisher:N", title=_("Publisher")),
            alt.Tooltip("counts:N", title=_("What it counts")),
            alt.Tooltip(f"{panel.high}:Q", title=_heading(panel), format=_fine(panel)),
        ],
    )


def _fine(panel: Panel) -> str:
    return theme.SHARE_FINE if panel.measure == "share" else theme.DECIMAL


def _line_tooltip(panel: Panel) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("date:T", title=_("Month"), format=theme.MONTH),
        alt.Tooltip(f"{panel.high}:Q", title=_heading(panel), format=_fine(panel)),
    ]


def _map_words(line: pd.DataFrame, panel: Panel) -> list[alt.Chart]:
    """Dots and numbers at the line's peak and end."""
    if line.empty:
        return []
    peak, last = line.loc[line[panel.high].idxmax()], line.iloc[-1]
    rows = [(peak, "right", -9)] if peak["date"] != last["date"] else []
    drawn = []
    for row, align, dx in (*rows, (last, "left", 9)):
        value, month = row[panel.high], row["date"].strftime("%b %Y")
        words = f"{number(value, '.1%' if panel.measure == 'share' else '.0f')} {month}"
        frame = pd.DataFrame({"date": [row["date"]], panel.high: [value], "words": [words]})
        base = alt.Chart(frame).encode(x="date:T", y=f"{panel.high}:Q")
        drawn.append(base.mark_point(filled=True, size=50, stroke=theme.PAPER, strokeWidth=1.5))
        drawn += marks.rimmed(
            base.encode(text="words:N"), theme.HERO, align=align, baseline="middle", dx=dx
        )
    return drawn


def _labels(points: pd.DataFrame, panel: Panel) -> pd.DataFrame:
    """The words beside later estimates: date, y, words, name, align, baseline, dx, dy, wide.

    Floors of one kind share one label. In shares, floors after the fees paid lie on top of each
    other at the axis and share a single one, which a phone has no room for (`wide`).
    """
    rows = []
    crowd = points["floor"] & (points["kind"] != "receipts") & (panel.measure == "share")
    for kind, same in points[~crowd].groupby("kind", sort=False):
        groups = [same] if same["floor"].all() else [same.loc[[one]] for one in _apart(same)]
        for group in groups:
            rows.append(_label(group, panel, str(kind), _short_names()[str(kind)]))
    if crowd.sum() == 1:
        kind = points.loc[crowd, "kind"].iloc[0]
        rows.append(_label(points[crowd], panel, kind, _short_names()[kind]))
    elif crowd.any():
        group = points[crowd].sort_values("date")
        words = _numbers(group, panel, floor=False)
        at = group["date"].iloc[-1], group[panel.high].max()
        rows.append((*at, words, _("floors"), "center", "bottom", 0, -9, True))
    columns = ["date", panel.high, "words", "name", "align", "baseline", "dx", "dy", "wide"]
    return pd.DataFrame(rows, columns=columns)


def _apart(same: pd.DataFrame) -> list[int]:
    """The rows of one kind that get words: not those that the next one follows within months."""
    wait = -same["date"].diff(-1).dt.days
    return [index for index in same.index if not wait[index] < _CLOSE_DAYS]


def _label(group: pd.DataFrame, panel: Panel, kind: str, name: str) -> tuple:
    last = group.loc[group["date"].idxmax()]
    side = _SIDES.get(kind, {}).get(panel.measure, _BESIDE)
    words = _numbers(group, panel, floor=bool(last["floor"]))
    return (last["date"], last[panel.high], words, name, *side, False)


def _numbers(group: pd.DataFrame, panel: Panel, *, floor: bool) -> str:
    """``6 %``, ``1.1–7.5``, or ``≥ 7`` for a floor that is one number."""
    share = panel.measure == "share"
    ends = [group[panel.low].min(), group[panel.high].max()]
    low, high = (_short(100 * end if share else end) for end in ends)
    words = low if low == high else f"{low}–{high}"
    shown = f"{words}\u202f%" if share else words
    return _("≥ {number}").format(number=shown) if floor and low == high else shown


def _short(value: float) -> str:
    """``11``, ``2.5``, ``7``: one decimal below ten, where it is no zero."""
    return number(value, ".0f") if value >= 9.95 else number(value, ".1f").removesuffix(".0")


def _words(labels: pd.DataFrame, panel: Panel) -> list[alt.Chart]:
    """Bold number and normal name of each label; on a phone the number alone."""
    drawn = []
    for (align, baseline, dx, dy), rows in labels.groupby(["align", "baseline", "dx", "dy"]):
        numbers = [_width(text) for text in rows["words"]]
        names = [text_width(f" {text}", theme.FONT_SIZE) for text in rows["name"]]
        frame = rows.assign(number_width=numbers, name_width=names)
        number_dx, name_dx = {
            "left": (f"{dx}", f"{dx} + datum.number_width + {_WIDE_GAP - 1}"),
            "right": (f"{dx} - ({_WIDE} ? datum.name_width : 0)", f"{dx}"),
            "center": (f"{dx} - ({_WIDE} ? datum.name_width / 2 : 0)",
                       f"{dx} + datum.number_width / 2"),
        }[align]  # fmt: skip
        base = alt.Chart(frame).encode(x="date:T", y=f"{panel.high}:Q")
        look = {"align": align, "baseline": baseline, "dy": dy}
        shown = {"expr": f"{_WIDE} || !datum.wide ? 1 : 0"}
        drawn += marks.rimmed(
            base.encode(text="words:N"),
            theme.TEXT,
            "bold",
            dx={"expr": number_dx},
            opacity=shown,
            **look,
        )
        shown = {"expr": f"{_WIDE} ? 1 : 0"}
        drawn += marks.rimmed(
            base.encode(text="name:N"), theme.TEXT, dx={"expr": name_dx}, opacity=shown, **look
        )
    return drawn


def _width(words: str) -> float:
    """The width of a bold number [px]; the sign of a floor is as wide as an equals sign."""
    return text_width(words.replace("≥", "=").replace("\u202f", " "), theme.FONT_SIZE, bold=True)


def _title(own: pd.DataFrame, points: pd.DataFrame, left: pd.DataFrame, country: str) -> str:
    if estimates.collapsed(left):
        return told(
            _("{country}'s share of bitcoin mining collapsed; its hash rate fell by far less"),
            country=country,
        )
    if own.empty:
        return told(
            _unmapped(points), country=country, number=_numbers(points, HASHRATE, floor=False)
        )
    recent = estimates.latest(points)
    if recent.empty:
        return told(
            _("{country} had {share} of the world's hash rate when the map ended"),
            country=country,
            share=number(own["share"].iloc[-1], ".1%"),
        )
    return told(
        _("{country} had {then} of the world's hash rate when the map ended, {now} by {month}"),
        country=country,
        then=number(own["share"].iloc[-1], ".0%"),
        now=number(recent["share_high"].iloc[-1], ".0%"),
        month=month_name(recent["date"].iloc[-1]),
    )


def _unmapped(points: pd.DataFrame) -> str:
    """The title's template for a country that only later counts name."""
    if points["floor"].all():
        return _("The map does not name {country}; it mined at least {number} EH/s later")
    return _("The map does not name {country}; it mined {number} EH/s by later counts")


def _measure(own: pd.DataFrame, points: pd.DataFrame) -> str:
    months = pd.concat([own["month"], points["date"]])
    if points.empty:
        words = _(
            "Share of the world's hash rate, and hash rate in exahashes a second, {first} to "
            "{last}, by the Cambridge map. No later count names the country."
        )
    elif own.empty:
        words = _(
            "Share of the world's hash rate, and hash rate in exahashes a second, {last}. Each mark "
            "is one count; no two count the same."
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
    later = "; ".join(
        each.format(
            date=month_name(row["date"]),
            publisher=row["publisher"],
            share=_numbers(points.loc[[index]], SHARE, floor=bool(row["floor"])),
            hashrate=_numbers(points.loc[[index]], HASHRATE, floor=bool(row["floor"])),
        )
        for index, row in points.iterrows()
    )
    if own.empty:
        return told(
            _("The map does not name {country}. Later: {later}."), country=country, later=later
        )
    peak, last = own.loc[own["share"].idxmax()], own.iloc[-1]
    return told(
        _(
            "Two panels on one axis of time. The map's line for {country} rises to {peak} or "
            "{peak_ehs} EH/s in {when} and ends in {end} at {share} or {ehs} EH/s. Later counts: "
            "{later}."
        ),
        country=country,
        peak=number(peak["share"], ".1%"),
        peak_ehs=number(peak["hashrate_ehs"], ".0f"),
        when=month_name(peak["month"]),
        end=month_name(last["month"]),
        share=number(last["share"], ".1%"),
        ehs=number(last["hashrate_ehs"], ".0f"),
        later=later or _("none"),
    )
