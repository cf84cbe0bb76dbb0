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

# How a name stands in a sentence, and its possessive, where these are not the name and "'s".
FORMS = {
    "ANT": ("the Netherlands Antilles", "the Netherlands Antilles'"),
    "ARE": ("the United Arab Emirates", "the United Arab Emirates'"),
    "BHS": ("the Bahamas", "the Bahamas'"),
    "CAF": ("the Central African Republic", "the Central African Republic's"),
    "CHI": ("the Channel Islands", "the Channel Islands'"),
    "COD": ("the Democratic Republic of Congo", "the Democratic Republic of Congo's"),
    "COK": ("the Cook Islands", "the Cook Islands'"),
    "COM": ("the Comoros", "the Comoros'"),
    "CYM": ("the Cayman Islands", "the Cayman Islands'"),
    "DOM": ("the Dominican Republic", "the Dominican Republic's"),
    "EUU": ("the European Union", "the European Union's"),
    "FLK": ("the Falkland Islands", "the Falkland Islands'"),
    "FRO": ("the Faroe Islands", "the Faroe Islands'"),
    "GBR": ("the United Kingdom", "the United Kingdom's"),
    "GMB": ("the Gambia", "the Gambia's"),
    "IMN": ("the Isle of Man", "the Isle of Man's"),
    "MDV": ("the Maldives", "the Maldives'"),
    "MHL": ("the Marshall Islands", "the Marshall Islands'"),
    "MNP": ("the Northern Mariana Islands", "the Northern Mariana Islands'"),
    "NLD": ("the Netherlands", "the Netherlands'"),
    "PHL": ("the Philippines", "the Philippines'"),
    "SLB": ("the Solomon Islands", "the Solomon Islands'"),
    "TCA": ("the Turks and Caicos Islands", "the Turks and Caicos Islands'"),
    "USA": ("the United States", "the United States'"),
    "VGB": ("the British Virgin Islands", "the British Virgin Islands'"),
    "VIR": ("the United States Virgin Islands", "the United States Virgin Islands'"),
    "WLD": ("the world", "the world's"),
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
    """Columns iso3, name, name_in_sentence, possessive, region (World Bank, empty where not
    covered), note; sorted by iso3.
    """
    name_of = names(inputs)
    poverty = inputs.csv(
        REGIONS, ("country_code", "region_code"), usecols=["country_code", "region_code"]
    )
    region_of = dict(
        zip(poverty["country_code"], poverty["region_code"].map(REGION_NAMES), strict=True)
    )
    codes = sorted(name_of)
    forms = [FORMS.get(code, (name_of[code], f"{name_of[code]}'s")) for code in codes]
    return pd.DataFrame(
        {
            "iso3": codes,
            "name": [name_of[code] for code in codes],
            "name_in_sentence": [in_sentence for in_sentence, _possessive in forms],
            "possessive": [possessive for _in_sentence, possessive in forms],
            "region": [region_of.get(code) for code in codes],
            "note": [NOTES.get(code) for code in codes],
        }
    )
