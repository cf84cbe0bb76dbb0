"""World Bank World Development Indicators (WDI): people, output, prices, rents and land."""

import pandas as pd

from qantar.sources.base import Inputs, table
from qantar.sources.codes import ALPHA3

FIRST_YEAR = 1990
COLUMNS = {"Country Code": "iso3", "Year": "year", "Value": "value"}
OIL_RENTS = "worldbank-wdi-oil-rents/ny_gdp_petr_rt_zs_kaz_kgz_uzb_tkm.csv"
WORLD = "WLD"

# indicator of the table: (WDI code, divide by, decimals). Per cent become fractions.
INDICATORS = {
    "population": ("SP.POP.TOTL", 1, 0),
    "gdp_usd_bn": ("NY.GDP.MKTP.CD", 1e9, 4),
    "gdp_per_head_usd": ("NY.GDP.PCAP.CD", 1, 2),
    "gdp_per_head_ppp_usd": ("NY.GDP.PCAP.PP.CD", 1, 2),
    "gdp_growth": ("NY.GDP.MKTP.KD.ZG", 100, 6),
    "inflation": ("FP.CPI.TOTL.ZG", 100, 6),
    "exchange_rate_per_usd": ("PA.NUS.FCRF", 1, 6),
    "resource_rents_of_gdp": ("NY.GDP.TOTL.RT.ZS", 100, 6),
    "land_area_km2": ("AG.LND.TOTL.K2", 1, 2),
    "surface_area_km2": ("AG.SRF.TOTL.K2", 1, 2),
}
EVERY_COUNTRY = ("population", "gdp_usd_bn", "land_area_km2", "surface_area_km2")

# Kazakhstan's peers: the countries (and the world) for which prices, growth and surveys are
# compared.
_COMPARED = """
AFG AGO ARE ARG ARM AUS AZE BGR BLR BRA CAN CHE CHL CHN COL CZE DEU DZA ECU EGY ESP EST FRA GBR GEO
HUN IDN IND IRN IRQ ITA JPN KAZ KGZ KOR KWT LBY LTU LVA MDA MEX MNG MYS NGA NOR OMN PAK PER POL QAT
ROU RUS SAU SWE TJK TKM TUR UKR USA UZB VEN WLD ZAF
"""
COMPARED = frozenset(_COMPARED.split())
# The file also holds some fifty groups of countries; of these only the world is kept.
PLACES = frozenset(ALPHA3.values()) | {"ASM", "CHI", "FRO", "GUM", "MAF", "MNP", "VIR", WORLD}

# Files as the address gives them, except that countries nobody here compares were left out of some.


def file(code: str) -> str:
    """The file of a WDI code."""
    return f"worldbank-wdi/{code.lower()}.csv"


def indicator(inputs: Inputs, code: str) -> pd.DataFrame:
    """iso3, year, value of a WDI code as published, from 1990; countries and the world."""
    raw = inputs.csv(file(code), COLUMNS, keep_default_na=False, na_values=[""])
    return raw[(raw["year"] >= FIRST_YEAR) & raw["iso3"].isin(PLACES) & raw["value"].notna()]


def _oil_rents(inputs: Inputs) -> pd.DataFrame:
    columns = {"geo": "iso3", "time": "year", "ny_gdp_petr_rt_zs": "value"}
    raw = inputs.csv(OIL_RENTS, columns)
    value = (raw["value"] / 100).round(7)
    return raw.assign(iso3=raw["iso3"].str.upper(), indicator="oil_rents_of_gdp", value=value)


@table("macro", inputs=(*(file(code) for code, _, _ in INDICATORS.values()), OIL_RENTS))
def macro(inputs: Inputs) -> pd.DataFrame:
    """indicator (see INDICATORS), iso3, year, value; fractions; areas: newest year only."""
    parts = [_oil_rents(inputs)]
    for name, (code, divisor, decimals) in INDICATORS.items():
        frame = indicator(inputs, code)
        if name not in EVERY_COUNTRY:
            frame = frame[frame["iso3"].isin(COMPARED)]
        if name.endswith("area_km2"):
            frame = frame.sort_values("year").groupby("iso3").tail(1)
        parts.append(frame.assign(indicator=name, value=(frame["value"] / divisor).round(decimals)))
    return pd.concat(parts)
