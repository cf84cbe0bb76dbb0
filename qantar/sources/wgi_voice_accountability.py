"""World Bank: Worldwide Governance Indicators, voice and accountability, read in `governance`."""

from qantar.sources.base import Publisher, RemoteFile

PUBLISHER = Publisher(
    id="wgi-voice-accountability",
    title="Worldwide Governance Indicators, voice and accountability",
    publisher="World Bank",
    url="https://www.worldbank.org/en/publication/worldwide-governance-indicators",
    mode="manual",
    files=(RemoteFile("wgi.csv", sha256="36bbc7b3c3f2cc3d838fff62e60d390d5247493ffb933ec2b377d1252ae31bfe"),),
    why_manual="published as a spreadsheet of all dimensions; our copy was exported from an R package",
)
