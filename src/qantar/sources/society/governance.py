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


def _index(frame: pd.DataFrame, name: str, columns: dict[str, str]) -> pd.DataFrame:
    """The columns iso3, year, value (low, high) of one index, under our names."""
    return frame[list(columns)].rename(columns=columns).assign(index=name)


def _voice(inputs: Inputs) -> pd.DataFrame:
    raw = inputs.csv(VOICE, ("wb_code", "year", "Estimate", "StdErr"))
    margin = Z_90 * raw["StdErr"]
    raw = raw.assign(low=raw["Estimate"] - margin, high=raw["Estimate"] + margin)
    columns = {"wb_code": "iso3", "year": "year", "Estimate": "value", "low": "low", "high": "high"}
    return _index(raw, "voice_accountability", columns)


def _polyarchy(inputs: Inputs) -> pd.DataFrame:
    columns = {
        "country_text_id": "iso3",
        "year": "year",
        "v2x_polyarchy": "value",
        "v2x_polyarchy_codelow": "low",
        "v2x_polyarchy_codehigh": "high",
    }
    return _index(inputs.csv(VDEM, tuple(columns)), "polyarchy", columns)


@table("governance", inputs=(VDEM, REGIMES, FREEDOM, CORRUPTION, VOICE))
def governance(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, index, value, low, high; bounds only where the publisher has some."""
    regimes = inputs.csv(REGIMES, ("country_text_id", "year", "v2x_regime")).dropna(
        subset="v2x_regime"
    )
    freedom = inputs.csv(FREEDOM, ("fh_full_country", "year", "total"))
    freedom = freedom.assign(iso3=freedom["fh_full_country"].map(COUNTRIES))
    score = "Corruption Perceptions Index"
    frame = pd.concat(
        [
            _polyarchy(inputs),
            _index(
                regimes,
                "regime",
                {"country_text_id": "iso3", "year": "year", "v2x_regime": "value"},
            ),
            _index(freedom, "freedom", {"iso3": "iso3", "year": "year", "total": "value"}),
            _index(
                inputs.csv(CORRUPTION, ("Code", "Year", score)),
                "corruption_perceptions",
                {"Code": "iso3", "Year": "year", score: "value"},
            ),
            _voice(inputs),
        ],
        ignore_index=True,
    )
    frame = frame[frame["iso3"].isin(COUNTRIES.values())].dropna(subset="value").round(4)
    return frame.sort_values(["index", "iso3", "year"], ignore_index=True)


@table(
    "mobilisation",
    inputs=(REGIMES, countries.WORLD_BANK, countries.ENERGY, countries.WEALTH),
)
def mobilisation(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, score: how frequent and large mass mobilisation was by V-Dem's experts.

    The score is v2cagenmob; it has no unit, and 0 is about the mean of all countries and years.
    """
    raw = inputs.csv(REGIMES, ("country_text_id", "year", "v2cagenmob"))
    known = raw["country_text_id"].isin(list(countries.names(inputs)))
    frame = raw[known].rename(columns={"country_text_id": "iso3", "v2cagenmob": "score"})
    frame = frame[["iso3", "year", "score"]].dropna().round(3)
    return frame.sort_values(["iso3", "year"], ignore_index=True)
