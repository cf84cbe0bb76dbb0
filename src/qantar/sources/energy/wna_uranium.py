"""World uranium mine production: British Geological Survey, World Nuclear Association."""

import pandas as pd

from qantar.sources import codes
from qantar.sources.base import Inputs, table

FILE = "wna-uranium/production_from_mines_tonnes_u_2013-2022.csv"
BGS = "owid-reserves/uranium-production.csv"
BGS_COLUMNS = {
    "Entity": "country",
    "Code": "iso3",
    "Year": "year",
    "Uranium (BGS (2016)) (tonnes (metal content))": "tonnes_u",
}
ESTIMATED = " (est.)"
# The association's rows that are not producers; of these only the total is kept.
TOTAL = "Total world"
OTHER_ROWS = ("tonnes U3O8", "% of world demand")


def _association(inputs: Inputs) -> pd.DataFrame:
    raw = inputs.csv(FILE, ("Country",))
    raw = raw[~raw["Country"].isin(OTHER_ROWS)]
    frame = raw.melt("Country", var_name="year", value_name="tonnes_u")
    country = frame["Country"].str.removesuffix(ESTIMATED)
    return frame.drop(columns="Country").assign(
        series="WNA",
        country=country.replace({TOTAL: "World", "USA": "United States"}),
        iso3=codes.mapped(country, codes.of("wna-uranium"), FILE),
        estimated=frame["Country"].str.endswith(ESTIMATED),
    )


def _survey(inputs: Inputs) -> pd.DataFrame:
    raw = inputs.csv(BGS, BGS_COLUMNS)
    # States that no longer exist have the publisher's own codes, which are not ISO 3166.
    iso3 = codes.countries(raw)["iso3"].reindex(raw.index)
    return raw.assign(series="BGS", iso3=iso3, estimated=False)


@table("uranium", inputs=(FILE, BGS))
def uranium(inputs: Inputs) -> pd.DataFrame:
    """series (BGS or WNA), country, iso3, year, tonnes_u, estimated; only WNA has a World."""
    frame = pd.concat([_survey(inputs), _association(inputs)], ignore_index=True)
    return frame.astype({"year": int, "tonnes_u": float})
