"""Kazakhstan's Bureau of National Statistics (BNS): output, incomes, wages, people by region."""

import pandas as pd

from qantar.common.errors import RefreshError
from qantar.sources import codes
from qantar.sources.base import Inputs, table

FOLDER = "kz-regions-bns"
GRP = "grp_per_capita_thousand_kzt_2008_2022.csv"
INCOME = "nominal_cash_income_per_capita_2000_2020.csv"
WAGE = "average_wage_2022.csv"
PEOPLE = "population_by_region_2000_2023.csv"
GINI = "gini_decile_by_region_2001_2024.csv"
POVERTY = "poverty_below_subsistence_by_region_2001_2024.csv"
WAGE_YEAR = 2022
SPLIT_YEAR = 2018  # South Kazakhstan became Turkistan region and Shymkent city

# Some labels mix look-alike letters of both alphabets.
LOOK_ALIKES = str.maketrans("аекморсту", "aekmopcty")


def _plain(label: str) -> str:
    text = label.lower().replace("г. ", "г.").strip()
    latin = sum(letter in "abcdefghijklmnopqrstuvwxyz" for letter in text)
    return text.translate(LOOK_ALIKES) if latin else text


def region_name(label: str) -> str:
    """Our name of the region that a publisher's label means; raises RefreshError if none fits.

    ``codes.csv`` has parts of labels in lower-case Latin or Cyrillic letters; the first one counts.
    """
    text = _plain(label)
    for part, name in codes.of(FOLDER).items():
        if part in text:
            return name
    raise RefreshError(f"{FOLDER}: region {label!r} has no name; add it to sources/codes.csv")


def _rows(labels: pd.Series, years: pd.Series, indicator: str, values: pd.Series) -> pd.DataFrame:
    frame = pd.DataFrame({"region": labels.map(region_name), "year": years})
    return frame.assign(indicator=indicator, value=values).dropna(subset="value")


def _wide(inputs: Inputs, name: str, indicator: str, divisor: float, decimals: int) -> pd.DataFrame:
    """A sheet with a column a year (footnote marks, decimal commas, "-" for no data)."""
    raw = inputs.csv(f"{FOLDER}/{name}", dtype="str")
    label = raw.columns[0]
    long = raw.melt(label, var_name="year", value_name="text")
    values = pd.to_numeric(long["text"].str.replace(",", ".").replace("-", None)) / divisor
    return _rows(long[label], long["year"].str[:4].astype(int), indicator, values.round(decimals))


def _income(inputs: Inputs) -> pd.DataFrame:
    raw = inputs.csv(f"{FOLDER}/{INCOME}", ("region", "date", "value"))
    years = raw["date"].str[:4].astype(int)
    return _rows(raw["region"], years, "cash_income_kzt_month", raw["value"])


def _wage(inputs: Inputs) -> pd.DataFrame:
    raw = inputs.csv(f"{FOLDER}/{WAGE}", ("Регионы", "Всего персонала"))
    years = pd.Series(WAGE_YEAR, index=raw.index)
    return _rows(raw["Регионы"], years, "wage_kzt_month", raw["Всего персонала"])


def _people(inputs: Inputs) -> pd.DataFrame:
    """Population of 1 January; before the split South Kazakhstan is the sum of two."""
    raw = inputs.csv(f"{FOLDER}/{PEOPLE}", ("Область", "Год", "Население"))
    frame = _rows(raw["Область"], raw["Год"], "population", raw["Население"])
    before = frame["region"].isin(["Turkistan", "Shymkent city"]) & (frame["year"] < SPLIT_YEAR)
    frame["region"] = frame["region"].mask(before, "South Kazakhstan")
    return frame.groupby(["region", "year", "indicator"], as_index=False)["value"].sum()


@table(
    "regions",
    inputs=tuple(f"{FOLDER}/{name}" for name in (GRP, INCOME, WAGE, PEOPLE, GINI, POVERTY)),
)
def regions(inputs: Inputs) -> pd.DataFrame:
    """region, year, indicator, value.

    Indicators: grp_per_head_kzt, cash_income_kzt_month, wage_kzt_month, population (1 January),
    gini and poverty_share (below the subsistence minimum).
    """
    parts = [
        _wide(inputs, GRP, "grp_per_head_kzt", 1e-3, 0),
        _income(inputs),
        _wage(inputs),
        _people(inputs),
        _wide(inputs, GINI, "gini", 1, 4),
        _wide(inputs, POVERTY, "poverty_share", 100, 6),
    ]
    return pd.concat(parts)
