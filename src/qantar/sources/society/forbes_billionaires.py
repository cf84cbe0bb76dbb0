"""Forbes World's Billionaires: Kazakhstan's people and every country's number and total."""

import pandas as pd

from qantar.sources import codes
from qantar.sources.base import Inputs, table
from qantar.sources.society import countries

PEOPLE = "forbes-billionaires/forbes_kazakhstan_2005_2025.csv"
WORLD = "forbes-billionaires/forbes_world_country_worth_2010_2025.csv"
FIRST_COMPLETE_YEAR = 2010
MILLION_PER_BILLION = 1000
ONE_SPELLING = {
    "Timur Kulibaev": "Timur Kulibayev",
    "Dinara Kulibaeva": "Dinara Kulibayeva",
    "Finance and Investments": "Finance & Investments",
}


@table("billionaires", inputs=(PEOPLE,), order=("year",))
def billionaires(inputs: Inputs) -> pd.DataFrame:
    """year, name, iso3, industry, worth_usd_bn of Forbes's Kazakhstanis since 2010."""
    raw = inputs.csv(PEOPLE, ("year", "name", "country", "industry", "worth"))
    raw = raw[(raw["country"] == "Kazakhstan") & (raw["year"] >= FIRST_COMPLETE_YEAR)]
    frame = raw[["year", "name", "industry"]].replace(ONE_SPELLING)
    worth = (raw["worth"] / MILLION_PER_BILLION).round(3)
    frame = frame.assign(iso3="KAZ", worth_usd_bn=worth)
    return frame.sort_values(["worth_usd_bn", "name"], ascending=[False, True])


@table("billionaires_totals", inputs=(WORLD,))
def billionaires_totals(inputs: Inputs) -> pd.DataFrame:
    """iso3 (WLD = all), year, people, total_usd_bn; no row in a year = nobody listed.

    Raises RefreshError for a country label that has no code here.
    """
    raw = inputs.csv(WORLD, ("year", "country", "worth"), keep_default_na=False)
    # An empty label counts for the world only.
    known = countries.codes_of(inputs) | codes.of("forbes-billionaires") | {"": None}
    raw = raw.assign(iso3=codes.mapped(raw["country"], known, WORLD))
    both = pd.concat([raw.dropna(subset="iso3"), raw.assign(iso3="WLD")])
    by_year = both.assign(worth=both["worth"] / MILLION_PER_BILLION).groupby(["iso3", "year"])
    frame = by_year["worth"].agg(people="size", total_usd_bn="sum")
    return frame.round({"total_usd_bn": 3}).reset_index()
