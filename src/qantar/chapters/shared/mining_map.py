"""Who mined where: shares of the Cambridge map and the hash rate that they imply."""

import pandas as pd

from qantar.chapters.shared.hashprice import monthly_means
from qantar.common.text import _
from qantar.report.lookup import number_where, rows_where


def country_hashrate(mining_share: pd.DataFrame, network: pd.DataFrame) -> pd.DataFrame:
    """The map with implied hash rates: iso3, country, month, share, doubtful, hashrate_ehs.

    Implied hash rate [EH/s] = share × mean network hash rate of the month (table network_daily).
    """
    daily = network.set_index("date")["hashrate_ehs"]
    hashrate = mining_share["month"].map(monthly_means(daily))
    return mining_share.assign(hashrate_ehs=mining_share["share"] * hashrate)


def of_country(frame: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """The rows of one country, in order of month; empty where the map does not name it."""
    return rows_where(frame, iso3=iso3).sort_values("month", ignore_index=True)


def doubt(mining_share: pd.DataFrame, iso3: str) -> str:
    """A sentence of caution where the map's publisher doubts the country's share; or none."""
    if not of_country(mining_share, iso3)["doubtful"].any():
        return ""
    return _("The map's publisher sees little evidence of mining behind this share.")


def share_in(mining_share: pd.DataFrame, iso3: str, month: str) -> float | None:
    """Share of the global hash rate in an ISO month, as a fraction; None where the map has none."""
    return number_where(mining_share, "share", iso3=iso3, month=f"{month}-01")


def hashrate_in(own: pd.DataFrame, month: str) -> float | None:
    """Implied hash rate [EH/s] in an ISO month of one country's rows, or None."""
    return number_where(own, "hashrate_ehs", month=f"{month}-01")


def rank_in(mining_share: pd.DataFrame, iso3: str, month: str) -> int | None:
    """Rank by share in an ISO month among the map's named countries; 1 = largest."""
    named = rows_where(mining_share, month=f"{month}-01").dropna(subset=["iso3"])
    share = named.set_index("iso3")["share"]
    return int((share > share[iso3]).sum()) + 1 if iso3 in share else None


def months_at_rank(mining_share: pd.DataFrame, iso3: str, rank: int) -> list[str]:
    """The ISO months in which a country has this rank, in order; none where it is not named."""
    months = of_country(mining_share, iso3)["month"].dt.strftime("%Y-%m")
    return [month for month in months if rank_in(mining_share, iso3, month) == rank]
