"""Gini coefficients of consumption, incomes and wealth from four publishers, side by side."""

import pandas as pd

from qantar import data
from qantar.sources import codes
from qantar.sources.base import Inputs, table
from qantar.sources.society import countries, wid, worldbank_pip, worldbank_wdi

GINI = worldbank_wdi.file("SI.POV.GINI")
SWIID = "swiid/swiid_summary.csv"
SWIID_COLUMNS = {"country": "iso3", "year": "year", "gini_disp": "value", "gini_disp_se": "error"}
NORMAL_95 = 1.96
WID_SERIES = (
    (wid.WEALTH, "ghweal992j", "wealth"),
    (wid.INCOME, "gptinc992j", "pretax_income"),
    (wid.DISPOSABLE, "gdiinc992j", "posttax_income"),
)
COLUMNS = ["concept", "source", "iso3", "year", "value", "low", "high"]


def _compared(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["iso3"].isin(worldbank_wdi.COMPARED)]


def _survey_kind(surveys: pd.DataFrame, iso3: str, year: int, gini: float) -> str | None:
    """consumption or income, as the nearest survey; of two, that with the nearer Gini."""
    own = surveys[surveys["iso3"] == iso3]
    if own.empty:
        return None
    nearest = own.assign(years=(own["year"] - year).abs(), distance=(own["gini"] - gini).abs())
    return nearest.sort_values(["years", "distance"])["welfare"].iloc[0]


def _world_bank(inputs: Inputs) -> pd.DataFrame:
    """WDI names no survey kind, so it is that of PIP; countries PIP does not know are left out."""
    frame = worldbank_wdi.indicator(inputs, "SI.POV.GINI")
    frame = frame.assign(value=(frame["value"] / 100).round(4), source="WDI")
    surveys = worldbank_pip.surveys(inputs)
    keys = zip(frame["iso3"], frame["year"], frame["value"], strict=True)
    frame["concept"] = [_survey_kind(surveys, *key) for key in keys]
    return frame.dropna(subset="concept")


def _pip(inputs: Inputs) -> pd.DataFrame:
    names = {"gini": "value", "welfare": "concept"}
    return worldbank_pip.national(inputs).rename(columns=names).assign(source="PIP").round(6)


def _swiid(inputs: Inputs) -> pd.DataFrame:
    """Standardized World Income Inequality Database: Gini, 1.96 standard errors each way."""
    raw = inputs.csv(SWIID, SWIID_COLUMNS)
    raw["iso3"] = raw["iso3"].map(countries.codes_of(inputs) | codes.of("swiid"))
    raw = _compared(raw[raw["year"] >= worldbank_wdi.FIRST_YEAR]).dropna(subset="value")
    value, margin = raw["value"] / 100, raw.pop("error") * NORMAL_95 / 100
    frame = raw.assign(value=value, low=value - margin, high=value + margin).round(4)
    return frame.assign(concept="disposable_income", source="SWIID")


def _wid(inputs: Inputs) -> pd.DataFrame:
    parts = []
    for file, code, concept in WID_SERIES:
        frame = wid.series(inputs, file)
        frame = frame[frame["variable"] == code].assign(concept=concept, source="WID")
        parts.append(frame if concept == "wealth" else _compared(frame))
    return pd.concat(parts)


@table(
    "inequality",
    inputs=(GINI, worldbank_pip.FILE, SWIID, *(file for file, _, _ in WID_SERIES)),
)
def inequality(inputs: Inputs) -> pd.DataFrame:
    """concept, source, iso3, year, value, low, high (fractions; range for SWIID only).

    concept: consumption or income (household surveys: WDI, PIP), disposable_income (SWIID),
    pretax_income, posttax_income, wealth (WID), wealth (UBS). From 1990; SWIID and WID's incomes
    for the compared countries.
    """
    parts = [
        _world_bank(inputs),
        _pip(inputs),
        _swiid(inputs),
        _wid(inputs),
        data.load("wealth_gini").drop(columns="fact").assign(concept="wealth", source="UBS"),
    ]
    return pd.concat(parts)[COLUMNS]
