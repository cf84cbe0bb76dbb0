"""What miners pay for electricity: the digital-mining fee and the tariffs, as cited texts state them."""

import re
from typing import NamedTuple

import pandas as pd

from qantar.sources.base import Inputs, table
from qantar.sources.cited import ENERGY, MINING, fact, facts, numbers


class FeeRow(NamedTuple):
    """Which fact states a fee, from when to when it holds, and what it is levied on."""

    fact: str
    valid_from: str
    valid_to: str | None
    basis: str
    price_pattern: str | None = None


class TariffRow(NamedTuple):
    """Which fact states a tariff, where and for whom; `pattern` finds it in the statement, not the value."""

    file: str
    fact: str
    iso3: str
    place: str
    kind: str
    pattern: str | None = None


FEES = (
    FeeRow("fee-2022", "2022-01-01", "2022-12-31", "flat"),
    FeeRow("fee-2023-max", "2023-01-01", None, "scale_top"),
    FeeRow("fee-2023-min", "2023-01-01", None, "scale_bottom", r"costs (\d+) tenge per kWh or more"),
    FeeRow("fee-2023-floor", "2023-01-01", None, "price_plus_fee_floor"),
    FeeRow("fee-2023-own", "2023-01-01", None, "own_generation"),
    FeeRow("fee-2023-res", "2023-01-01", None, "own_renewable"),
)
TARIFFS = (
    TariffRow(MINING, "tariff-18-20", "KAZ", "Karaganda region, 80 MW farm", "miner"),
    TariffRow(
        MINING, "tariff-import", "KAZ", "Karaganda region, imported, day", "miner", r"than (\d+) tenge by day"
    ),
    TariffRow(
        MINING, "tariff-import", "KAZ", "Karaganda region, imported, night", "miner", r"about (\d+) at night"
    ),
    TariffRow(MINING, "tariff-hashr8", "KAZ", "usual rates of miners", "miner"),
    TariffRow(MINING, "tariff-matkenov", "KAZ", "minimum, BTC KZ", "miner"),
    TariffRow(MINING, "tariff-gpp", "KAZ", "business, national", "business"),
    TariffRow(MINING, "tariff-gpp", "USA", "business, national", "business", r"United States (\d\.\d+) USD"),
    TariffRow(MINING, "hosting-us", "USA", "hosting of machines", "hosting"),
    TariffRow(MINING, "median-40", "WLD", "median of the mining industry", "miner"),
    TariffRow(MINING, "many-70-80", "WLD", "what many miners pay", "miner"),
    *(TariffRow(ENERGY, f"EN{n:03}", "KAZ", "Ekibastuz SDPP-1", "generation") for n in range(66, 71)),
    *(TariffRow(ENERGY, f"EN{n:03}", "KAZ", "Ekibastuz SDPP-2", "generation") for n in range(71, 76)),
    TariffRow(ENERGY, "EN076", "KAZ", "Almaty, all consumers", "retail"),
    TariffRow(ENERGY, "EN077", "KAZ", "Almaty, companies", "retail"),
    TariffRow(ENERGY, "EN079", "KAZ", "Kostanay, companies", "retail"),
    TariffRow(ENERGY, "EN080", "KAZ", "Kostanay, companies (EPK-forfait)", "retail"),
)
UNITS = {"KZT": ("KZT", 1.0), "USD per kWh": ("USD", 1.0), "USD per MWh": ("USD", 0.001)}


@table("mining_fees", inputs=(MINING,))
def mining_fees(inputs: Inputs) -> pd.DataFrame:
    """iso3, valid_from, valid_to, basis, price_from_kzt_kwh (where the fee depends on the energy price),
    fee_kzt_kwh (for ``price_plus_fee_floor``: the sum of price and fee), confidence, fact."""
    cited = facts(inputs, MINING)
    rows = []
    for fee in FEES:
        row = fact(cited, MINING, fee.fact)
        rows.append(
            {
                "iso3": "KAZ",
                "valid_from": pd.Timestamp(fee.valid_from),
                "valid_to": pd.Timestamp(fee.valid_to) if fee.valid_to else pd.NaT,
                "basis": fee.basis,
                "price_from_kzt_kwh": numbers(row, fee.price_pattern)[0] if fee.price_pattern else None,
                "fee_kzt_kwh": numbers(row)[0],
                "confidence": row["confidence"],
                "fact": fee.fact,
            }
        )
    return pd.DataFrame(rows)


@table("tariffs", inputs=(MINING, ENERGY))
def tariffs(inputs: Inputs) -> pd.DataFrame:
    """iso3, place, kind, as_of (as stated), year, low, high, currency (per kWh), confidence, fact."""
    cited = {file: facts(inputs, file) for file in (MINING, ENERGY)}
    rows = []
    for tariff in TARIFFS:
        row = fact(cited[tariff.file], tariff.file, tariff.fact)
        prices = numbers(row, tariff.pattern)
        currency, factor = next(value for unit, value in UNITS.items() if row["unit"].startswith(unit))
        rows.append(
            {
                "iso3": tariff.iso3,
                "place": tariff.place,
                "kind": tariff.kind,
                "as_of": row["date_or_year"],
                "year": int(re.search(r"\d{4}", row["date_or_year"])[0]),
                "low": round(min(prices) * factor, 6),
                "high": round(max(prices) * factor, 6),
                "currency": currency,
                "confidence": row["confidence"],
                "fact": tariff.fact,
            }
        )
    return pd.DataFrame(rows)
