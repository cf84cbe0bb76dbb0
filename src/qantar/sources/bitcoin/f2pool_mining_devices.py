"""F2Pool's table of bitcoin mining machines, March 2020."""

import pandas as pd

from qantar.sources.base import Inputs

FILE = "f2pool-mining-devices/mining-devices.csv"
COLUMNS = {
    "Device": "model",
    "Hashrate (T)": "hashrate_ths",
    "Power Consumption (W)": "power_w",
    "Year Released": "year",
    "Month Released": "month",
}


def devices(inputs: Inputs) -> pd.DataFrame:
    """source, model (hash rate appended where a name repeats), released (month), hashrate_ths,
    power_w, efficiency_j_th (power over hash rate, because the printed column is rounded to whole
    watts)."""
    raw = inputs.csv(FILE, COLUMNS, encoding="utf-8-sig")
    name, hashrate = raw["model"], raw["hashrate_ths"].astype(float)
    longer = name + " " + hashrate.map("{:g}T".format)
    return raw[["hashrate_ths", "power_w"]].assign(
        source="F2Pool",
        model=name.str.strip().mask(name.duplicated(keep=False), longer),
        released=pd.to_datetime(raw[["year", "month"]].assign(day=1)),
        efficiency_j_th=raw["power_w"] / hashrate,
    )
