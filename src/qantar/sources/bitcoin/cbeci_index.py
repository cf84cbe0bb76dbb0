"""Cambridge Bitcoin Electricity Consumption Index: the network's power, as modelled day by day."""

import pandas as pd

from qantar.sources.base import Inputs, table

FOLDER = "cbeci-index"
DAILY = f"{FOLDER}/bitcoin_mining.csv"
BY_PRICE = f"{FOLDER}/cbeci-annualized-consumption.csv"
FIRST_DAY = "2019-01-01"
# Prices around those that miners in Kazakhstan report, and the index's own 0.05 USD/kWh.
PRICES = ("0.03", "0.04", "0.05", "0.06", "0.08", "0.10")
COLUMNS = {
    "Date and Time": "date",
    "power MIN, GW": "power_low_gw",
    "power GUESS, GW": "power_best_gw",
    "power MAX, GW": "power_high_gw",
    "Lower bound efficiency, J/Th": "efficiency_low_j_th",
    "Estimated efficiency, J/Th": "efficiency_best_j_th",
    "Upper bound efficiency, J/Th": "efficiency_high_j_th",
}


@table("network_power", inputs=(DAILY,))
def network_power(inputs: Inputs) -> pd.DataFrame:
    """date, power_low/best/high_gw, efficiency_low/best/high_j_th: one row per day since 2019."""
    raw = inputs.csv(DAILY, COLUMNS).round(6)
    raw["date"] = pd.to_datetime(raw["date"]).dt.normalize()
    return raw[raw["date"] >= FIRST_DAY]


@table("network_power_by_price", inputs=(BY_PRICE,))
def network_power_by_price(inputs: Inputs) -> pd.DataFrame:
    """date (Mondays), price_usd_kwh, consumption_twh_year: best guess at that price."""
    raw = inputs.csv(BY_PRICE, ("date", *PRICES))
    raw["date"] = pd.to_datetime(raw["date"]).dt.normalize()
    weekly = raw[(raw["date"] >= FIRST_DAY) & (raw["date"].dt.day_of_week == 0)]
    frame = weekly.melt(
        "date", list(PRICES), var_name="price_usd_kwh", value_name="consumption_twh_year"
    )
    return frame.astype({"price_usd_kwh": float}).round({"consumption_twh_year": 3})
