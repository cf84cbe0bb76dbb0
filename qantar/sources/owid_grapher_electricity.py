"""Our World in Data's electricity charts: the world rows that its country file lacks."""

import pandas as pd

from qantar.errors import RefreshError
from qantar.sources.base import Inputs, Publisher, RemoteFile

FOLDER = "owid-grapher-electricity"
SOURCES = ("coal", "gas", "oil", "nuclear", "hydro", "solar", "wind")
GENERATION = "electricity-generation"
CARBON_INTENSITY = "carbon-intensity-electricity"
WORLD = {"OWID_WRL": "WLD"}


PUBLISHER = Publisher(
    id=FOLDER,
    title="Electricity charts",
    publisher="Our World in Data, from Ember and the Energy Institute",
    url="https://ourworldindata.org/grapher/electricity-generation",
    mode="automatic",
    files=(
        RemoteFile(
            "electricity-generation.csv",
            url="https://ourworldindata.org/grapher/electricity-generation.csv",
            sha256="6f8190c34f83b0dda7c75ecea30421b5e3ab2e517798e6d9671c324c09be3b4f",
        ),
        RemoteFile(
            "carbon-intensity-electricity.csv",
            url="https://ourworldindata.org/grapher/carbon-intensity-electricity.csv",
            sha256="fe632e0efd185b82d846372d67abfb91620e8362e3fd19646c8a2b48fd2f16f4",
        ),
        RemoteFile(
            "electricity-coal.csv",
            url="https://ourworldindata.org/grapher/electricity-coal.csv",
            sha256="cbef50747f4e53e9142d72b05b1758b8cea745a4fd8fbc9ce3cb602e290cefb5",
        ),
        RemoteFile(
            "electricity-gas.csv",
            url="https://ourworldindata.org/grapher/electricity-gas.csv",
            sha256="7916fa5608b491807522c4cc5b82408566e92f41b49c35ebbf758485fea20e59",
        ),
        RemoteFile(
            "electricity-oil.csv",
            url="https://ourworldindata.org/grapher/electricity-oil.csv",
            sha256="90409a3529f3da110e326f5c4b467b0767257e76cee48d02e04fd8311886d6e3",
        ),
        RemoteFile(
            "electricity-nuclear.csv",
            url="https://ourworldindata.org/grapher/electricity-nuclear.csv",
            sha256="724d59f490cb99f0816a4d136b8591d5064b0d4adf2abbd666b52621427a4832",
        ),
        RemoteFile(
            "electricity-hydro.csv",
            url="https://ourworldindata.org/grapher/electricity-hydro.csv",
            sha256="c6b8e4ca6f3f78c79e7fcea8f981092829807a917b17f1091e28960ff3957e67",
        ),
        RemoteFile(
            "electricity-solar.csv",
            url="https://ourworldindata.org/grapher/electricity-solar.csv",
            sha256="6d235ce6e293aa9796c2486bbdb942e3161b3997e76313ed9834ce122161c747",
        ),
        RemoteFile(
            "electricity-wind.csv",
            url="https://ourworldindata.org/grapher/electricity-wind.csv",
            sha256="6ed0365294193b44b164812cde3bfcd3c8da8da5b149269d1ac274bfbd30260c",
        ),
    ),
)


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
    rows = raw[raw["Code"].isin(WORLD)]
    return pd.DataFrame({"iso3": rows["Code"].map(WORLD), "year": rows["Year"], name: rows[values[0]]})
