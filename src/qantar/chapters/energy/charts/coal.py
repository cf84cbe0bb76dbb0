"""Coal's share of electricity beside other countries, and as releases and officials count it."""

import altair as alt
import pandas as pd

from qantar.chapters.energy.electricity import COAL_FROM, LITTLE, change_since
from qantar.charting import Chart, NoData, chart, marks
from qantar.charting.colours import ACCENT, GREY_LINE, HERO, MUTED, PAPER, TEXT
from qantar.charting.style import HEIGHT, SHARE, SHARE_FINE, YEAR_NUMBER
from qantar.common.text import _, clauses
from qantar.data.country_names import format_sentence
from qantar.report import number

YEARS = 16  # that the releases are compared over
CLOSE = 0.06  # parts lost that differ by less are told as alike; one that is less, as hardly any


def _title(shares: pd.DataFrame, change: pd.DataFrame, country: str, world: str) -> str:
    """The finding: how coal's share changed, beside the peer that lost about the same part of it.

    shares: country, year, share; change: country, year, before, after, change, without countries
    that have no share of the first year.
    """
    rows = change.set_index("country")
    if country not in rows.index:
        last = shares[shares["country"] == country].nlargest(1, "year").iloc[0]
        words = _("Coal gave {country} {share} of its electricity in {year}")
        share = number(last["share"], SHARE)
        return format_sentence(words, country=country, share=share, year=last["year"])
    own, peer = rows.loc[country], None
    before, after = (number(own[end], SHARE) for end in ("before", "after"))
    if max(own["before"], own["after"]) < LITTLE:
        words = _("Coal gives {country} next to no electricity: {after} in {year}")
    elif before == after:
        words = _("In {country} coal's share of power is {after} in {year}, as in {since}")
    elif own["change"] >= 0:
        words = _(
            "In {country} coal's share of power rose from {before} in {since} to {after} in {year}"
        )
    elif own["change"] > -CLOSE * own["before"]:
        words = _(
            "In {country} coal's share of power hardly fell: from {before} in {since} to {after} "
            "in {year}"
        )
    elif (peer := _peer(rows, country, world)) is None:
        words = _(
            "In {country} coal's share of power fell from {before} in {since} to {after} in {year}"
        )
    else:
        words = _(
            "In {country} coal's share of power fell from {before} in {since} to {after} in "
            "{year}, like that of {peer}"
        )
    years = {"since": COAL_FROM, "year": int(own["year"])}
    return format_sentence(words, country=country, before=before, after=after, peer=peer, **years)


def _peer(rows: pd.DataFrame, country: str, world: str) -> str | None:
    """The country that lost about the same part of coal's share as `country`, if one did."""
    had = rows[rows["before"] >= LITTLE]
    lost = had["change"] / had["before"]
    gaps = (lost.drop([country, world], errors="ignore") - lost[country]).abs()
    return gaps.idxmin() if gaps.min() < CLOSE else None


def _measure(years: pd.Series) -> str:
    return _(
        "Coal's share of electricity generated, per cent, {first}–{last}. Grey: countries chosen "
        "for comparison."
    ).format(first=years.min(), last=years.max())


def _course(name: str, own: pd.DataFrame) -> str:
    """A country's share in the year that the title compares with, or its first, and in its last."""
    first, last = own[own["year"] >= min(COAL_FROM, own["year"].max())].iloc[[0, -1]].itertuples()
    return _("{country} {before} in {first}, {after} in {last}").format(
        country=name,
        before=number(first.share, SHARE),
        first=first.year,
        after=number(last.share, SHARE),
        last=last.year,
    )


@chart(tables=("electricity", "electricity_balance"))
def coal_share(shares: pd.DataFrame, *, country: str, world: str) -> Chart:
    """Coal's share by year. shares: iso3, country, year, share; `world`: the comparison's name."""
    if country not in set(shares["country"]):
        raise NoData(_("Coal's share is not held for {country}."), country=country)
    change = change_since(shares, COAL_FROM)
    names = shares.drop_duplicates("iso3").set_index("iso3")["country"]
    change["country"] = change["iso3"].map(names)
    labels = {"country": _("Country"), "year": _("Year"), "percent": _("Coal's share (%)")}
    drawn = shares.assign(percent=100 * shares["share"])[list(labels)].reset_index(drop=True)
    return Chart(
        altair=marks.hero_lines(
            drawn,
            "year",
            "percent",
            "country",
            hero=country,
            compare=world,
            named=names,
            form=".0f",
            labels=labels,
        ),
        data=drawn,
        title=_title(shares, change, country, world),
        measure=_measure(shares["year"]),
        description=_("Lines by year: {rows}.").format(
            rows=clauses(_course(*line) for line in shares.sort_values("year").groupby("country"))
        ),
        labels=labels,
    )


@chart(tables=("electricity_vintages", "facts"))
def coal_share_releases(
    releases: pd.DataFrame, official: pd.DataFrame, *, country: str, threshold: float
) -> Chart:
    """Coal's share: releases (release, year, share) and officials (year, share, publisher)."""
    if releases.empty:
        raise NoData(_("No older releases of {country} are held."), country=country)
    newest = int(releases["release"].max())
    lines = releases[releases["year"] >= newest - YEARS]
    lines = lines.assign(series=lines["release"].astype("int64").astype("str"))
    points = official.assign(series=_("official count")).astype({"year": int})
    at_2021 = lines[lines["year"] == 2021].set_index("series")["share"]
    above = points.loc[points["share"] > threshold, "year"]
    data = pd.concat([lines, points])[["series", "year", "share"]].reset_index(drop=True)
    labels = {"series": _("Count"), "year": _("Year"), "share": _("Coal's share")}
    title = _("For 2021 releases put coal at {low} to {high}")
    if len(above) and (at_2021 < threshold).all():
        title = _(
            "No release puts coal above {threshold} in 2021; for {year} an official count does"
        )
    return Chart(
        altair=_release_lines(lines, points, newest, threshold, labels),
        data=data,
        title=title,
        measure=_(
            "Coal's share of electricity generated in {country}, per cent, by year of release of "
            "the same data set. Diamonds: official counts, open where their words leave open what "
            "they count. The axis does not begin at zero."
        ),
        description=_("Lines by release; of 2021 they say: {rows}. Official counts: {points}."),
        words={
            "country": country,
            "threshold": number(threshold, SHARE),
            "year": above.min(),
            "low": number(at_2021.min(), SHARE),
            "high": number(at_2021.max(), SHARE),
            "rows": clauses(
                _("{share} in the release of {year}").format(
                    share=number(share, SHARE_FINE), year=release
                )
                for release, share in at_2021.items()
            ),
            "points": clauses(
                _("{share} for {year}").format(share=number(row.share, SHARE), year=row.year)
                for row in points.itertuples()
            ),
        },
        labels=labels,
    )


def _release_lines(
    lines: pd.DataFrame, points: pd.DataFrame, newest: int, threshold: float, labels: dict[str, str]
) -> alt.LayerChart:
    own = lines["release"] == newest
    y = marks.quantity(alt.Y, "share", form=SHARE, zero=False)
    axis = alt.Axis(format=YEAR_NUMBER, tickMinStep=1, title=None)
    x = alt.X("year:Q", axis=axis, scale=alt.Scale(nice=False, zero=False))
    tips = marks.tooltip(lines, {"series": "", "year": YEAR_NUMBER, "share": SHARE_FINE}, labels)
    mark = alt.Chart(pd.DataFrame({"share": [threshold]})).mark_rule(color=ACCENT)
    layers: list[alt.Chart] = [mark.encode(y=y)]
    for rows, colour, width in ((lines[~own], GREY_LINE, 1.5), (lines[own], HERO, 2.75)):
        base = alt.Chart(rows).encode(x=x, y=y, detail="series:N", tooltip=tips)
        layers.append(base.mark_line(color=colour, strokeWidth=width))
    layers += _release_names(lines, own, x, y)
    fill = marks.either(alt.datum["confidence"] == "high", HERO, PAPER)
    base = alt.Chart(points).encode(x=x, y=y)
    diamonds = base.mark_point(shape="diamond", size=90, strokeWidth=2)
    layers.append(diamonds.encode(fill=fill, stroke=alt.value(HERO)))
    named = base.transform_calculate(words="format(datum.share, '.0%')").encode(text="words:N")
    layers += marks.rimmed(named, TEXT, align="left", baseline="bottom", dx=6, dy=-3)
    return alt.layer(*layers).properties(height=HEIGHT)


def _release_names(lines: pd.DataFrame, own: pd.Series, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The year of each release at its line's end, under the line where the newest runs above it."""
    ends = lines.sort_values("year").groupby("series").tail(1)
    newest = lines[own].set_index("year")["share"]
    last = own.reindex(ends.index)
    below = ends["share"] < ends["year"].map(newest)
    looks = (
        (ends[below], MUTED, "normal", {"align": "right", "baseline": "top", "dx": -4, "dy": 4}),
        (ends[~below & ~last], MUTED, "normal", {"align": "left", "baseline": "middle", "dx": 6}),
        (ends[~below & last], HERO, "bold", {"align": "left", "baseline": "middle", "dx": 6}),
    )
    layers = []
    for rows, colour, weight, place in looks:
        if len(rows):
            words = alt.Chart(rows).encode(x=x, y=y, text="series:N")
            layers += marks.rimmed(words, colour, weight, **place)
    return layers
