"""Where it happened: where it began, the capital and the attacked cities, by their names then."""

from typing import Any

import altair as alt
import pandas as pd

from qantar.chapters.timeline.charts.lists import Listing
from qantar.charting import Chart, chart
from qantar.charting.colours import GREY_LINE, GREY_MARK, HERO, PAPER, TEXT, WASH
from qantar.charting.marks import either, rimmed, tooltip
from qantar.charting.overhang import room_for
from qantar.charting.style import FONT_SIZE, HEIGHT
from qantar.common.text import _, clauses, listed, named
from qantar.report.sentences import number

FIRST_REGION = "KZ-MAN"
WEST = [44.5, 43.6]  # longitude, latitude: room for the name of Aktau on a phone
DEGREE = 7.9  # px of a degree of longitude there, on a phone
NEAR = 1  # degrees of latitude within which names stand side by side
AWAY = 9  # px from a point to its name
MIDDLE = 67, 48  # longitude and latitude of the country's middle [degrees]
NARROWLY = 3  # degrees of longitude from the middle within which the south is neither east nor west
WIDE_ENOUGH = 420  # px of the view from which the words below a name stand on the map


@chart(tables=("places", "january_counts", "map_outline", "map_regions", "map_neighbours"))
def place_map(
    places: pd.DataFrame,
    outline: dict[str, Any],
    regions: dict[str, Any],
    neighbours: dict[str, Any],
    *,
    dead: float,
    dead_almaty: float,
) -> Chart:
    """The places on the country's outline, the region of the first protest shaded.

    places: place, name_today, what, label_side (none: a small point without a name), latitude,
    longitude; outline, regions, neighbours: GeoJSON; dead, dead_almaty: official counts.
    """
    places = _apart(places.assign(place=places["place"].map(named)))
    own = [part for part in regions["features"] if part["properties"]["region_id"] == FIRST_REGION]
    margin = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": WEST},
        "properties": {},
    }
    box = {"type": "FeatureCollection", "features": (*outline["features"], margin)}
    ground = [
        _shape(neighbours["features"], PAPER, GREY_LINE),
        _shape(outline["features"], WASH, GREY_MARK),
        _shape(own, HERO, HERO, fillOpacity=0.3),
    ]
    labels = {
        "place": _("Place"),
        "name_today": _("Name today"),
        "what": _("What happened"),
        "latitude": _("Latitude (°)"),
        "longitude": _("Longitude (°)"),
    }
    return Chart(
        altair=alt.layer(*ground, *_labels(places, labels))
        .project(type="conicEqualArea", rotate=[-67, 0], parallels=[44, 53], fit=box)
        .properties(height=HEIGHT),
        data=places[list(labels)],
        title=_("It began near the Caspian; {almaty} of the {dead} dead died in Almaty"),
        measure=_(
            "Places of January 2022 by their names of that time. Shaded: the region of Mangystau. "
            "Small points: other cities where officials list attacked buildings."
        ),
        description=_(
            "A map of Kazakhstan with {count:|# place|# places}: {told}. The region of Mangystau "
            "is shaded."
        ),
        words={
            "dead": number(dead, "d"),
            "almaty": number(dead_almaty, "d"),
            "count": len(places),
            "told": clauses(
                listed([f"{row.place} ({_quarter(row)})", row.what]) for row in places.itertuples()
            ),
        },
        labels=labels,
    )


def _apart(places: pd.DataFrame) -> pd.DataFrame:
    """The places, a name at the left put to the right where it would meet one from there."""
    reach = [AWAY + room_for(name, FONT_SIZE) for name in places["place"]]
    rows = places.fillna({"label_side": ""}).assign(x=places["longitude"] * DEGREE, reach=reach)
    left, right = (rows[rows["label_side"] == side] for side in ("left", "right"))
    pairs = left.merge(right, how="cross", suffixes=("", "_west"))
    beside = (pairs["latitude"] - pairs["latitude_west"]).abs() < NEAR
    between = pairs["x"] - pairs["x_west"]
    meet = beside & (between > 0) & (between < pairs["reach"] + pairs["reach_west"])
    turned = places["place"].isin(pairs.loc[meet, "place"])
    return rows[list(places)].assign(label_side=rows["label_side"].mask(turned, "right"))


def _quarter(row: Any) -> str:
    """In which quarter of the country a place lies, or that it lies south of the middle."""
    if row.latitude < MIDDLE[1] and abs(row.longitude - MIDDLE[0]) < NARROWLY:
        return _("south")
    if row.latitude > MIDDLE[1]:
        return _("north-east") if row.longitude > MIDDLE[0] else _("north-west")
    return _("south-east") if row.longitude > MIDDLE[0] else _("south-west")


def _shape(features: list[dict[str, Any]], fill: str, stroke: str, **options: Any) -> alt.Chart:
    # a tuple: Altair copies a list, point by point, for each layer
    return alt.Chart(alt.Data(values=tuple(features))).mark_geoshape(
        fill=fill, stroke=stroke, clip=True, **options
    )


def _labels(places: pd.DataFrame, labels: dict[str, str]) -> list[alt.Chart]:
    base = alt.Chart(places).encode(longitude="longitude:Q", latitude="latitude:Q")
    tips = tooltip(places, {"place": "", "what": ""}, labels)
    size = either(alt.datum.label_side != "", 90, 35)
    made = [base.mark_circle(color=HERO, opacity=1).encode(size=size, tooltip=tips)]
    for side, align, dx in (("left", "right", -AWAY), ("right", "left", AWAY)):
        own = base.transform_filter(alt.datum.label_side == side)
        made += rimmed(own.encode(text="place:N"), TEXT, "bold", align=align, dx=dx, dy=-5)
        small = alt.expr(f"width > {WIDE_ENOUGH} ? {FONT_SIZE} : 0")
        made += rimmed(own.encode(text="what:N"), TEXT, align=align, dx=dx, dy=11, fontSize=small)
    return made


def place_list(places: pd.DataFrame) -> Listing:
    """What happened in each place, for phones, where the map has room for the names alone."""
    told = [(named(row.place), _what(row)) for row in places.itertuples()]
    return Listing([" ".join(pair) for pair in told], "places", told)


def _what(row: Any) -> str:
    if row.name_today in (row.place, named(row.place)):
        return row.what
    return _("{what}, today {name}").format(what=row.what, name=row.name_today)
