"""Charts of the mix: generation by source, coal beside peers, coal as successive releases
counted it.
"""

import altair as alt
import pandas as pd

from qantar.chapters.energy.charts.words import one_decimal, own_line_thicker, percent, source_scale
from qantar.chapters.energy.electricity import source_names
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _, told

BREAK_YEAR = 2000
# Where an axis title stands above the word of a break marker [px].
ABOVE_MARKER = -26
# Where labels of stacked bars stand, right of the last bar [years].
HALF_BAR = 0.5
# Least distance between two direct labels, as a part of the height they share.
LABEL_GAP = 0.055


@chart(tables=("electricity", "electricity_balance"))
def generation_mix(frame: pd.DataFrame, *, country: str) -> Chart:
    """Generation by source per year, stacked [TWh]. frame: year, source, generation_twh, share."""
    if frame.empty:
        raise NoData(
            told(_("The tables hold no generation by source for {country}."), country=country)
        )
    names = source_names()
    order = {source: place for place, source in enumerate(dict.fromkeys(frame["source"]))}
    drawn = frame.assign(name=frame["source"].map(names), place=frame["source"].map(order))
    colour = source_scale(list(order))
    bars = (
        alt.Chart(drawn)
        .mark_bar(size=alt.expr("max(3, width / 43)"))
        .encode(
            x=alt.X("year:Q", axis=theme.year_axis(), scale=alt.Scale(padding=12, nice=False)),
            y=alt.Y(
                "generation_twh:Q",
                title=_("Generation (TWh)"),
                axis=alt.Axis(format=theme.COUNT, titleY=ABOVE_MARKER),
            ),
            color=alt.Color("name:N", scale=colour, legend=None),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("year:Q", title=_("Year"), format=theme.YEAR_NUMBER),
                alt.Tooltip("name:N", title=_("Source")),
                alt.Tooltip("generation_twh:Q", title=_("TWh"), format=theme.DECIMAL),
                alt.Tooltip("share:Q", title=_("Share"), format=theme.SHARE_FINE),
            ],
        )
    )
    last = _label_places(drawn)
    gap = LABEL_GAP * drawn.groupby("year")["generation_twh"].sum().max()
    layers = [
        bars,
        theme.end_labels(last, "year", "middle", "name", colour, gap=gap, label="label"),
    ]
    if drawn["year"].min() < BREAK_YEAR:
        layers.append(theme.marker(BREAK_YEAR - 0.5, _("new source of figures")))
    first, now = (_largest(drawn, year) for year in (drawn["year"].min(), drawn["year"].max()))
    return Chart(
        altair=alt.layer(*layers).properties(height=theme.HEIGHT),
        data=frame,
        title=_("{country}: {source} supplied {share} of electricity in {year}").format(
            country=country, source=now["name"], share=percent(now["share"]), year=now["year"]
        ),
        description=told(
            _(
                "Stacked bars, one per year from {first} to {last}: electricity generated in "
                "{country} by source, in terawatt-hours. The largest part in {first}: {old}, "
                "{old_share}; in {last}: {new}, {new_share} of {total} TWh. The figures come from "
                "another source since {change}."
            ),
            first=first["year"],
            last=now["year"],
            country=country,
            old=first["name"],
            old_share=percent(first["share"]),
            new=now["name"],
            new_share=percent(now["share"]),
            total=one_decimal(drawn.loc[drawn["year"] == now["year"], "generation_twh"].sum()),
            change=BREAK_YEAR,
        ),
        labels={
            "year": _("Year"),
            "source": _("Source"),
            "generation_twh": _("Generation (TWh)"),
            "share": _("Share of generation"),
        },
    )


def _largest(drawn: pd.DataFrame, year: int) -> pd.Series:
    rows = drawn[drawn["year"] == year]
    return rows.loc[rows["generation_twh"].idxmax()]


def _label_places(drawn: pd.DataFrame) -> pd.DataFrame:
    """The last year's sources with the middle of their bar and the label ``coal 54 %``; none
    below 0.5 %.
    """
    last = drawn[drawn["year"] == drawn["year"].max()].sort_values("place")
    middle = last["generation_twh"].cumsum() - last["generation_twh"] / 2
    labels = [
        f"{name} {percent(share)}" for name, share in zip(last["name"], last["share"], strict=True)
    ]
    last = last.assign(middle=middle, label=labels, year=last["year"] + HALF_BAR)
    return last[last["share"] >= 0.005]


@chart(tables=("electricity", "electricity_balance"))
def coal_share_peers(frame: pd.DataFrame, *, iso3: str, names: dict[str, str]) -> Chart:
    """Share of coal per year, one line per country. frame: iso3, year, share; names: by iso3."""
    own = frame[frame["iso3"] == iso3]
    country = names.get(iso3, iso3)
    if own.empty:
        raise NoData(
            told(_("The tables hold no electricity from coal for {country}."), country=country)
        )
    drawn = frame.assign(name=frame["iso3"].map(names), own=frame["iso3"].eq(iso3))
    colour = theme.scale(theme.COUNTRIES, [iso3, *frame["iso3"].unique()], names)
    axis = alt.Axis(format=theme.SHARE, titleY=ABOVE_MARKER)
    share = alt.Y("share:Q", title=_("Share of coal in generation"), axis=axis)
    lines = alt.Chart(drawn).encode(
        x=alt.X("year:Q", axis=theme.year_axis(), scale=alt.Scale(nice=False)),
        y=share,
        color=alt.Color("name:N", scale=colour, legend=None),
        tooltip=[
            alt.Tooltip("name:N", title=_("Country")),
            alt.Tooltip("year:Q", title=_("Year"), format=theme.YEAR_NUMBER),
            alt.Tooltip("share:Q", title=_("Share of coal"), format=theme.SHARE_FINE),
        ],
    )
    labels = theme.end_labels(
        drawn, "year", "share", "name", colour, gap=LABEL_GAP * drawn["share"].max()
    )
    layers = [*own_line_thicker(lines), labels]
    if drawn["year"].min() < BREAK_YEAR:
        layers.append(theme.marker(BREAK_YEAR, _("new source of figures")))
    last = own.loc[own["year"].idxmax()]
    ranks = frame[frame["year"] == last["year"]].sort_values("share", ascending=False)
    place = ranks["iso3"].tolist().index(iso3) + 1
    return Chart(
        altair=alt.layer(*layers).properties(height=theme.HEIGHT),
        data=drawn[["iso3", "name", "year", "share"]],
        title=told(
            _("Coal's share: {country} {share} in {year}, rank {place} of the {n} drawn"),
            country=country,
            share=percent(last["share"]),
            year=last["year"],
            place=place,
            n=len(ranks),
        ),
        description=_(
            "Lines from {first} to {last}: share of coal in the electricity generated, for "
            "{countries}. In {last}: {values}."
        ).format(
            first=drawn["year"].min(),
            last=last["year"],
            countries=", ".join(drawn["name"].unique()),
            values=", ".join(
                f"{names[row.iso3]} {percent(row.share)}" for row in ranks.itertuples()
            ),
        ),
        labels={
            "iso3": _("Code"),
            "name": _("Country"),
            "year": _("Year"),
            "share": _("Share of coal"),
        },
    )


def _releases_title(
    releases: pd.DataFrame, official: pd.DataFrame, country: str, threshold: float
) -> str:
    newest = releases[releases["release"] == releases["release"].max()]
    above = newest.loc[newest["share"] > threshold, "year"]
    limit = percent(threshold)
    if above.empty:
        return _("{country}: the newest release has coal below {limit} in every year").format(
            country=country, limit=limit
        )
    later = official[(official["share"] > threshold) & (official["year"] > above.max())]
    words = _("{country}: coal above {limit} last in {year} by the newest release")
    if len(later):
        words = _(
            "{country}: coal above {limit} last in {year} by the newest release, in {later} by an "
            "official count"
        )
    return words.format(
        country=country,
        limit=limit,
        year=above.max(),
        later=later["year"].max() if len(later) else "",
    )


def _release_lines(
    drawn: pd.DataFrame, x: alt.X, y: alt.Y, tooltip: list[alt.Tooltip]
) -> alt.Chart:
    """One line per release, the newest solid; a legend because the lines run on each other."""
    series = list(drawn["series"].unique())
    dashes = [
        *([theme.EXPECTED_DASH, theme.IMPUTED_DASH][place % 2] for place in range(len(series) - 1)),
        [1, 0],
    ]
    legend = alt.Legend(columns=1)
    return (
        alt.Chart(drawn)
        .mark_line()
        .encode(
            x=x,
            y=y,
            color=alt.Color("series:N", scale=theme.numbered(series), legend=legend),
            strokeDash=alt.StrokeDash(
                "series:N", scale=alt.Scale(domain=series, range=dashes), legend=legend
            ),
            tooltip=tooltip,
        )
    )


def _official_points(
    counts: pd.DataFrame, x: alt.X, y: alt.Y, tooltip: list[alt.Tooltip]
) -> list[alt.Chart]:
    points = alt.Chart(counts).encode(x=x, y=y)
    reporter = alt.Tooltip("publisher:N", title=_("Reported by"))
    words = list(counts["series"].unique())
    shape = alt.Shape(
        "series:N", scale=alt.Scale(domain=words, range=["diamond"]), legend=alt.Legend(columns=1)
    )
    return [
        points.mark_point(size=90, color=theme.TEXT, filled=True).encode(
            shape=shape, tooltip=[*tooltip, reporter]
        ),
        points.mark_text(align="left", dx=8).encode(text="label:N"),
    ]


@chart(tables=("electricity_vintages", "facts"))
def coal_share_releases(
    releases: pd.DataFrame, official: pd.DataFrame, *, country: str, threshold: float
) -> Chart:
    """Share of coal as each release gave it, and official counts as points.

    releases: release, year, share; official: year, share, publisher, confidence; threshold: a share
    to test.
    """
    if releases.empty:
        raise NoData(told(_("No older release was kept for {country}."), country=country))
    counts = official.assign(
        series=_("official count"),
        label=[percent(share) for share in official["share"]],
    )
    drawn = releases.assign(
        series=[_("release of {year}").format(year=release) for release in releases["release"]]
    )
    # Room for the words right of the official counts.
    years = [
        int(drawn["year"].min()),
        int(max(drawn["year"].max(), counts["year"].max() + 3 if len(counts) else 0)),
    ]
    x = alt.X("year:Q", axis=theme.year_axis(), scale=alt.Scale(domain=years, nice=False))
    y = alt.Y(
        "share:Q",
        title=_("Share of coal in generation"),
        axis=alt.Axis(format=theme.SHARE),
        scale=alt.Scale(zero=False, padding=8),
    )
    tooltip = [
        alt.Tooltip("series:N", title=_("Counted by")),
        alt.Tooltip("year:Q", title=_("Year"), format=theme.YEAR_NUMBER),
        alt.Tooltip("share:Q", title=_("Share of coal"), format=theme.SHARE_FINE),
    ]
    layers = [_release_lines(drawn, x, y, tooltip)]
    if drawn["share"].max() > threshold:
        limit = alt.Chart(pd.DataFrame({"share": [threshold]})).mark_rule(
            strokeDash=theme.EXPECTED_DASH
        )
        layers.insert(0, limit.encode(y="share:Q"))
    if len(counts):
        layers += _official_points(counts, x, y, tooltip)
    spread = drawn.groupby("year")["share"].agg(lambda values: values.max() - values.min())
    return Chart(
        altair=alt.layer(*layers).properties(height=theme.HEIGHT),
        data=pd.concat([drawn[["series", "year", "share"]], counts[["series", "year", "share"]]]),
        title=_releases_title(releases, official, country, threshold),
        description=told(
            _(
                "Lines: share of coal in {country}'s generation by year, one line per release "
                "({series}); diamonds: official counts ({official}). Releases lie furthest apart "
                "for {year}: {spread} points."
            ),
            country=country,
            series=", ".join(drawn["series"].unique()),
            official=", ".join(f"{row.year}: {percent(row.share)}" for row in counts.itertuples())
            or _("none"),
            year=spread.idxmax(),
            spread=one_decimal(100 * spread.max()),
        ),
        labels={"series": _("Counted by"), "year": _("Year"), "share": _("Share of coal")},
    )
