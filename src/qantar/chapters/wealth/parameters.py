"""Parameters of the wealth chapter."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from qantar.report.parameters import ChapterParameters, Country, parameter

PEERS = [
    "ARM",
    "AZE",
    "BLR",
    "CHN",
    "GEO",
    "KGZ",
    "MNG",
    "NOR",
    "RUS",
    "TJK",
    "TUR",
    "UKR",
    "USA",
    "UZB",
]
Region = Literal[
    "Abai",
    "Akmola",
    "Aktobe",
    "Almaty city",
    "Almaty region",
    "Astana city",
    "Atyrau",
    "East Kazakhstan",
    "Karaganda",
    "Kostanay",
    "Kyzylorda",
    "Mangystau",
    "North Kazakhstan",
    "Pavlodar",
    "Shymkent city",
    "South Kazakhstan",
    "Turkistan",
    "Ulytau",
    "West Kazakhstan",
    "Zhambyl",
    "Zhetisu",
]


def _no_repeats(names: list[str]) -> list[str]:
    if len(set(names)) != len(names):
        raise ValueError("name each only once")
    return names


class WealthParameters(ChapterParameters):
    """What a rerun of the wealth chapter may change."""

    country: Country = parameter(
        "KAZ", "country of the chapter", unit="ISO 3166-1 alpha-3", source="edition"
    )
    peers: Annotated[list[Country], Field(max_length=20), AfterValidator(_no_repeats)] = parameter(
        PEERS,
        "countries compared with it (the country itself is left out of its peers)",
        unit="ISO 3166-1 alpha-3",
        source="assumption: neighbours, former Soviet republics, an oil country and two large ones",
        min_length=2,
    )
    year: int = parameter(
        2021,
        "year of wealth shares, billionaires and money",
        unit="year",
        source="the last full year before January 2022",
        ge=2000,
        le=2023,
    )
    region_year: int = parameter(
        2021,
        "year of gross regional product",
        unit="year",
        source="the year of 17 regions",
        ge=2008,
        le=2022,
    )
    base_year: int = parameter(
        2013,
        "year with which money is compared: before the oil price fell in 2014",
        unit="year",
        source="table oil_price",
        ge=1995,
        le=2022,
    )
    oil_regions: Annotated[list[Region], AfterValidator(_no_repeats)] = parameter(
        ["Atyrau", "Mangystau"],
        "regions left out for the second Theil index",
        unit="",
        source="oil output is booked there",
        min_length=1,
        max_length=5,
    )
    focus_region: Region = parameter(
        "Mangystau",
        "region looked at closely",
        unit="",
        source="table events: the protests began there",
    )
    claim_people: int = parameter(
        162, "people in the tested statement", unit="people", source="fact W001", ge=1, le=100_000
    )
    claim_share: float = parameter(
        0.5, "share of wealth in the tested statement", unit="share", source="fact W002", gt=0, lt=1
    )

    @model_validator(mode="after")
    def _base_before_year(self) -> "WealthParameters":
        if self.base_year >= self.year:
            raise ValueError(f"base_year {self.base_year} should lie before year {self.year}")
        return self
