"""V-Dem Institute: indices of democracy, read in `governance`."""

from qantar.sources.base import Publisher, RemoteFile

PUBLISHER = Publisher(
    id="vdem",
    title="V-Dem indices",
    publisher="V-Dem Institute",
    url="https://v-dem.net",
    mode="manual",
    files=(
        RemoteFile(
            "vdem_simple_1990_2024.csv",
            sha256="dddc17eabe29c91490cc076c15f6fbffb03c93e9fe2cc7e14852a1c2b6d700c6",
        ),
        RemoteFile(
            "vdemlite_v14_1990_2023.csv",
            sha256="14825d8f8d8f5c2e9ad157f5f5b52c32d8add5421ef6e3cd342c7fc02221234b",
        ),
    ),
    why_manual="the institute asks for a form; our copies were exported from R packages",
)
