"""Charts of who mined where: shares by country, one country alone, the migration of 2021."""

import altair as alt
import numpy as np
import pandas as pd

from qantar.chapters.shared.charts.words import group_colours, month_name
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _, told
from qantar.report.sentences import number

LABEL_GAP = 0.065
# Least distance between the words of reported shares, and room for the last of them at the right.
REPORT_GAP = 0.022
ROOM_FOR_WORDS = pd.DateOffset(months=18)


@chart(tables=("mining_share", "network_daily"))
def shares(frame: pd.DataFrame, *, country: str) -> Chart:
    """Share of the global hash rate by country, stacked. frame: month, country, iso3, share,
    hashrate_ehs.
    """
    order = frame.groupby("country")["share"].mean().sort_values(ascending=False).index.tolist()
    order.sort(key=lambda name: frame.loc[frame["country"] == name, "iso3"].isna().all())
    drawn = frame.assign(
        place=frame["country"].map({name: place for place, name in enumerate(order)})
    )
    colour = group_colours(frame)
    x = alt.X("month:T", axis=theme.time_axis())
    areas = (
        alt.Chart(drawn)
        .mark_area(stroke=theme.PAPER, strokeWidth=theme.AREA_OUTLINE)
        .encode(
            x=x,
            y=alt.Y(
                "share:Q",
                title=_("Share of the global hash rate"),
                axis=alt.Axis(format=theme.SHARE),
                scale=alt.Scale(domain=[0, 1], nice=False),
            ),
            color=alt.Color("country:N", scale=colour, legend=None),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("month:T", title=_("Month"), format=theme.MONTH),
                alt.Tooltip("country:N", title=_("Country")),
                alt.Tooltip("share:Q", title=_("Share"), format=theme.SHARE_FINE),
                alt.Tooltip("hashrate_ehs:Q", title=_("Implied EH/s"), format=theme.DECIMAL),
            ],
        )
    )
    last = drawn[drawn["month"] == drawn["month"].max()].sort_values("place")
    middle = last.assign(
        middle=last["share"].cumsum() - last["share"] / 2,
        label=[
            f"{name} {number(share, '.0%')}"
            for name, share in zip(last["country"], last["share"], strict=True)
        ],
    )
    labels = theme.end_labels(
        middle, "month", "middle", "country", colour, gap=LABEL_GAP, label="label"
    )
    first = drawn[drawn["month"] == drawn["month"].min()]
    top_first, top_last = (rows.loc[rows["share"].idxmax()] for rows in (first, last))
    return Chart(
        altair=alt.layer(areas, labels).properties(height=theme.HEIGHT),
        data=frame,
        **_shares_words(top_first, top_last, order, middle),
        labels={
            "month": _("Month"),
            "country": _("Country"),
            "iso3": _("Code"),
            "share": _("Share"),
            "hashrate_ehs": _("Implied hash rate (EH/s)"),
        },
    )


def _shares_words(
    top_first: pd.Series, top_last: pd.Series, order: list[str], middle: pd.DataFrame
) -> dict[str, str]:
    """Title and description of `shares`."""
    return {
        "title": _(
            "{old} had {old_share} of the hash rate in {first}; {new} had {new_share} in {last}"
        ).format(
            old=top_first["country"],
            old_share=number(top_first["share"], ".0%"),
            first=month_name(top_first["month"]),
            new=top_last["country"],
            new_share=number(top_last["share"], ".0%"),
            last=month_name(top_last["month"]),
        ),
        "description": _(
            "Stacked areas by month from {first} to {last}: share of the global bitcoin hash rate "
            "of {names}, from the addresses that pools saw. In the last month: {values}. China's "
            "zero in July and August 2021 is what the pools reported."
        ).format(
            first=month_name(top_first["month"]),
            last=month_name(top_last["month"]),
            names=", ".join(order),
            values=", ".join(middle["label"]),
        ),
    }


@chart(tables=("mining_share", "network_daily", "mining_reported"))
def own_share(own: pd.DataFrame, reported: pd.DataFrame, *, country: str) -> Chart:
    """One country's share and implied hash rate, and later reported shares as points.

    own: month, share, hashrate_ehs; reported: date, as_of, share, hashrate_ehs, reporter,
    confidence.
    """
    if own.empty:
        raise NoData(
            _("The mining map does not name {country}: it has no share of its own.").format(
                country=country
            )
        )
    points = reported.assign(
        label=[
            _("{share} ({when})").format(share=number(share, ".1%"), when=when)
            for share, when in zip(reported["share"], reported["as_of"], strict=True)
        ]
    )
    points = points.sort_values("share").assign(
        label_y=lambda rows: theme.spread(rows["share"].tolist(), REPORT_GAP)
    )
    last = points["date"].max() + ROOM_FOR_WORDS if len(points) else own["month"].max()
    x = alt.Scale(domain=[_day(own["month"].min()), _day(max(own["month"].max(), last))])
    parts = [
        _own_panel(
            own, points, x, "share", _("Share of the global hash rate"), theme.SHARE, words=True
        ),
        _own_panel(
            own, points, x, "hashrate_ehs", _("Implied hash rate (EH/s)"), theme.COUNT, words=False
        ),
    ]
    top = own.loc[own["share"].idxmax()]
    later = ", ".join(f"{row.label}, {row.reporter}" for row in points.itertuples()) or _("none")
    tidy = pd.concat(
        [
            own.rename(columns={"month": "date"}).assign(source=_("map")),
            points.assign(source=points["reporter"]),
        ]
    )[["date", "source", "share", "hashrate_ehs"]]
    return Chart(
        altair=alt.vconcat(*parts),
        data=tidy,
        **_own_share_words(country, top, later, own),
        labels={
            "date": _("Date"),
            "source": _("Source"),
            "share": _("Share"),
            "hashrate_ehs": _("Implied hash rate (EH/s)"),
        },
    )


def _own_share_words(country: str, top: pd.Series, later: str, own: pd.DataFrame) -> dict[str, str]:
    """Title and description of `own_share`."""
    return {
        "title": _(
            "{country}: {share} of the global hash rate in its highest month, {month}"
        ).format(
            country=country, share=number(top["share"], ".1%"), month=month_name(top["month"])
        ),
        "description": told(
            _(
                "Two panels on one time axis. Lines: {country}'s share of the global hash rate by "
                "month and the hash rate it implies, {first} to {last}, from {low} to {high}. "
                "Points, not joined: shares that texts reported later ({later})."
            ),
            country=country,
            first=month_name(own["month"].min()),
            last=month_name(own["month"].max()),
            low=number(own["share"].min(), ".1%"),
            high=number(own["share"].max(), ".1%"),
            later=later,
        ),
    }


def _own_panel(
    own: pd.DataFrame,
    points: pd.DataFrame,
    x: alt.Scale,
    column: str,
    title: str,
    form: str,
    *,
    words: bool,
) -> alt.LayerChart:
    y = alt.Y(f"{column}:Q", title=title, axis=alt.Axis(format=form, tickCount=4))
    fine = theme.SHARE_FINE if column == "share" else theme.DECIMAL
    line = (
        alt.Chart(own)
        .mark_line()
        .encode(
            x=alt.X("month:T", axis=theme.time_axis(theme.YEAR, tickCount="year"), scale=x),
            y=y,
            tooltip=[
                alt.Tooltip("month:T", title=_("Month"), format=theme.MONTH),
                alt.Tooltip(f"{column}:Q", title=title, format=fine),
            ],
        )
    )
    if points.empty:
        return alt.layer(line).properties(height=theme.HEIGHT_SMALL)
    marks = alt.Chart(points).encode(x=alt.X("date:T", scale=x), y=y)
    shapes = marks.mark_point(shape="diamond", size=80, filled=True).encode(
        tooltip=[
            alt.Tooltip("as_of:N", title=_("As of")),
            alt.Tooltip(f"{column}:Q", title=title, format=fine),
            alt.Tooltip("reporter:N", title=_("Reported by")),
            alt.Tooltip("confidence:N", title=_("Confidence")),
        ]
    )
    layers = [line, shapes]
    if words:
        layers.append(marks.mark_text(align="left", dx=8).encode(y="label_y:Q", text="label:N"))
    return alt.layer(*layers).properties(height=theme.HEIGHT_SMALL)


def _day(moment: pd.Timestamp) -> alt.DateTime:
    """A day as a limit of a time axis."""
    return alt.DateTime(year=moment.year, month=moment.month, date=moment.day)


@chart(tables=("mining_share", "network_daily"))
def migration(frame: pd.DataFrame, *, before: str, after: str) -> Chart:
    """Implied hash rate by country in two months. frame: country, iso3, before_ehs, after_ehs,
    change_ehs.
    """
    if frame.empty:
        raise NoData(
            _("The mining map holds no month {before} or {after}.").format(
                before=before, after=after
            )
        )
    first, last = (month_name(pd.Timestamp(f"{month}-01")) for month in (before, after))
    order = frame["country"].tolist()
    y = alt.Y("country:N", sort=order, title=None, axis=alt.Axis(labelLimit=110, labelPadding=10))
    scale = alt.Scale(
        domain=[0, float(np.ceil(frame[["before_ehs", "after_ehs"]].to_numpy().max() * 1.3))],
        nice=False,
    )
    base = alt.Chart(frame).encode(y=y)
    title = _("Implied hash rate (EH/s)")
    tooltip = [
        alt.Tooltip("country:N", title=_("Country")),
        alt.Tooltip("before_ehs:Q", title=first, format=theme.DECIMAL),
        alt.Tooltip("after_ehs:Q", title=last, format=theme.DECIMAL),
        alt.Tooltip("change_ehs:Q", title=_("Change"), format="+,.1f"),
    ]
    colour = alt.condition("datum.change_ehs < 0", alt.value(theme.ACCENT), alt.value(theme.HERO))
    lines = base.mark_rule(strokeWidth=2).encode(
        x=alt.X(
            "before_ehs:Q", title=title, scale=scale, axis=alt.Axis(format=theme.COUNT, tickCount=5)
        ),
        x2="after_ehs:Q",
        color=colour,
        tooltip=tooltip,
    )
    start = base.mark_point(filled=False, size=50, fill=theme.PAPER).encode(
        x="before_ehs:Q", color=colour, tooltip=tooltip
    )
    end = base.mark_point(size=70).encode(x="after_ehs:Q", color=colour, tooltip=tooltip)
    right = base.transform_calculate(
        edge="max(datum.before_ehs, datum.after_ehs)", label="format(datum.change_ehs, '+,.1f')"
    ).mark_text(align="left", dx=9)
    words = right.encode(x="edge:Q", text="label:N")
    gain, loss = frame.iloc[0], frame.iloc[-1]
    return Chart(
        altair=alt.layer(lines, start, end, words).properties(height=alt.Step(theme.ROW)),
        data=frame,
        **_migration_words(first, last, loss, gain, frame),
        labels={
            "country": _("Country"),
            "iso3": _("Code"),
            "before_ehs": _("Before (EH/s)"),
            "after_ehs": _("After (EH/s)"),
            "change_ehs": _("Change (EH/s)"),
        },
    )


def _migration_words(
    first: str, last: str, loss: pd.Series, gain: pd.Series, frame: pd.DataFrame
) -> dict[str, str]:
    """Title and description of `migration`."""
    return {
        "title": _("{first} to {last}: {loser} lost {loss} EH/s, {winner} gained {gain}").format(
            first=first,
            last=last,
            loser=loss["country"],
            loss=number(-loss["change_ehs"], ".0f"),
            winner=gain["country"],
            gain=number(gain["change_ehs"], ".0f"),
        ),
        "description": _(
            "One row per country: an open point for its implied hash rate in {first}, a filled "
            "one for {last}, joined by a line, the change in EH/s beside it. {values}. Machines "
            "that stood still on the way count in neither month."
        ).format(
            first=first,
            last=last,
            values="; ".join(
                f"{row.country} {number(row.change_ehs, '+.1f')}" for row in frame.itertuples()
            ),
        ),
    }
