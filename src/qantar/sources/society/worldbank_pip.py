"""World Bank Poverty and Inequality Platform (PIP): decile shares and Gini of household surveys."""

import pandas as pd

from qantar.sources.base import Inputs, table

FILE = "worldbank-pip/pip_2017ppp_2023-07.csv"
FIRST_YEAR = 2000
DECILES = [f"decile{number}" for number in range(1, 11)]
COLUMNS = {
    "country_code": "iso3",
    "reporting_year": "year",
    "reporting_level": "reporting_level",
    "welfare_type": "welfare",
    **{name: name for name in ("gini", *DECILES)},
}


def surveys(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, reporting_level, welfare (consumption or income), gini, decile1 to decile10."""
    return inputs.csv(FILE, COLUMNS)


def national(inputs: Inputs) -> pd.DataFrame:
    """The national surveys since 2000 that have deciles, as `surveys` gives them."""
    frame = surveys(inputs).dropna(subset=DECILES)
    return frame[(frame["reporting_level"] == "national") & (frame["year"] >= FIRST_YEAR)]


@table("income_deciles", inputs=(FILE,))
def income_deciles(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, welfare, decile (1 = poorest), share; national surveys since 2000."""
    frame = national(inputs).melt(["iso3", "year", "welfare"], DECILES, "decile", "share").round(6)
    return frame.assign(decile=frame["decile"].str.removeprefix("decile").astype(int))
