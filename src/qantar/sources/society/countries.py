"""Codes and names of countries (Our World in Data's, else the World Bank's), and regions."""

import pandas as pd

from qantar.sources import codes
from qantar.sources.base import Inputs, table
from qantar.sources.society import worldbank_wdi

WORLD_BANK = worldbank_wdi.file("SP.POP.TOTL")
ENERGY = "owid-energy-data/owid-energy-data_countries_1990-2025.csv"
WEALTH = "wid-owid-2025/wealth_share_richest_1.csv"
REGIONS = "worldbank-pip/pip_2017ppp_2023-07.csv"

GROUPS = ("WLD", "ECS", "ECA", "HIC", "UMC", "LMC", "CEB", "EUU", "OED")
NOTES = {
    **dict.fromkeys(GROUPS, "group of countries"),
    "XKX": "World Bank code, not ISO 3166",
    "CHI": "World Bank code, not ISO 3166: Guernsey and Jersey together",
    "ANT": "former code, withdrawn from ISO 3166",
}


def _names(inputs: Inputs, file: str, code: str, name: str) -> dict[str, str]:
    columns = {code: "iso3", name: "name"}
    frame = codes.countries(inputs.csv(file, columns, dtype="str", keep_default_na=False))
    if file == WORLD_BANK:
        frame = frame[frame["iso3"].isin(worldbank_wdi.PLACES.union(GROUPS))]
    return dict(zip(frame["iso3"], frame["name"], strict=True))


def names(inputs: Inputs) -> dict[str, str]:
    """Name by ISO code; Our World in Data's name wins over the World Bank's."""
    return {
        **_names(inputs, WORLD_BANK, "Country Code", "Country Name"),
        **_names(inputs, WEALTH, "country_code", "country"),
        **_names(inputs, ENERGY, "iso_code", "country"),
    }


def codes_of(inputs: Inputs) -> dict[str, str]:
    """ISO code by name (see names)."""
    return {name: code for code, name in names(inputs).items()}


def _possessive(name: str, in_sentence: str) -> str:
    """The United States' (a plural with its article), Cyprus's."""
    return f"{in_sentence}'" if in_sentence != name and name.endswith("s") else f"{in_sentence}'s"


@table("countries", inputs=(WORLD_BANK, ENERGY, WEALTH, REGIONS))
def countries(inputs: Inputs) -> pd.DataFrame:
    """iso3, name, name_in_sentence, possessive, region (World Bank, may be empty), note."""
    poverty = inputs.csv(REGIONS, ("country_code", "region_code"))
    region_of = dict(zip(poverty["country_code"], poverty["region_code"], strict=True))
    region_name = codes.of("worldbank-regions")
    in_sentence = codes.of("in-sentence")
    rows = [
        {
            "iso3": code,
            "name": name,
            "name_in_sentence": in_sentence.get(code, name),
            "possessive": _possessive(name, in_sentence.get(code, name)),
            "region": region_name.get(region_of.get(code, "")),
            "note": NOTES.get(code),
        }
        for code, name in names(inputs).items()
    ]
    return pd.DataFrame(rows)
