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
FACTS = {
    "IPCC life cycle": {
        "coal": "EN096",
        "gas": "EN097",
        "other_renewable": "EN099",
        "solar": "EN100",
        "hydro": "EN104",
        "nuclear": "EN105",
        "wind": "EN107",
        "oil": "EN108",
    },
    "combustion only": {"coal": "EN109", "gas": "EN110", "oil": "EN111"},
}


@table("emission_factors", inputs=(FILE,))
def emission_factors(inputs: Inputs) -> pd.DataFrame:
    """basis, fuel, gco2e_kwh, fact (identifier of the cited fact; empty for UNECE)."""
    measured = inputs.csv(FILE, ("Entity", "ghg_emissions")).set_index("Entity")["ghg_emissions"]
    cited = data.load("facts").set_index("id")["value"]
    rows: list[tuple[str, str, float, str | None]]
    rows = [("UNECE life cycle", fuel, measured[row], None) for fuel, row in UNECE_ROWS.items()]
    for basis, facts in FACTS.items():
        rows += [(basis, fuel, float(cited[fact]), fact) for fuel, fact in facts.items()]
    return pd.DataFrame(rows, columns=["basis", "fuel", "gco2e_kwh", "fact"])
