"""Forbes World's Billionaires: Kazakhstan's people and every country's number and total."""

import pandas as pd

from qantar.sources import codes
from qantar.sources.base import Inputs, table
from qantar.sources.society import countries

PEOPLE = "forbes_kazakhstan_2005_2025.csv"
WORLD = "forbes_world_country_worth_2010_2025.csv"
FIRST_COMPLETE_YEAR = 2010
MILLION_PER_BILLION = 1000
ONE_SPELLING = {"Timur Kulibaev": "Timur Kulibayev", "Dinara Kulibaeva": "Dinara Kulibayeva"}


@table("billionaires", inputs=(f"forbes-billionaires/{PEOPLE}",))
def billionaires(inputs: Inputs) -> pd.DataFrame:
    """year, name, iso3, industry, worth_usd_bn of Forbes's Kazakhstanis since 2010."""
    raw = inputs.csv(
        f"forbes-billionaires/{PEOPLE}", ("year", "name", "country", "industry", "worth")
    )
    raw = raw[(raw["country"] == "Kazakhstan") & (raw["year"] >= FIRST_COMPLETE_YEAR)]
    frame = pd.DataFrame(
        {
            "year": raw["year"],
            "name": raw["name"].replace(ONE_SPELLING),
            "iso3": "KAZ",
            "industry": raw["industry"].replace(
                {"Finance and Investments": "Finance & Investments"}
            ),
            "worth_usd_bn": (raw["worth"] / MILLION_PER_BILLION).round(3),
        }
    )
    return frame.sort_values(
        ["year", "worth_usd_bn", "name"], ascending=[True, False, True], ignore_index=True
    )


@table("billionaires_totals", inputs=(f"forbes-billionaires/{WORLD}",))
def billionaires_totals(inputs: Inputs) -> pd.DataFrame:
    """iso3 (WLD = all), year, people, total_usd_bn; no row in a year = nobody listed.

    Raises RefreshError for a country label that has no code here.
    """
    raw = inputs.csv(
        f"forbes-billionaires/{WORLD}", ("year", "country", "worth"), keep_default_na=False
    )
    # An empty label counts for the world only.
    known = countries.codes_of(inputs) | codes.of("forbes-billionaires") | {"": None}
    raw = raw.assign(iso3=codes.mapped(raw["country"], known, WORLD))
    both = pd.concat([raw.dropna(subset="iso3"), raw.assign(iso3="WLD")])
    frame = both.groupby(["iso3", "year"])["worth"].agg(["size", "sum"]).reset_index()
    frame["total_usd_bn"] = (frame["sum"] / MILLION_PER_BILLION).round(3)
    return frame.rename(columns={"size": "people"})[["iso3", "year", "people", "total_usd_bn"]]
