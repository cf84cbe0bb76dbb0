"""Coin Metrics community data: bitcoin's price, hash rate, issuance and fees, day by day (UTC)."""

import pandas as pd

from qantar.sources.base import Inputs, table

HISTORY = "coinmetrics-btc/btc.csv"
RECENT = "coinmetrics-btc/btc-2026.csv"
DIFFICULTY = "btc-difficulty/difficulty.csv"
FIRST_DAY = "2017-01-01"
TERAHASHES_PER_EXAHASH = 1e6
COLUMNS = {
    "time": "date",
    "PriceUSD": "price_usd",
    "HashRate": "hashrate_ehs",
    "IssTotNtv": "issuance_btc",
    "IssTotUSD": "issuance_usd",
    "FeeTotNtv": "fees_btc",
    "BlkCnt": "blocks",
}
NEEDED = ("time", "PriceUSD", "HashRate", "IssTotUSD", "FeeTotNtv")
DECIMALS = {
    "price_usd": 4,
    "hashrate_ehs": 6,
    "issuance_btc": 8,
    "issuance_usd": 2,
    "fees_btc": 8,
    "difficulty": 0,
}


def _days(inputs: Inputs, name: str, columns: tuple[str, ...]) -> pd.DataFrame:
    """One file's days, complete in what hashprice needs (the newest may hold prices only)."""
    raw = inputs.csv(name, columns)
    raw = raw.dropna(subset=list(NEEDED)).reindex(columns=list(COLUMNS)).rename(columns=COLUMNS)
    return raw.assign(
        date=pd.to_datetime(raw["date"]), hashrate_ehs=raw["hashrate_ehs"] / TERAHASHES_PER_EXAHASH
    )


@table("network_daily", inputs=(HISTORY, RECENT, DIFFICULTY))
def network_daily(inputs: Inputs) -> pd.DataFrame:
    """One row a day since 2017: price, hash rate [EH/s], issuance, fees, blocks, mean difficulty.

    The long file wins; the short one adds the days after its end, for which blocks, issuance in
    bitcoin and difficulty are empty.
    """
    history = _days(inputs, HISTORY, tuple(COLUMNS))
    recent = _days(inputs, RECENT, NEEDED)
    recent = recent[recent["date"] > history["date"].max()]
    frame = pd.concat([history, recent.dropna(axis="columns", how="all")], ignore_index=True)
    difficulty = inputs.csv(DIFFICULTY, ("date", "difficulty"), parse_dates=["date"])
    frame = frame[frame["date"] >= FIRST_DAY].merge(difficulty, on="date", how="left")
    return frame.round(DECIMALS)
