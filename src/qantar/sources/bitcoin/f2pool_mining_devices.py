"""F2Pool's table of bitcoin mining machines, March 2020."""

import pandas as pd

from qantar.sources.base import Inputs

FILE = "mining-devices.csv"


def devices(inputs: Inputs) -> pd.DataFrame:
    """source, model (hash rate appended where a name repeats), released (month), hashrate_ths,
    power_w, efficiency_j_th (power over hash rate, because the printed column is rounded to whole
    watts)."""
    columns = ("Device", "Hashrate (T)", "Power Consumption (W)", "Year Released", "Month Released")
    raw = inputs.csv(f"f2pool-mining-devices/{FILE}", columns, encoding="utf-8-sig")
    hashrate, power = raw["Hashrate (T)"].astype(float), raw["Power Consumption (W)"].astype(float)
    repeated = raw["Device"].duplicated(keep=False)
    model = (
        raw["Device"]
        .str.strip()
        .where(~repeated, raw["Device"] + " " + hashrate.map("{:g}T".format))
    )
    released = pd.to_datetime(
        {"year": raw["Year Released"], "month": raw["Month Released"], "day": 1}
    )
    return pd.DataFrame(
        {
            "source": "F2Pool",
            "model": model,
            "released": released,
            "hashrate_ths": hashrate,
            "power_w": power,
            "efficiency_j_th": power / hashrate,
        }
    )
