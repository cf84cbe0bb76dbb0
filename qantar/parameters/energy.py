"""Parameters of the energy chapter."""

from qantar.parameters.base import ChapterParameters, Country, parameter


class EnergyParameters(ChapterParameters):
    """What a rerun of the energy chapter may change."""

    country: Country = parameter("KAZ", "country of the chapter", unit="ISO 3166-1 alpha-3", source="edition")
