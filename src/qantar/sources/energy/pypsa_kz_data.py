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
ADDRESS = "https://raw.githubusercontent.com/pypsa-meets-earth/pypsa-kz-data/main/data"
COUNTRY = "KAZ"


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
# The grid's three zones. South as KEGOC lists it, West as the line Uralsk-Atyrau-Mangystau joins
# it.
SOUTH = {"KZ-ALM", "KZ-ALA", "KZ-KZY", "KZ-YUZ", "KZ-ZHA"}
WEST = {"KZ-ATY", "KZ-MAN", "KZ-ZAP"}


def _zone(region_id: str) -> str:
    return "south" if region_id in SOUTH else "west" if region_id in WEST else "north"


def _region_at(shapes: dict, longitude: float, latitude: float) -> str:
    """The region that holds the point, else the nearest (on the border, Baikonur's enclave)."""
    point = Point(longitude, latitude)
    return min(shapes, key=lambda code: shapes[code].distance(point))


@table("power_plants", inputs=(PLANTS, natural_earth.REGIONS))
def power_plants(inputs: Inputs) -> pd.DataFrame:
    """iso3, name, fuel, technology, capacity_mw, year, latitude, longitude, region_id, zone."""
    columns = ("Name", "Fueltype", "Technology", "Capacity", "DateIn", "lat", "lon")
    raw = inputs.csv(PLANTS, columns)
    unknown = sorted(set(raw["Fueltype"]) - set(FUELS))
    if unknown:
        raise RefreshError(f"{PLANTS}: fuel {unknown[0]!r} is new here; add it to FUELS")
    shapes = natural_earth.region_shapes(inputs)
    regions = [_region_at(shapes, row.lon, row.lat) for row in raw.itertuples()]
    frame = pd.DataFrame(
        {
            "iso3": COUNTRY,
            "name": raw["Name"].str.split().str.join(" "),
            "fuel": raw["Fueltype"].map(FUELS),
            "technology": raw["Technology"].replace({"Pv": "PV"}),
            "capacity_mw": raw["Capacity"].round(2),
            "year": raw["DateIn"],
            "latitude": raw["lat"].round(4),
            "longitude": raw["lon"].round(4),
            "region_id": regions,
            "zone": [_zone(region) for region in regions],
        }
    )
    return frame.sort_values(["capacity_mw", "name"], ascending=[False, True], ignore_index=True)


@table("electricity_trade", inputs=(TRADE,))
def electricity_trade(inputs: Inputs) -> pd.DataFrame:
    """iso3, month, partner, direction, energy_gwh, doubt (why a value cannot be right)."""
    raw = inputs.csv(TRADE, ("GWh",), decimal=",")
    raw["month"] = pd.to_datetime(raw["GWh"], format="%b %Y", errors="coerce")
    frame = raw.dropna(subset=["month"]).melt(["GWh", "month"], value_name="energy_gwh")
    ends = frame["variable"].str.split(" - ", expand=True)
    frame = frame.assign(
        iso3=COUNTRY,
        partner=ends[0].map(codes.of("pypsa-kz-data")),
        direction=ends[1].map(DIRECTIONS),
    ).dropna(subset=["energy_gwh"])
    keys = zip(
        frame["month"].dt.strftime("%Y-%m-%d"), frame["partner"], frame["direction"], strict=True
    )
    frame["doubt"] = [DOUBTS.get(key) for key in keys]
    columns = ["iso3", "month", "partner", "direction", "energy_gwh", "doubt"]
    return frame[columns].sort_values(["month", "partner", "direction"], ignore_index=True)


@table("electricity_regions", inputs=(CONSUMPTION,))
def electricity_regions(inputs: Inputs) -> pd.DataFrame:
    """iso3, region_id, region, zone, consumption_gwh: one year's, not stated which."""
    raw = inputs.csv(CONSUMPTION, ("Region", "Consumption (GWh)"))
    region_id = raw["Region"].map(codes.of("pypsa-kz-data-regions"))
    frame = pd.DataFrame(
        {
            "iso3": COUNTRY,
            "region_id": region_id,
            "region": raw["Region"],
            "zone": region_id.map(_zone),
            "consumption_gwh": raw["Consumption (GWh)"].astype(float),
        }
    )
    return frame.sort_values("region_id", ignore_index=True)
