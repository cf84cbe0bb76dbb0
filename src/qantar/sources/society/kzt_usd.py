"""Tenge per US dollar: monthly market rate, quarterly averages, single days, years."""

import pandas as pd

from qantar.sources.base import Inputs, table

MARKET = "USD_KZT Historical Data.csv"
QUARTERS = "macroKZ.csv"
DAYS = "currency-api-usd-kzt.csv"
YEARS = "worldbank-wdi/pa.nus.fcrf.csv"
FIRST_MONTH = "2014-01-01"
FIRST_QUARTER = pd.Period("2010Q1")


def _market(inputs: Inputs) -> pd.DataFrame:
    raw = inputs.csv(f"kzt-usd/{MARKET}", ("Date", "Price", "Low", "High"), encoding="utf-8-sig")
    frame = pd.DataFrame(
        {
            "month": pd.to_datetime(raw["Date"], format="%m/%d/%Y"),
            "kind": "market_close",
            "kzt_per_usd": raw["Price"],
            "low": raw["Low"],
            "high": raw["High"],
        }
    )
    return frame[frame["month"] >= FIRST_MONTH]


def _quarters(inputs: Inputs, after: pd.Timestamp) -> pd.DataFrame:
    """The quarter's average in each of its months (no date column: row 1 is 2010Q1)."""
    rate = inputs.csv(f"kzt-usd/{QUARTERS}", ("usdkzt",), sep=";")["usdkzt"]
    months = [(FIRST_QUARTER + row).asfreq("M", "start") for row in range(len(rate))]
    frame = pd.concat(
        pd.DataFrame(
            {"month": [(month + step).to_timestamp() for month in months], "kzt_per_usd": rate}
        )
        for step in range(3)
    )
    return frame[frame["month"] > after].assign(kind="quarter_average")


def _days(inputs: Inputs) -> pd.DataFrame:
    raw = inputs.csv(f"kzt-usd/{DAYS}", ("date", "kzt"))
    month = pd.to_datetime(raw["date"]).dt.to_period("M").dt.to_timestamp()
    return pd.DataFrame({"month": month, "kind": "single_day", "kzt_per_usd": raw["kzt"]})


def _years(inputs: Inputs) -> pd.DataFrame:
    raw = inputs.csv(YEARS, ("Country Code", "Year", "Value"))
    raw = raw[raw["Country Code"] == "KAZ"]
    month = pd.to_datetime(raw["Year"].astype(str) + "-01-01")
    return pd.DataFrame({"month": month, "kind": "year_average", "kzt_per_usd": raw["Value"]})


@table(
    "exchange_rate",
    inputs=(f"kzt-usd/{MARKET}", f"kzt-usd/{QUARTERS}", f"kzt-usd/{DAYS}", YEARS),
)
def exchange_rate(inputs: Inputs) -> pd.DataFrame:
    """month, kind, kzt_per_usd, low, high (market_close rows only); one row per month and kind."""
    market = _market(inputs)
    parts = [_years(inputs), market, _quarters(inputs, market["month"].max()), _days(inputs)]
    frame = pd.concat(parts, ignore_index=True)
    numbers = ["kzt_per_usd", "low", "high"]
    frame[numbers] = frame[numbers].round(4)
    return frame[["month", "kind", *numbers]].sort_values(["month", "kind"], ignore_index=True)
