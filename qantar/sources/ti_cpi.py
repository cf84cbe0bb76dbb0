"""Transparency International: Corruption Perceptions Index, read in `governance`."""

from qantar.sources.base import Publisher, RemoteFile

PUBLISHER = Publisher(
    id="ti-cpi",
    title="Corruption Perceptions Index",
    publisher="Transparency International, through Our World in Data",
    url="https://www.transparency.org/en/cpi",
    mode="automatic",
    files=(
        RemoteFile(
            "ti-corruption-perception-index.csv",
            url="https://ourworldindata.org/grapher/ti-corruption-perception-index.csv",
            sha256="f92c0fb4b39c82a71939407c28c9023efce0915e464b523e18e87d6e8607527d",
        ),
    ),
)
