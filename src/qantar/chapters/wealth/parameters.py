"""Parameters of the wealth chapter."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from qantar.report.parameters import ChapterParameters, Country, parameter

PEERS = [
    *("ARM", "AZE", "BLR", "CHN", "GEO", "KGZ", "MNG"),
    *("NOR", "RUS", "TJK", "TUR", "UKR", "USA", "UZB"),
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


def _of_today(region: str) -> str:
    if region == "South Kazakhstan":
        raise ValueError("split in 2018 into Turkistan and Shymkent city; name one of these")
    return region


class WealthParameters(ChapterParameters):
    """What a rerun of the wealth chapter may change."""

    country: Country = parameter(
        "KAZ", "country of the chapter", unit="ISO 3166-1 alpha-3", source="edition"
    )
    peers: Annotated[list[Country], Field(max_length=20), AfterValidator(_no_repeats)] = parameter(
        PEERS,
        "countries compared with it (the country itself is left out of its peers)",
        unit="ISO 3166-1 alpha-3",
        source="assumption: neighbours, former Soviet republics, an oil country, two large ones",
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
        "year of regional output and poverty",
        unit="year",
        source="the year of 17 regions",
        ge=2009,  # compared with 2008, the first year of the table
        le=2022,
    )
    base_year: int = parameter(
        2013,
        "year with which money is compared: before the oil price fell in 2014",
        unit="year",
        source="table oil_price",
        ge=2001,
        le=2019,  # real income is held to 2020
    )
    oil_regions: Annotated[list[Region], AfterValidator(_no_repeats)] = parameter(
        ["Atyrau", "Mangystau"],
        "regions left out for the second Theil index",
        unit="",
        source="oil output is booked there",
        min_length=1,
        max_length=5,
    )
    focus_region: Annotated[Region, AfterValidator(_of_today)] = parameter(
        "Mangystau",
        "region looked at closely",
        unit="",
        source="table events: the protests began there",
    )
    gas_kg_per_litre: float = parameter(
        0.54,
        "density of liquefied gas, which turns tonnes into litres",
        unit="kg/L",
        source="assumption: between propane (0.50) and butane (0.58)",
        ge=0.5,
        le=0.6,
    )
    claim_people: int = parameter(
        162, "people in the tested statement", unit="people", source="fact W001", ge=2, le=100_000
    )
    claim_share: float = parameter(
        0.5,
        "share of wealth in the tested statement",
        unit="share",
        source="fact W002",
        gt=0,
        lt=1,
    )
    significance: float = parameter(
        0.05,
        "corrected p-value below which an explanation counts as supported",
        unit="probability",
        source="docs/decisions/0020",
        gt=0,
        lt=0.5,
    )
    permutations: int = parameter(
        100_000,
        "random reassignments in the test",
        unit="reassignments",
        source="docs/decisions/0020",
        ge=1_000,
        le=1_000_000,
    )
    seed: int = parameter(
        20220102,
        "seed of the random reassignments",
        unit="",
        source="docs/decisions/0020",
        ge=0,
        le=2**31,
    )

    @model_validator(mode="after")
    def _base_before_year(self) -> "WealthParameters":
        if self.base_year >= self.year:
            raise ValueError(f"base_year {self.base_year} should lie before year {self.year}")
        return self
