"""Our World in Data's electricity charts: the world rows that its country file lacks."""

import pandas as pd

from qantar.common.errors import RefreshError
from qantar.sources.base import Inputs

FOLDER = "owid-grapher-electricity"
SOURCES = ("coal", "gas", "oil", "nuclear", "hydro", "solar", "wind")
GENERATION = "electricity-generation"
CARBON_INTENSITY = "carbon-intensity-electricity"


def file(chart: str) -> str:
    """The input path of a chart's download."""
    return f"{FOLDER}/{chart}.csv"


def world(inputs: Inputs, chart: str, name: str) -> pd.DataFrame:
    """A chart's world series: iso3 (WLD), year, and the chart's only value column under `name`.

    Raises RefreshError where the download has not exactly one value column (its title may change).
    """
    raw = inputs.csv(file(chart), ("Entity", "Code", "Year"))
    values = [column for column in raw.columns if column not in ("Entity", "Code", "Year")]
    if len(values) != 1:
        raise RefreshError(f"{file(chart)}: expected one value column, found {values}")
    rows = raw[raw["Code"] == "OWID_WRL"].drop(columns=["Entity", "Code"]).assign(iso3="WLD")
    return rows.rename(columns={"Year": "year", values[0]: name})
