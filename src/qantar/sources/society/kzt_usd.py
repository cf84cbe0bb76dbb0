"""Tenge per US dollar: monthly market rate, quarterly averages, single days, years."""

import pandas as pd

from qantar.sources.base import Inputs, table

MARKET = "kzt-usd/USD_KZT Historical Data.csv"
QUARTERS = "kzt-usd/macroKZ.csv"
DAYS = "kzt-usd/currency-api-usd-kzt.csv"
YEARS = "worldbank-wdi/pa.nus.fcrf.csv"
FIRST_MONTH = "2014-01-01"
FIRST_QUARTER = pd.Period("2010Q1")
RATE = "kzt_per_usd"


def _market(inputs: Inputs) -> pd.DataFrame:
    columns = {"Date": "month", "Price": RATE, "Low": "low", "High": "high"}
    raw = inputs.csv(MARKET, columns, encoding="utf-8-sig")
    raw["month"] = pd.to_datetime(raw["month"], format="%m/%d/%Y")
    return raw[raw["month"] >= FIRST_MONTH].assign(kind="market_close")


def _quarters(inputs: Inputs, after: pd.Timestamp) -> pd.DataFrame:
    """The quarter's average in each of its months (no date column: row 1 is 2010Q1)."""
    rate = inputs.csv(QUARTERS, {"usdkzt": RATE}, sep=";")
    rate.index = pd.period_range(FIRST_QUARTER, periods=len(rate), name="month")
    frame = rate.resample("M").ffill().to_timestamp().reset_index()
    return frame[frame["month"] > after].assign(kind="quarter_average")


def _days(inputs: Inputs) -> pd.DataFrame:
    raw = inputs.csv(DAYS, {"date": "month", "kzt": RATE})
    month = pd.to_datetime(raw["month"]).dt.to_period("M").dt.to_timestamp()
    return raw.assign(month=month, kind="single_day")


def _years(inputs: Inputs) -> pd.DataFrame:
    raw = inputs.csv(YEARS, {"Country Code": "iso3", "Year": "month", "Value": RATE})
    raw = raw[raw["iso3"] == "KAZ"].drop(columns="iso3")
    month = pd.to_datetime(raw["month"].astype(str) + "-01-01")
    return raw.assign(month=month, kind="year_average")


@table("exchange_rate", inputs=(MARKET, QUARTERS, DAYS, YEARS))
def exchange_rate(inputs: Inputs) -> pd.DataFrame:
    """month, kind, kzt_per_usd, low, high (market_close rows only); one row per month and kind."""
    market = _market(inputs)
    parts = [_years(inputs), market, _quarters(inputs, market["month"].max()), _days(inputs)]
    return pd.concat(parts, ignore_index=True).round({RATE: 4, "low": 4, "high": 4})
