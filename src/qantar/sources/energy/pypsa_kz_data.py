"""Inputs of a model of Kazakhstan's power system: plants, monthly trade, consumption by region."""

import pandas as pd
from shapely.geometry import Point

from qantar.common.errors import RefreshError
from qantar.sources import codes
from qantar.sources.base import Inputs, table
from qantar.sources.maps import natural_earth

FOLDER = "pypsa-kz-data"
PLANTS = f"{FOLDER}/custom_powerplants.csv"
TRADE = f"{FOLDER}/electricity_exp-imp.csv"
CONSUMPTION = f"{FOLDER}/official_demand.csv"
COUNTRY = "KAZ"
PLANT = {
    "Name": "name",
    "Fueltype": "fuel",
    "Technology": "technology",
    "Capacity": "capacity_mw",
    "DateIn": "year",
    "lat": "latitude",
    "lon": "longitude",
}
FUELS = {
    "Hard Coal": "coal",
    "CCGT": "gas",
    "OCGT": "gas",
    "Hydro": "hydro",
    "Solar": "solar",
    "Wind": "wind",
}
DIRECTIONS = {"Imp": "import", "Exp": "export"}
TEN_TIMES = "ten times its neighbours: the decimal comma is probably lost"
REPEATED = "repeats January to April 2021 in reverse order"
# Cells that cannot be right as printed; they are flagged, not mended.
DOUBTS = {
    ("2022-07-01", "KGZ", "import"): TEN_TIMES,
    **{(f"2021-{month:02}-01", "UZB", "export"): REPEATED for month in (9, 10, 11, 12)},
}
# The grid's zones: South as KEGOC lists it, West as the line Uralsk-Atyrau-Mangystau joins it.
SOUTH = {"KZ-ALM", "KZ-ALA", "KZ-KZY", "KZ-YUZ", "KZ-ZHA"}
WEST = {"KZ-ATY", "KZ-MAN", "KZ-ZAP"}


def _zone(region_id: str) -> str:
    return "south" if region_id in SOUTH else "west" if region_id in WEST else "north"


def _region_at(shapes: dict, longitude: float, latitude: float) -> str:
    """The region that holds the point, else the nearest (on the border, Baikonur's enclave)."""
    point = Point(longitude, latitude)
    return min(shapes, key=lambda code: shapes[code].distance(point))


@table("power_plants", inputs=(PLANTS, natural_earth.REGIONS), order=("iso3",))
def power_plants(inputs: Inputs) -> pd.DataFrame:
    """iso3, name, fuel, technology, capacity_mw, year, latitude, longitude, region_id, zone."""
    frame = inputs.csv(PLANTS, PLANT)
    unknown = sorted(set(frame["fuel"]) - set(FUELS))
    if unknown:
        raise RefreshError(f"{PLANTS}: fuel {unknown[0]!r} is new here; add it to FUELS")
    shapes = natural_earth.region_shapes(inputs)
    regions = [_region_at(shapes, row.longitude, row.latitude) for row in frame.itertuples()]
    frame = frame.assign(
        iso3=COUNTRY,
        name=frame["name"].str.split().str.join(" "),
        fuel=frame["fuel"].map(FUELS),
        technology=frame["technology"].replace({"Pv": "PV"}),
        region_id=regions,
        zone=[_zone(region) for region in regions],
    ).round({"capacity_mw": 2, "latitude": 4, "longitude": 4})
    return frame.sort_values(["capacity_mw", "name"], ascending=[False, True])


@table("electricity_trade", inputs=(TRADE,), order=("month", "partner", "direction"))
def electricity_trade(inputs: Inputs) -> pd.DataFrame:
    """iso3, month, partner, direction, energy_gwh, doubt (why a value cannot be right)."""
    raw = inputs.csv(TRADE, ("GWh",), decimal=",")
    raw["month"] = pd.to_datetime(raw["GWh"], format="%b %Y", errors="coerce")
    raw = raw.dropna(subset="month").drop(columns="GWh")
    frame = raw.melt("month", value_name="energy_gwh").dropna(subset="energy_gwh")
    ends = frame.pop("variable").str.split(" - ", expand=True)
    partner, direction = ends[0].map(codes.of("pypsa-kz-data")), ends[1].map(DIRECTIONS)
    keys = zip(frame["month"].dt.strftime("%Y-%m-%d"), partner, direction, strict=True)
    doubt = [DOUBTS.get(key) for key in keys]
    return frame.assign(iso3=COUNTRY, partner=partner, direction=direction, doubt=doubt)


@table("electricity_regions", inputs=(CONSUMPTION,))
def electricity_regions(inputs: Inputs) -> pd.DataFrame:
    """iso3, region_id, region, zone, consumption_gwh: one year's, not stated which."""
    columns = {"Region": "region", "Consumption (GWh)": "consumption_gwh"}
    frame = inputs.csv(CONSUMPTION, columns)
    region_id = frame["region"].map(codes.of("pypsa-kz-data-regions"))
    return frame.assign(iso3=COUNTRY, region_id=region_id, zone=region_id.map(_zone))
