"""Charts of Kazakhstan's regions: maps, a dot plot, how far apart they are over time."""

from bisect import bisect
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd
from shapely.geometry import shape

from qantar.chapters.wealth.charts.words import indicator_name, listed, times, two
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _

MAP_HEIGHT = 210
# Limits of the five colours: region over country.
LIMITS = [0.5, 0.8, 1.25, 2]
HOME = "KAZ"


def _only_home(country: str) -> None:
    if country != HOME:
        raise NoData(_("The tables hold regions of Kazakhstan only."))


@chart(tables=("regions", "map_regions"))
def region_map(frame: pd.DataFrame, *, outline: Mapping[str, Any], country: str) -> Chart:
    """Output, cash income and wages of regions relative to the country, one map below the other.

    frame: region, indicator, year, value, relative (on the outline of before 2018); outline:
    GeoJSON whose features have the property region; country: code.
    """
    _only_home(country)
    indicators = list(dict.fromkeys(frame["indicator"]))
    shapes = alt.Data(values=_shapes(frame, outline))
    points = _middles(outline)
    maps = [_one_map(one, frame[frame["indicator"] == one], points) for one in indicators]
    output = frame[frame["indicator"] == indicators[0]].sort_values("relative")
    least, most = output.iloc[0], output.iloc[-1]
    note = _(
        "Turkistan and Shymkent are put together as South Kazakhstan by population, as are Abai, "
        "Zhetisu and Ulytau with the regions they were part of."
    )
    return Chart(
        altair=alt.vconcat(*maps, data=shapes).resolve_legend(fill="shared"),
        data=frame,
        title=_("Output per head: {most} has {high} the country's mean, {least} {low}").format(
            most=most["region"],
            high=times(most["relative"]),
            least=least["region"],
            low=times(least["relative"]),
        ),
        description=_(
            "Maps of Kazakhstan's regions within the borders of before 2018, each region's value "
            "over the country's. {values} {note}"
        ).format(
            values=" ".join(_map_words(frame, indicator) for indicator in indicators), note=note
        ),
        labels={
            "region": _("Region"),
            "indicator": _("What"),
            "year": _("Year"),
            "value": _("Tenge"),
            "relative": _("Country = 1"),
        },
    )


def _map_words(frame: pd.DataFrame, indicator: str) -> str:
    rows = frame[frame["indicator"] == indicator].sort_values("relative")
    sentence = _("{name} in {year}: from {low} in {least} to {high} in {most}.")
    return sentence.format(
        name=indicator_name(indicator),
        year=rows["year"].iloc[0],
        low=times(rows["relative"].iloc[0]),
        least=rows["region"].iloc[0],
        high=times(rows["relative"].iloc[-1]),
        most=rows["region"].iloc[-1],
    )


def _classes() -> list[str]:
    return [_("under 0.5"), _("0.5 to 0.8"), _("0.8 to 1.25"), _("1.25 to 2"), _("over 2")]


def _shapes(frame: pd.DataFrame, outline: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The outline's features with each indicator's value, ratio and class among their
    properties.
    """
    wide = frame.set_index(["region", "indicator"])
    shapes = []
    for feature in outline["features"]:
        region = feature["properties"]["region"]
        properties: dict[str, Any] = {"region": region}
        for indicator in dict.fromkeys(frame["indicator"]):
            row = wide.loc[(region, indicator)]
            properties[f"{indicator}_value"] = round(float(row["value"]))
            properties[f"{indicator}_relative"] = round(float(row["relative"]), 4)
            properties[f"{indicator}_class"] = _classes()[bisect(LIMITS, row["relative"])]
        shapes.append(
            {"type": "Feature", "geometry": feature["geometry"], "properties": properties}
        )
    return shapes


def _one_map(indicator: str, rows: pd.DataFrame, points: pd.DataFrame) -> alt.LayerChart:
    title = _("{name}, {year} (country = 1)").format(
        name=indicator_name(indicator), year=rows["year"].iloc[0]
    )
    fill = alt.Fill(
        f"properties.{indicator}_class:N",
        scale=alt.Scale(domain=_classes(), range=list(theme.DIVERGING)),
        legend=alt.Legend(title=None, symbolType="square", symbolStrokeColor=theme.GREY_MARK),
    )
    shapes = (
        alt.Chart()
        .mark_geoshape(stroke=theme.GREY_MARK, strokeWidth=theme.AREA_OUTLINE)
        .encode(
            fill=fill,
            tooltip=[
                alt.Tooltip("properties.region:N", title=_("Region")),
                alt.Tooltip(
                    f"properties.{indicator}_relative:Q",
                    title=_("Country = 1"),
                    format=theme.DECIMAL_FINE,
                ),
                alt.Tooltip(
                    f"properties.{indicator}_value:Q", title=_("Tenge"), format=theme.COUNT
                ),
            ],
        )
    )
    ends = rows.sort_values("relative").iloc[[0, -1]].merge(points, on="region")
    ends["label"] = ends["region"] + " " + ends["relative"].map(times)
    words = (
        alt.Chart(ends[["label", "longitude", "latitude"]])
        .mark_text(
            fontWeight="bold", fontSize=theme.FONT_SIZE_SMALL, stroke=theme.PAPER, strokeWidth=3
        )
        .encode(longitude="longitude:Q", latitude="latitude:Q", text="label:N")
    )
    plain = words.mark_text(fontWeight="bold", fontSize=theme.FONT_SIZE_SMALL)
    return (
        alt.layer(shapes, words, plain)
        .project(type="conicEqualArea", rotate=[-67, 0, 0], parallels=[42, 54])
        .properties(
            height=MAP_HEIGHT, title=alt.Title(title, fontSize=theme.FONT_SIZE, frame="group")
        )
    )


def _middles(outline: Mapping[str, Any]) -> pd.DataFrame:
    """Where the name of each region can stand: region, longitude, latitude."""
    rows = []
    for feature in outline["features"]:
        point = shape(feature["geometry"]).representative_point()
        rows.append((feature["properties"]["region"], round(point.x, 2), round(point.y, 2)))
    return pd.DataFrame(rows, columns=["region", "longitude", "latitude"])


@chart(tables=("regions",))
def region_dots(frame: pd.DataFrame, *, country: str) -> Chart:
    """Output, cash income and wage of each region relative to the country, one row a region.

    frame: region, indicator, year, value, relative; country: code.
    """
    _only_home(country)
    indicators = list(dict.fromkeys(frame["indicator"]))
    years = {
        indicator: rows["year"].iloc[0]
        for indicator, rows in frame.groupby("indicator", sort=False)
    }
    names = {
        one: _("{name}, {year}").format(name=indicator_name(one), year=years[one])
        for one in indicators
    }
    drawn = frame.assign(name=frame["indicator"].map(names))
    order = (
        frame[frame["indicator"] == indicators[0]]
        .sort_values("relative", ascending=False)["region"]
        .tolist()
    )
    base = alt.Chart(drawn).encode(
        y=alt.Y("region:N", sort=order, title=None, axis=alt.Axis(grid=True))
    )
    points = base.mark_point(size=60).encode(
        x=alt.X(
            "relative:Q",
            title=_("Region over country (ratio scale)"),
            scale=alt.Scale(type="log"),
            axis=alt.Axis(values=[0.3, 0.5, 0.7, 1, 1.5, 2, 3], format=theme.DECIMAL, grid=False),
        ),
        color=alt.Color(
            "name:N", scale=theme.numbered(names.values()), legend=alt.Legend(title=None, columns=1)
        ),
        shape=alt.Shape(
            "name:N",
            scale=alt.Scale(domain=list(names.values()), range=["circle", "square", "triangle-up"]),
        ),
        tooltip=[
            alt.Tooltip("region:N", title=_("Region")),
            alt.Tooltip("name:N", title=_("What")),
            alt.Tooltip("relative:Q", title=_("Country = 1"), format=theme.DECIMAL_FINE),
            alt.Tooltip("value:Q", title=_("Tenge"), format=theme.COUNT),
        ],
    )
    one = alt.Chart(pd.DataFrame({"relative": [1]})).mark_rule(strokeDash=theme.EXPECTED_DASH)
    spread = frame.groupby("indicator", sort=False)["relative"].agg(
        lambda column: column.max() / column.min()
    )
    return Chart(
        altair=alt.layer(one.encode(x="relative:Q"), points).properties(height=alt.Step(theme.ROW)),
        data=frame,
        title=_(
            "Regions differ {output} in output, {income} in cash income and {wage} in wages"
        ).format(
            output=times(spread.iloc[0]), income=times(spread.iloc[1]), wage=times(spread.iloc[2])
        ),
        description=_(
            "Three points for each of {n} regions, relative to the country. {values}"
        ).format(
            n=len(order), values=" ".join(_map_words(frame, indicator) for indicator in indicators)
        ),
        labels={
            "region": _("Region"),
            "indicator": _("What"),
            "year": _("Year"),
            "value": _("Tenge"),
            "relative": _("Country = 1"),
        },
    )


@chart(tables=("regions",))
def theil_over_time(frame: pd.DataFrame, *, oil_regions: list[str], country: str) -> Chart:
    """Between-region Theil T of output, of output without the oil regions and of cash income, per
    year.

    frame: series (output, output_without_oil, income), year, theil, regions; country: code.
    """
    _only_home(country)
    names = {
        "output": _("output"),
        "output_without_oil": _("output, {n} oil regions left out").format(n=len(oil_regions)),
        "income": _("cash income"),
    }
    drawn = frame.assign(name=frame["series"].map(names))
    colour = theme.numbered(names.values())
    base = alt.Chart(drawn).encode(
        x=alt.X("year:Q", axis=theme.year_axis(), scale=alt.Scale(nice=False)),
        y=alt.Y(
            "theil:Q", title=_("Theil T between regions"), axis=alt.Axis(format=theme.DECIMAL_FINE)
        ),
        color=alt.Color(
            "name:N", scale=colour, legend=alt.Legend(title=None, columns=1, offset=40)
        ),
        tooltip=[
            alt.Tooltip("year:Q", title=_("Year"), format=theme.YEAR_NUMBER),
            alt.Tooltip("name:N", title=_("Of")),
            alt.Tooltip("theil:Q", title=_("Theil T"), format=theme.PRICE),
            alt.Tooltip("regions:Q", title=_("Regions")),
        ],
    )
    common = int(frame.groupby("series")["year"].max().min())
    last = frame[frame["year"] == common].set_index("series")
    return Chart(
        altair=alt.layer(
            base.mark_line(),
            base.mark_point().encode(
                shape=alt.Shape("name:N", scale=alt.Scale(domain=list(names.values())))
            ),
            theme.marker(2018, _("a region split"), align="right", dy=12),
            theme.marker(2022, _("new regions"), align="right"),
        ).properties(height=theme.HEIGHT),
        data=frame,
        title=_(
            "Theil's index between regions, {year}: {output} for output, {income} for cash income"
        ).format(
            year=common,
            output=two(last.loc["output", "theil"]),
            income=two(last.loc["income", "theil"]),
        ),
        description=_("Three lines over time. {values} Without: {without}.").format(
            values=" ".join(
                _("{name}: {value} in {year} between {n} regions.").format(
                    name=names[str(row.Index)], value=two(row.theil), year=common, n=row.regions
                )
                for row in last.itertuples()
            ),
            without=listed(oil_regions),
        ),
        labels={
            "series": _("Of"),
            "year": _("Year"),
            "theil": _("Theil T"),
            "regions": _("Regions"),
        },
    )
