"""Codes and names of countries (Our World in Data's names, else the World Bank's) and World Bank
regions.
"""

import pandas as pd

from qantar.sources.base import Inputs, table
from qantar.sources.society import worldbank_wdi

WORLD_BANK = worldbank_wdi.file("SP.POP.TOTL")
ENERGY = "owid-energy-data/owid-energy-data_countries_1990-2025.csv"
WEALTH = "wid-owid-2025/wealth_share_richest_1.csv"
REGIONS = "worldbank-pip/pip_2017ppp_2023-07.csv"

REGION_NAMES = {
    "EAP": "East Asia and Pacific",
    "ECA": "Europe and Central Asia",
    "LAC": "Latin America and Caribbean",
    "MNA": "Middle East and North Africa",
    "OHI": "Other high income",
    "SAS": "South Asia",
    "SSA": "Sub-Saharan Africa",
}
GROUPS = ("WLD", "ECS", "ECA", "HIC", "UMC", "LMC", "CEB", "EUU", "OED")
NOTES = {
    **dict.fromkeys(GROUPS, "group of countries"),
    "XKX": "World Bank code, not ISO 3166",
    "CHI": "World Bank code, not ISO 3166: Guernsey and Jersey together",
    "ANT": "former code, withdrawn from ISO 3166",
}


def _names(inputs: Inputs, file: str, code: str, name: str) -> dict[str, str]:
    frame = inputs.csv(file, (code, name), dtype="str", keep_default_na=False)
    known = frame[frame[code].str.fullmatch("[A-Z]{3}", na=False)]
    if file == WORLD_BANK:
        known = known[known[code].isin(worldbank_wdi.PLACES.union(GROUPS))]
    return dict(zip(known[code], known[name], strict=True))


def names(inputs: Inputs) -> dict[str, str]:
    """Name by ISO code; Our World in Data's name wins over the World Bank's."""
    return {
        **_names(inputs, WORLD_BANK, "Country Code", "Country Name"),
        **_names(inputs, WEALTH, "country_code", "country"),
        **_names(inputs, ENERGY, "iso_code", "country"),
    }


@table("countries", inputs=(WORLD_BANK, ENERGY, WEALTH, REGIONS))
def countries(inputs: Inputs) -> pd.DataFrame:
    """Columns iso3, name, region (World Bank, empty where not covered), note; sorted by iso3."""
    name_of = names(inputs)
    poverty = inputs.csv(
        REGIONS, ("country_code", "region_code"), usecols=["country_code", "region_code"]
    )
    region_of = dict(
        zip(poverty["country_code"], poverty["region_code"].map(REGION_NAMES), strict=True)
    )
    codes = sorted(name_of)
    return pd.DataFrame(
        {
            "iso3": codes,
            "name": [name_of[code] for code in codes],
            "region": [region_of.get(code) for code in codes],
            "note": [NOTES.get(code) for code in codes],
        }
    )
