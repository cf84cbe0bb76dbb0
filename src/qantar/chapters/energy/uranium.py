"""Uranium: who mines how much of the world's, from two series that meet in 2013."""

import pandas as pd

WORLD = "WLD"
SURVEY, ASSOCIATION = "BGS", "WNA"
# From this year on the World Nuclear Association's figures are used; the Geological Survey's
# before.
ASSOCIATION_FROM = 2013


def production(uranium: pd.DataFrame) -> pd.DataFrame:
    """One value a country and year: country, iso3, year, series, tonnes_u, share, estimated.

    The world is the association's own total, and the sum of countries where only the survey counts.
    """
    newer = uranium["series"].eq(ASSOCIATION)
    chosen = uranium[newer == uranium["year"].ge(ASSOCIATION_FROM)]
    is_world = chosen["iso3"].eq(WORLD)
    countries = chosen[~is_world]
    stated = chosen[is_world].set_index("year")["tonnes_u"]
    world = stated.combine_first(countries.groupby("year")["tonnes_u"].sum())
    share = countries["tonnes_u"] / countries["year"].map(world)
    return countries.assign(share=share).sort_values(["year", "country"], ignore_index=True)


def in_year(produced: pd.DataFrame, year: int) -> pd.DataFrame:
    """The producers of a year with their rank, the largest first (frame: as from `production`)."""
    rows = produced[(produced["year"] == year) & (produced["tonnes_u"] > 0)]
    rank = rows["tonnes_u"].rank(method="min", ascending=False).astype(int)
    return rows.assign(rank=rank).sort_values(["rank", "country"], ignore_index=True)
