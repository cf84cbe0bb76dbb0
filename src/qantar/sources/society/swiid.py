"""Standardized World Income Inequality Database (SWIID): Gini of disposable income."""

import pandas as pd

from qantar.sources import codes
from qantar.sources.base import Inputs
from qantar.sources.society import countries

FILE = "swiid_summary.csv"
INPUT = f"swiid/{FILE}"
NORMAL_95 = 1.96


def disposable(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, value, low, high: Gini (0-1), 1.96 standard errors each way."""
    raw = inputs.csv(INPUT, ("country", "year", "gini_disp", "gini_disp_se"))
    known = countries.codes_of(inputs) | codes.of("swiid")
    raw = raw.assign(iso3=raw["country"].map(known)).dropna(subset=["iso3", "gini_disp"])
    value, error = raw["gini_disp"] / 100, raw["gini_disp_se"] * NORMAL_95 / 100
    return pd.DataFrame(
        {
            "iso3": raw["iso3"],
            "year": raw["year"],
            "value": value.round(4),
            "low": (value - error).round(4),
            "high": (value + error).round(4),
        }
    )
