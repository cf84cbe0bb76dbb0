"""Mining machines: efficiency (CCAF), hash rate and power (F2Pool), later models."""

import pandas as pd

from qantar.sources.base import Inputs, table
from qantar.sources.bitcoin import asic_prices, f2pool_mining_devices

FILE = "cbeci-equipment/miners.csv"
COLUMNS = {
    "Miner_name": "model",
    "UNIX_date_of_release": "released",
    "Efficiency_J_Gh": "efficiency_j_th",
}
# The list opens with technology classes (CPU, GPU, FPGA, early chips) that are not machines one
# could buy.
FIRST_MACHINE_RELEASED = "2014-01-01"


def _ccaf(inputs: Inputs) -> pd.DataFrame:
    raw = inputs.csv(FILE, COLUMNS)
    frame = raw.assign(
        source="CCAF",
        model=raw["model"].str.split().str.join(" "),  # some names hold no-break spaces
        released=pd.to_datetime(raw["released"], unit="s").dt.normalize(),
        efficiency_j_th=raw["efficiency_j_th"] * 1000,
    )
    return frame[frame["released"] >= FIRST_MACHINE_RELEASED]


def _listed(inputs: Inputs) -> pd.DataFrame:
    """One row per listed model: medians over its listings; no release date is given."""
    by_model = asic_prices.listings(inputs).groupby("model", as_index=False)
    names = {"th": "hashrate_ths", "watts": "power_w", "efficiency": "efficiency_j_th"}
    return by_model[list(names)].median().rename(columns=names).assign(source="listings")


@table("asics", inputs=(FILE, f2pool_mining_devices.FILE, asic_prices.FILE))
def asics(inputs: Inputs) -> pd.DataFrame:
    """source, model, released, hashrate_ths, power_w, efficiency_j_th; a row a model."""
    parts = [_ccaf(inputs), f2pool_mining_devices.devices(inputs), _listed(inputs)]
    decimals = {"hashrate_ths": 2, "power_w": 2, "efficiency_j_th": 2}
    return pd.concat(parts, ignore_index=True).round(decimals)
