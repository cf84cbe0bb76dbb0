"""World Bank Poverty and Inequality Platform (PIP): decile shares and Gini of household surveys."""

import pandas as pd

from qantar.sources.base import Inputs, table

FILE = "pip_2017ppp_2023-07.csv"
INPUT = f"worldbank-pip/{FILE}"
FIRST_YEAR = 2000
DECILES = [f"decile{number}" for number in range(1, 11)]
COLUMNS = ("country_code", "reporting_year", "reporting_level", "welfare_type", "gini", *DECILES)


def surveys(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, reporting_level, welfare (consumption or income), gini, decile1 to decile10."""
    raw = inputs.csv(INPUT, COLUMNS)
    names = {"country_code": "iso3", "reporting_year": "year", "welfare_type": "welfare"}
    return raw[list(COLUMNS)].rename(columns=names)


def national(inputs: Inputs) -> pd.DataFrame:
    """The national surveys since 2000 that have deciles, as `surveys` gives them."""
    frame = surveys(inputs).dropna(subset=DECILES)
    return frame[(frame["reporting_level"] == "national") & (frame["year"] >= FIRST_YEAR)]


@table("income_deciles", inputs=(INPUT,))
def income_deciles(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, welfare, decile (1 = poorest), share; national surveys since 2000."""
    keys = ["iso3", "year", "welfare"]
    frame = national(inputs).melt(keys, DECILES, "decile", "share")
    frame["decile"] = frame["decile"].str.removeprefix("decile").astype(int)
    frame["share"] = frame["share"].round(6)
    return frame.sort_values([*keys, "decile"], ignore_index=True)
