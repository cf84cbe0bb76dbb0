"""F2Pool's table of bitcoin mining machines, March 2020."""

import pandas as pd

from qantar.sources.base import Inputs, Publisher, RemoteFile

FILE = "mining-devices.csv"
PUBLISHER = Publisher(
    id="f2pool-mining-devices",
    title="Miners",
    publisher="F2Pool",
    url="https://www.f2pool.com/miners?currency_code=btc",
    mode="manual",
    files=(RemoteFile(FILE, sha256="b3fc0b66401d791eedbfa3efb1c1690c3716c7910337a09bd1541b8021650daa"),),
    why_manual="a web page that shows the present day only; the table of March 2020 was saved by hand",
)


def devices(inputs: Inputs) -> pd.DataFrame:
    """source, model (hash rate appended where a name repeats), released (month), hashrate_ths, power_w,
    efficiency_j_th (power over hash rate, because the printed column is rounded to whole watts)."""
    columns = ("Device", "Hashrate (T)", "Power Consumption (W)", "Year Released", "Month Released")
    raw = inputs.csv(f"f2pool-mining-devices/{FILE}", columns, encoding="utf-8-sig")
    hashrate, power = raw["Hashrate (T)"].astype(float), raw["Power Consumption (W)"].astype(float)
    repeated = raw["Device"].duplicated(keep=False)
    model = raw["Device"].str.strip().where(~repeated, raw["Device"] + " " + hashrate.map("{:g}T".format))
    released = pd.to_datetime({"year": raw["Year Released"], "month": raw["Month Released"], "day": 1})
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
