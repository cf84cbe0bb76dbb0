"""Mining machines: efficiency (CCAF), hash rate and power (F2Pool), later models."""

import pandas as pd

from qantar.sources.base import Inputs, table
from qantar.sources.bitcoin import asic_prices

CCAF = "cbeci-equipment/miners.csv"
CCAF_COLUMNS = {
    "Miner_name": "model",
    "UNIX_date_of_release": "released",
    "Efficiency_J_Gh": "efficiency_j_th",
}
F2POOL = "f2pool-mining-devices/mining-devices.csv"
F2POOL_COLUMNS = {
    "Device": "model",
    "Hashrate (T)": "hashrate_ths",
    "Power Consumption (W)": "power_w",
    "Year Released": "year",
    "Month Released": "month",
}
# The list opens with technology classes (CPU, GPU, FPGA, early chips) that are not machines one
# could buy.
FIRST_MACHINE_RELEASED = "2014-01-01"


def _ccaf(inputs: Inputs) -> pd.DataFrame:
    raw = inputs.csv(CCAF, CCAF_COLUMNS)
    frame = raw.assign(
        source="CCAF",
        model=raw["model"].str.split().str.join(" "),  # some names hold no-break spaces
        released=pd.to_datetime(raw["released"], unit="s").dt.normalize(),
        efficiency_j_th=raw["efficiency_j_th"] * 1000,
    )
    return frame[frame["released"] >= FIRST_MACHINE_RELEASED]


def _f2pool(inputs: Inputs) -> pd.DataFrame:
    """The table of March 2020; hash rate appended to the model where a name repeats.

    Efficiency is power over hash rate, because the printed column is rounded to whole watts.
    """
    raw = inputs.csv(F2POOL, F2POOL_COLUMNS, encoding="utf-8-sig")
    name, hashrate = raw["model"], raw["hashrate_ths"].astype(float)
    longer = name + " " + hashrate.map("{:g}T".format)
    return raw[["hashrate_ths", "power_w"]].assign(
        source="F2Pool",
        model=name.str.strip().mask(name.duplicated(keep=False), longer),
        released=pd.to_datetime(raw[["year", "month"]].assign(day=1)),
        efficiency_j_th=raw["power_w"] / hashrate,
    )


def _listed(inputs: Inputs) -> pd.DataFrame:
    """One row per listed model: medians over its listings; no release date is given."""
    by_model = asic_prices.listings(inputs).groupby("model", as_index=False)
    names = {"th": "hashrate_ths", "watts": "power_w", "efficiency": "efficiency_j_th"}
    return by_model[list(names)].median().rename(columns=names).assign(source="listings")


@table("asics", inputs=(CCAF, F2POOL, asic_prices.FILE))
def asics(inputs: Inputs) -> pd.DataFrame:
    """source, model, released, hashrate_ths, power_w, efficiency_j_th; a row a model."""
    parts = [_ccaf(inputs), _f2pool(inputs), _listed(inputs)]
    decimals = {"hashrate_ths": 2, "power_w": 2, "efficiency_j_th": 2}
    return pd.concat(parts, ignore_index=True).round(decimals)
