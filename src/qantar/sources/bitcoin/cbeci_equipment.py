"""Mining machines: efficiency (CCAF), hash rate and power (F2Pool), later models."""

import pandas as pd

from qantar.sources.base import Inputs, table
from qantar.sources.bitcoin.asic_prices import listings
from qantar.sources.bitcoin.f2pool_mining_devices import devices

FILE = "miners.csv"
# The list opens with technology classes (CPU, GPU, FPGA, early chips) that are not machines one
# could buy.
FIRST_MACHINE_RELEASED = "2014-01-01"


def _ccaf(inputs: Inputs) -> pd.DataFrame:
    columns = ("Miner_name", "UNIX_date_of_release", "Efficiency_J_Gh")
    raw = inputs.csv(f"cbeci-equipment/{FILE}", columns)
    released = pd.to_datetime(raw["UNIX_date_of_release"], unit="s").dt.normalize()
    frame = pd.DataFrame(
        {
            "source": "CCAF",
            # Some names hold no-break spaces.
            "model": raw["Miner_name"].str.split().str.join(" "),
            "released": released,
            "efficiency_j_th": raw["Efficiency_J_Gh"] * 1000,
        }
    )
    return frame[frame["released"] >= FIRST_MACHINE_RELEASED]


def _listed(inputs: Inputs) -> pd.DataFrame:
    """One row per listed model: medians over its listings; no release date is given."""
    medians = (
        listings(inputs).groupby("model", as_index=False)[["th", "watts", "efficiency"]].median()
    )
    names = {"th": "hashrate_ths", "watts": "power_w", "efficiency": "efficiency_j_th"}
    return medians.rename(columns=names).assign(source="listings")


@table(
    "asics",
    inputs=(
        f"cbeci-equipment/{FILE}",
        "f2pool-mining-devices/mining-devices.csv",
        "asic-prices/asics.json",
    ),
)
def asics(inputs: Inputs) -> pd.DataFrame:
    """source, model, released, hashrate_ths, power_w, efficiency_j_th; a row a model."""
    frame = pd.concat([_ccaf(inputs), devices(inputs), _listed(inputs)], ignore_index=True)
    numbers = ["hashrate_ths", "power_w", "efficiency_j_th"]
    frame[numbers] = frame[numbers].round(2)
    columns = ["source", "model", "released", *numbers]
    return frame[columns].sort_values(["source", "model"], ignore_index=True)
