"""Parameters of the wealth chapter."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from qantar import data
from qantar.report.parameters import ChapterParameters, Country

PEERS = [
    *("ARM", "AZE", "BLR", "CHN", "GEO", "KGZ", "MNG"),
    *("NOR", "RUS", "TJK", "TUR", "UKR", "USA", "UZB"),
]
REGIONS = tuple(sorted({*data.load("regions")["region"]} - {"Kazakhstan"}))
Region = Literal[REGIONS]  # type: ignore[valid-type]


def _no_repeats(names: list[str]) -> list[str]:
    if len(set(names)) != len(names):
        raise ValueError("name each only once")
    return names


def _of_today(region: str) -> str:
    if region == "South Kazakhstan":
        raise ValueError("split in 2018 into Turkistan and Shymkent city; name one of these")
    return region


class WealthParameters(ChapterParameters):
    """What a rerun of the wealth chapter may change."""

    country: Country = "KAZ"
    peers: Annotated[list[Country], Field(max_length=20), AfterValidator(_no_repeats)] = PEERS
    year: int = 2021
    region_year: int = 2021  # from 2009: compared with 2008, the first year of the table
    base_year: int = 2013  # to 2019: real income is held to 2020
    oil_regions: Annotated[list[Region], AfterValidator(_no_repeats)] = ["Atyrau", "Mangystau"]
    focus_region: Annotated[Region, AfterValidator(_of_today)] = "Mangystau"
    gas_kg_per_litre: float = 0.54
    claim_people: int = 162
    claim_share: float = 0.5
    significance: float = 0.05
    permutations: int = 100_000
    seed: int = 20220102

    @model_validator(mode="after")
    def _base_before_year(self) -> "WealthParameters":
        if self.base_year >= self.year:
            raise ValueError(f"base_year {self.base_year} should lie before year {self.year}")
        return self
