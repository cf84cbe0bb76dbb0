"""Emission factors of electricity by fuel: life-cycle (UNECE, IPCC) and combustion only."""

import pandas as pd

from qantar import data
from qantar.sources.base import Inputs, table

FILE = "unece-lifecycle/life-cycle-impacts-of-energy-sources-unece.csv"


# Which of the report's technologies stands for a fuel of the electricity table.
UNECE_ROWS = {
    "coal": "Coal",
    "gas": "Gas",
    "nuclear": "Nuclear",
    "hydro": "Hydropower",
    "wind": "Onshore wind",
    "solar": "Solar PV, silicon (on-ground)",
}
# Which cited fact states the factor of a fuel. Biomass stands for other renewables; where
# combustion alone is counted, fuels that burn nothing have none, and the collection cites none for
# biomass.
IPCC_FACTS = {
    "coal": "EN096",
    "gas": "EN097",
    "other_renewable": "EN099",
    "solar": "EN100",
    "hydro": "EN104",
    "nuclear": "EN105",
    "wind": "EN107",
    "oil": "EN108",
}
COMBUSTION_FACTS = {"coal": "EN109", "gas": "EN110", "oil": "EN111"}


def _unece(inputs: Inputs) -> pd.DataFrame:
    raw = inputs.csv(FILE, ("Entity", "ghg_emissions")).set_index("Entity")["ghg_emissions"]
    rows = [{"fuel": fuel, "gco2e_kwh": raw[row], "fact": None} for fuel, row in UNECE_ROWS.items()]
    return pd.DataFrame(rows).assign(basis="UNECE life cycle")


def _facts(of_fuel: dict[str, str], basis: str) -> pd.DataFrame:
    values = data.load("facts").set_index("id")["value"]
    rows = [
        {"fuel": fuel, "gco2e_kwh": float(values[fact]), "fact": fact}
        for fuel, fact in of_fuel.items()
    ]
    return pd.DataFrame(rows).assign(basis=basis)


@table("emission_factors", inputs=(FILE,))
def emission_factors(inputs: Inputs) -> pd.DataFrame:
    """basis, fuel, gco2e_kwh, fact (identifier of the cited fact; empty for UNECE)."""
    parts = [
        _unece(inputs),
        _facts(IPCC_FACTS, "IPCC life cycle"),
        _facts(COMBUSTION_FACTS, "combustion only"),
    ]
    frame = pd.concat(parts, ignore_index=True)[["basis", "fuel", "gco2e_kwh", "fact"]]
    return frame.sort_values(["basis", "fuel"], ignore_index=True)
