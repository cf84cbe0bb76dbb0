"""Charts of wealth shares: over time, and beside peers."""

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.words import group_names, group_scale, listed, percent
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _, told

GROUPS = ("top1", "top10", "bottom50")
PANEL = 130


@chart(tables=("wealth_shares",))
def shares_over_time(frame: pd.DataFrame, *, country: str) -> Chart:
    """Shares of wealth per year in three panels, with the peers' range as a band.

    frame: group, year, share, imputed, peers_low, peers_high, peers_n.
    """
    if frame.empty:
        raise NoData(told(_("The tables hold no wealth shares of {country}."), country=country))
    names = group_names()
    panels = [
        _share_panel(frame[frame["group"] == group].assign(name=names[group])) for group in GROUPS
    ]
    last = frame[frame["year"] == frame["year"].max()].set_index("group")
    first = frame[frame["year"] == frame["year"].min()].set_index("group")
    imputed = bool(frame["imputed"].any())
    return Chart(
        altair=alt.vconcat(*panels),
        data=frame,
        title=_("{country}, {year}: the richest 1 % own {share} of wealth{imputed}").format(
            country=country,
            year=last["year"].iloc[0],
            share=percent(last.loc["top1", "share"]),
            imputed=_(" (imputed)") if imputed else "",
        ),
        description=_("Three lines over time with peers' ranges as bands. {values}{note}").format(
            values=" ".join(
                _("{group}: {first} in {start}, {last} in {end}, peers {low} to {high}.").format(
                    group=names[group],
                    first=percent(first.loc[group, "share"]),
                    start=first.loc[group, "year"],
                    last=percent(last.loc[group, "share"]),
                    end=last.loc[group, "year"],
                    low=percent(last.loc[group, "peers_low"]),
                    high=percent(last.loc[group, "peers_high"]),
                )
                for group in GROUPS
            ),
            note=_(" Imputed values are dashed; they must not be read year by year.")
            if imputed
            else "",
        ),
        labels={
            "group": _("Group of adults"),
            "year": _("Year"),
            "share": _("Share of wealth"),
            "imputed": _("Imputed"),
            "peers_low": _("Least among peers"),
            "peers_high": _("Most among peers"),
            "peers_n": _("Peers"),
        },
    )


def _share_panel(rows: pd.DataFrame) -> alt.LayerChart:
    name = rows["name"].iloc[0]
    colour = alt.Color("name:N", scale=group_scale(GROUPS), legend=None)
    base = alt.Chart(rows).encode(
        x=alt.X("year:Q", axis=theme.year_axis(), scale=alt.Scale(nice=False)), color=colour
    )
    title = _("Share of wealth: {group}").format(group=name)
    y = alt.Y("share:Q", title=title, axis=alt.Axis(format=theme.SHARE, tickCount=4))
    band = base.mark_area(opacity=theme.BAND_OPACITY).encode(
        y=alt.Y("peers_low:Q", title=title), y2="peers_high:Q"
    )
    dash = alt.Scale(domain=[True, False], range=[theme.IMPUTED_DASH, [1, 0]])
    line = base.mark_line().encode(
        y=y, strokeDash=alt.StrokeDash("imputed:N", scale=dash, legend=None)
    )
    hover = base.mark_point(opacity=0, size=90).encode(
        y=y,
        tooltip=[
            alt.Tooltip("year:Q", title=_("Year"), format=theme.YEAR_NUMBER),
            alt.Tooltip("share:Q", title=name, format=theme.SHARE_FINE),
            alt.Tooltip("peers_low:Q", title=_("Peers, least"), format=theme.SHARE_FINE),
            alt.Tooltip("peers_high:Q", title=_("Peers, most"), format=theme.SHARE_FINE),
            alt.Tooltip("imputed:N", title=_("Imputed")),
        ],
    )
    return alt.layer(band, line, hover).properties(height=PANEL)


@chart(tables=("wealth_shares",))
def shares_of_peers(frame: pd.DataFrame, *, country: str, year: int) -> Chart:
    """Shares of wealth of a country and its peers in one year, with WID's score of each country's
    data.

    frame: iso3, name, own, group, share, imputed, quality.
    """
    if frame.empty or not frame["own"].any():
        message = _("The tables hold no wealth shares of {country} in {year}.")
        raise NoData(told(message, country=country, year=year))
    names = group_names()
    score = frame["quality"].astype("object").where(frame["quality"].notna(), _("none"))
    drawn = frame.assign(
        group_name=frame["group"].map(names),
        label=frame["name"] + " · " + score.astype("str"),
        how=frame["imputed"].map({True: _("imputed"), False: _("own sources")}),
    )
    order = drawn[drawn["group"] == "top1"].sort_values("share", ascending=False)["label"].tolist()
    title = [_("Share of wealth"), _("(beside names: data score, 5 = best)")]
    base = alt.Chart(drawn).encode(
        y=alt.Y("label:N", sort=order, title=None, axis=alt.Axis(minExtent=110)),
        x=alt.X("share:Q", title=title, axis=alt.Axis(format=theme.SHARE, grid=True)),
    )
    colours = group_scale(GROUPS)
    points = base.mark_point(filled=False, size=70, strokeWidth=2).encode(
        color=alt.Color("group_name:N", scale=colours, legend=alt.Legend(title=None, columns=1)),
        fill=alt.Fill("group_name:N", scale=colours, legend=None),
        shape=alt.Shape(
            "group_name:N",
            scale=alt.Scale(
                domain=[names[group] for group in GROUPS], range=["circle", "square", "triangle-up"]
            ),
        ),
        fillOpacity=alt.FillOpacity(
            "imputed:N", scale=alt.Scale(domain=[True, False], range=[0, 1]), legend=None
        ),
        tooltip=[
            alt.Tooltip("name:N", title=_("Country")),
            alt.Tooltip("group_name:N", title=_("Of")),
            alt.Tooltip("share:Q", title=_("Share of wealth"), format=theme.SHARE_FINE),
            alt.Tooltip("how:N", title=_("Wealth shares")),
            alt.Tooltip("quality:Q", title=_("Data score")),
        ],
    )
    row = alt.Chart(drawn[drawn["own"]].head(1)).mark_bar(
        color=theme.HERO, opacity=0.15, height=theme.ROW
    )
    stripe = row.encode(y=alt.Y("label:N", sort=order), x=alt.value(0), x2=alt.value("width"))
    return Chart(
        altair=alt.layer(stripe, points).properties(height=alt.Step(theme.ROW)),
        data=frame.drop(columns="own"),
        title=_peers_title(frame, country, year),
        description=_peers_description(frame, year),
        labels={
            "iso3": _("Code"),
            "name": _("Country"),
            "group": _("Group of adults"),
            "share": _("Share of wealth"),
            "imputed": _("Imputed"),
            "quality": _("WID's data score (0 to 5)"),
        },
    )


def _peers_title(frame: pd.DataFrame, country: str, year: int) -> str:
    top = frame[frame["group"] == "top1"].sort_values("share", ascending=False)
    place = top["own"].tolist().index(True) + 1
    return told(
        _("{year}: by the share of the richest 1 %, {country} ranks {place} of {n}"),
        year=year,
        country=country,
        place=place,
        n=len(top),
    )


def _peers_description(frame: pd.DataFrame, year: int) -> str:
    top = frame[frame["group"] == "top1"].sort_values("share", ascending=False)
    value = _("{name} {share}")
    return _(
        "Points for each country in {year}: shares of wealth of the richest 1 %, the richest 10 % "
        "and the poorer half; hollow where imputed. Richest 1 %: {values}. Imputed: {imputed}."
    ).format(
        year=year,
        values=listed(
            value.format(name=row.name_, share=percent(row.share))
            for row in top.rename(columns={"name": "name_"}).itertuples()
        ),
        imputed=listed(top.loc[top["imputed"], "name"]) or _("none"),
    )
