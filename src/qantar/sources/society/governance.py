"""Democracy and governance by country and year: Kazakhstan and its neighbours in history."""

import pandas as pd

from qantar.sources import codes
from qantar.sources.base import Inputs, table
from qantar.sources.society import countries

VDEM = "vdem/vdem_simple_1990_2024.csv"
REGIMES = "vdem/vdemlite_v14_1990_2023.csv"
FREEDOM = "freedom-house/fh_full_totals.csv"
CORRUPTION = "ti-cpi/ti-corruption-perception-index.csv"
VOICE = "wgi-voice-accountability/wgi.csv"

# The successor states of the Soviet Union and Mongolia, under Freedom House's names.
COUNTRIES = codes.of("freedom-house")
# The World Bank publishes standard errors and speaks of 90 per cent intervals.
Z_90 = 1.645

# index -> the file and its columns that state it, under our names
INDICES = {
    "polyarchy": (
        VDEM,
        {
            "country_text_id": "iso3",
            "year": "year",
            "v2x_polyarchy": "value",
            "v2x_polyarchy_codelow": "low",
            "v2x_polyarchy_codehigh": "high",
        },
    ),
    "regime": (REGIMES, {"country_text_id": "iso3", "year": "year", "v2x_regime": "value"}),
    "freedom": (FREEDOM, {"fh_full_country": "iso3", "year": "year", "total": "value"}),
    "corruption_perceptions": (
        CORRUPTION,
        {"Code": "iso3", "Year": "year", "Corruption Perceptions Index": "value"},
    ),
}


def _voice(inputs: Inputs) -> pd.DataFrame:
    columns = {"wb_code": "iso3", "year": "year", "Estimate": "value", "StdErr": "error"}
    raw = inputs.csv(VOICE, columns)
    margin = Z_90 * raw.pop("error")
    return raw.assign(low=raw["value"] - margin, high=raw["value"] + margin)


@table(
    "governance",
    inputs=(VDEM, REGIMES, FREEDOM, CORRUPTION, VOICE),
    order=("index", "iso3", "year"),
)
def governance(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, index, value, low, high; bounds only where the publisher has some."""
    parts = {name: inputs.csv(file, columns) for name, (file, columns) in INDICES.items()}
    parts["freedom"]["iso3"] = parts["freedom"]["iso3"].map(COUNTRIES)
    parts["voice_accountability"] = _voice(inputs)
    frame = pd.concat([part.assign(index=name) for name, part in parts.items()])
    return frame[frame["iso3"].isin(COUNTRIES.values())].dropna(subset="value").round(4)


@table("mobilisation", inputs=(REGIMES, countries.WORLD_BANK, countries.ENERGY, countries.WEALTH))
def mobilisation(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, score: how frequent and large mass mobilisation was by V-Dem's experts.

    The score is v2cagenmob; it has no unit, and 0 is about the mean of all countries and years.
    """
    columns = {"country_text_id": "iso3", "year": "year", "v2cagenmob": "score"}
    frame = inputs.csv(REGIMES, columns)
    return frame[frame["iso3"].isin(countries.names(inputs))].dropna().round(3)
