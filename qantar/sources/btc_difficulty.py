"""Bitcoin's mean difficulty by day; joined to the network's days in `coinmetrics_btc`."""

from qantar.sources.base import Publisher, RemoteFile

PUBLISHER = Publisher(
    id="btc-difficulty",
    title="Mean difficulty of the day (DiffMean)",
    publisher="Coin Metrics",
    url="https://docs.coinmetrics.io",
    mode="manual",
    files=(
        RemoteFile(
            "difficulty.csv", sha256="060127ac0418429bd6740df870c0b68e25bb8a63f47bccf92d064762c3222e30"
        ),
    ),
    why_manual="the free tier of Coin Metrics has no difficulty any more; others publish it in other layouts",
)
