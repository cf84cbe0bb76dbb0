"""Standardized World Income Inequality Database (SWIID): Gini of disposable income."""

import pandas as pd

from qantar.sources import codes
from qantar.sources.base import Inputs
from qantar.sources.society import countries

FILE = "swiid/swiid_summary.csv"
COLUMNS = {"country": "iso3", "year": "year", "gini_disp": "value", "gini_disp_se": "error"}
NORMAL_95 = 1.96


def disposable(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, value, low, high: Gini (0-1), 1.96 standard errors each way."""
    raw = inputs.csv(FILE, COLUMNS)
    raw["iso3"] = raw["iso3"].map(countries.codes_of(inputs) | codes.of("swiid"))
    raw = raw.dropna(subset=["iso3", "value"])
    value, margin = raw["value"] / 100, raw.pop("error") * NORMAL_95 / 100
    return raw.assign(value=value, low=value - margin, high=value + margin).round(4)
