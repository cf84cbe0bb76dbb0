"""Who mined where, month by month: the Cambridge map, and what is known of another map later."""

import pandas as pd

CAMBRIDGE, HEATMAP = "cambridge", "heatmap"
REST = "Other"


def steps(shares: pd.DataFrame, estimates: pd.DataFrame, countries: pd.DataFrame) -> pd.DataFrame:
    """Shares of the world's hash rate by country, one step of the slider a month or period.

    shares: table mining_share; estimates: table hash_rate_estimates, whose heatmap rows follow;
    countries: table countries. Returns step (from 0), start, end, map (cambridge or
    heatmap), iso3, country, share, largest first within a step; countries without a code are left
    out.
    """
    months = shares.dropna(subset=["iso3"]).assign(map=CAMBRIDGE, start=shares["month"])
    months["end"] = months["start"]
    heat = estimates[estimates["kind"] == HEATMAP]
    later = heat.rename(columns={"period_start": "start", "period_end": "end", "high": "share"})
    columns = ["start", "end", "map", "iso3", "share"]
    rows = pd.concat([months[columns], later.assign(map=HEATMAP)[columns]], ignore_index=True)
    rows["step"] = rows["start"].rank(method="dense").astype(int) - 1
    rows["country"] = rows["iso3"].map(countries.set_index("iso3")["name"])
    order = rows.sort_values(["step", "share"], ascending=[True, False], ignore_index=True)
    return order[["step", "start", "end", "map", "iso3", "country", "share"]]
