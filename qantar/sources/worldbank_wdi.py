"""World Bank World Development Indicators (WDI): people, output, prices, rents and land."""

import pandas as pd

from qantar.sources.base import Inputs, Publisher, RemoteFile, table
from qantar.sources.codes import ALPHA3

FIRST_YEAR = 1990
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

# Kazakhstan's peers: the countries (and the world) for which prices, growth and surveys are compared.
_COMPARED = """
AFG AGO ARE ARG ARM AUS AZE BGR BLR BRA CAN CHE CHL CHN COL CZE DEU DZA ECU EGY ESP EST FRA GBR GEO HUN
IDN IND IRN IRQ ITA JPN KAZ KGZ KOR KWT LBY LTU LVA MDA MEX MNG MYS NGA NOR OMN PAK PER POL QAT ROU RUS
SAU SWE TJK TKM TUR UKR USA UZB VEN WLD ZAF
"""
COMPARED = frozenset(_COMPARED.split())
# The file also holds some fifty groups of countries; of these only the world is kept.
PLACES = frozenset(ALPHA3.values()) | {"ASM", "CHI", "FRO", "GUM", "MAF", "MNP", "VIR", WORLD}

# Files as the address gives them, except that countries nobody here compares were left out of some.
HASHES = {
    "ag.lnd.totl.k2": "cfb99060bbef3d2dbcc1cd7e7e8507694312a2e702b161f73f5a5252a31a18a5",
    "ag.srf.totl.k2": "8805bee1e3fa5da60988dd3c37b3746de274f2422ac8ad5061f6575856f23c0b",
    "fp.cpi.totl.zg": "06f94380550b9a37da4471ab44cd5038386cb73deb4adac365e48bcdd180b996",
    "ny.gdp.mktp.cd": "793fd9f5aefed524c1a6390c6e5f083eff044b9e3dee82bc7fa583403071d7ed",
    "ny.gdp.mktp.kd.zg": "b3773646fe39198cbc2e5b18d185ee64680d5b3477ccd551fd0d0e70f55a1903",
    "ny.gdp.pcap.cd": "132d99589e635c1e67b5313c54e2116a6f8c2c64b20472a606e9f13fe77816ec",
    "ny.gdp.pcap.pp.cd": "f260b3050008c201427d95b835f5efa8fa38c0b19be26d026577d3bffbd3bac5",
    "ny.gdp.totl.rt.zs": "a50b68790db8038d1fc482750fb8817e300461a2b64534a36bba3add634a3538",
    "pa.nus.fcrf": "5aed4eb547ff10dcb77aacb3280adddee223ae39fecd9a10d74b78b5046934c0",
    "si.pov.gini": "e271fdcad8dc0fa53f6e7336f13781d9c873682c92931c39d60d232bcbea481a",
    "sp.pop.totl": "2fc1868fac76768dc6cbef2b6a6da7bca47f628e14544777907f4e22d6b30157",
}
MIRROR = "https://raw.githubusercontent.com/datasets/world-development-indicators/main/indicators"
PUBLISHER = Publisher(
    id="worldbank-wdi",
    title="World Development Indicators",
    publisher="World Bank",
    url="https://data.worldbank.org/indicator",
    mode="automatic",
    files=tuple(
        RemoteFile(f"{code}.csv", url=f"{MIRROR}/{code}/data.csv", sha256=digest)
        for code, digest in HASHES.items()
    ),
)
OIL_PUBLISHER = Publisher(
    id="worldbank-wdi-oil-rents",
    title="Oil rents (% of GDP), NY.GDP.PETR.RT.ZS",
    publisher="World Bank",
    url="https://data.worldbank.org/indicator/NY.GDP.PETR.RT.ZS",
    mode="manual",
    files=(
        RemoteFile(
            "ny_gdp_petr_rt_zs_kaz_kgz_uzb_tkm.csv",
            sha256="47f896cb4ba924fd9d458214c410455f44067e2486ec5643b1b568b7331ef98e",
        ),
    ),
    why_manual="four countries transcribed from another repository's copy, with a heading of our own",
)


def file(code: str) -> str:
    """The file of a WDI code."""
    return f"worldbank-wdi/{code.lower()}.csv"


def indicator(inputs: Inputs, code: str) -> pd.DataFrame:
    """iso3, year, value of a WDI code as published, from 1990; countries and the world, no other group."""
    raw = inputs.csv(file(code), ("Country Code", "Year", "Value"), keep_default_na=False, na_values=[""])
    raw = raw.rename(columns={"Country Code": "iso3", "Year": "year", "Value": "value"})
    kept = (raw["year"] >= FIRST_YEAR) & raw["iso3"].isin(PLACES) & raw["value"].notna()
    return raw.loc[kept, ["iso3", "year", "value"]]


def _oil_rents(inputs: Inputs) -> pd.DataFrame:
    raw = inputs.csv(OIL_RENTS, ("geo", "time", "ny_gdp_petr_rt_zs"))
    return pd.DataFrame(
        {
            "iso3": raw["geo"].str.upper(),
            "year": raw["time"],
            "indicator": "oil_rents_of_gdp",
            "value": (raw["ny_gdp_petr_rt_zs"] / 100).round(7),
        }
    )


@table("macro", inputs=(*(file(code) for code, _, _ in INDICATORS.values()), OIL_RENTS))
def macro(inputs: Inputs) -> pd.DataFrame:
    """indicator (see INDICATORS), iso3, year, value; fractions, not per cent; areas: newest year only."""
    parts = [_oil_rents(inputs)]
    for name, (code, divisor, decimals) in INDICATORS.items():
        frame = indicator(inputs, code)
        if name not in EVERY_COUNTRY:
            frame = frame[frame["iso3"].isin(COMPARED)]
        if name.endswith("area_km2"):
            frame = frame.sort_values("year").groupby("iso3").tail(1)
        parts.append(frame.assign(indicator=name, value=(frame["value"] / divisor).round(decimals)))
    order = ["indicator", "iso3", "year"]
    return pd.concat(parts)[[*order, "value"]].sort_values(order, ignore_index=True)
