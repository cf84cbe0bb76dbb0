"""World Inequality Database (WID): shares of wealth and pre-tax income, two releases."""

import pandas as pd

from qantar.sources.base import Inputs, table
from qantar.sources.codes import ALPHA3, EUROPEAN_UNION
from qantar.sources.society import countries, worldbank_wdi

WEALTH = "wid-api-2026/wid_wealth_992j_1991_2023.csv"
INCOME = "wid-api-2026/wid_pretax_income_992j_1991_2023.csv"
DISPOSABLE = "wid-api-2026/wid_posttax_disposable_992j_1991_2023_peers.csv"
QUALITY = "wid-data-quality/data-quality.csv"
OLDER_TOP1 = "wid-owid-2025/wealth_share_richest_1.csv"
OLDER_TOP10 = "wid-owid-2025/wealth_share_richest_10.csv"
NOT_EXTRAPOLATED = "wid-owid-2025/income_share_distribution_pre_tax.csv"
FIRST_YEAR = 1995
OLDER_RELEASE = "2025-03"
GROUPS = {"p0p50": "bottom50", "p90p100": "top10", "p99p100": "top1"}
WORLD = {"WO-MER": "WLD"}

# The countries whose wealth WID's production code (add-wealth-distribution.do) takes from their own
# sources; it puts all others under "The rest of the world - imputed".
OWN_WEALTH_SOURCES = EUROPEAN_UNION.union(
    ("USA", "GBR", "KOR", "RUS", "IND", "CHN", "ZAF", "NOR", "CHE", "WLD")
)


def series(inputs: Inputs, file: str) -> pd.DataFrame:
    """A file of WID: iso3, variable, percentile, year, value; since 1995."""
    columns = ("country", "variable", "percentile", "year", "value")
    raw = inputs.csv(file, columns, keep_default_na=False)  # NA is Namibia
    raw = raw.assign(iso3=raw["country"].map({**ALPHA3, **WORLD}), value=raw["value"].round(4))
    known = raw["iso3"].isin(countries.names(inputs)) & (raw["year"] >= FIRST_YEAR)
    return raw.loc[known, ["iso3", "variable", "percentile", "year", "value"]]


def _shares(inputs: Inputs, file: str) -> pd.DataFrame:
    """iso3, year, group, share of a file of WID series, sorted by these."""
    names = {"percentile": "group", "value": "share"}
    frame = series(inputs, file).replace({"percentile": GROUPS}).rename(columns=names)
    frame = frame[frame["group"].isin(GROUPS.values())].drop(columns="variable")
    return frame.sort_values(["iso3", "year", "group"], ignore_index=True)


def _quality(inputs: Inputs) -> pd.Series:
    form = {"sep": ";", "encoding": "utf-8-sig", "keep_default_na": False}
    scores = inputs.csv(QUALITY, ("iso", "quality"), **form)
    scores["iso3"] = scores["iso"].map({**ALPHA3, **WORLD})
    return scores.dropna(subset="iso3").drop_duplicates("iso3").set_index("iso3")["quality"]


@table("wealth_shares", inputs=(WEALTH, QUALITY))
def wealth_shares(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, group (bottom50, top10, top1), share of wealth, imputed, quality (0-5)."""
    frame = _shares(inputs, WEALTH)
    frame["imputed"] = ~frame["iso3"].isin(OWN_WEALTH_SOURCES)
    frame["quality"] = frame["iso3"].map(_quality(inputs))
    return frame


@table("income_shares", inputs=(INCOME, NOT_EXTRAPOLATED))
def income_shares(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, group, share of pre-tax national income, imputed (empty where nothing says so).

    Held for the countries compared here only. A country-year counts as imputed where the release of
    March 2025 without extrapolated years leaves it out, and where all three shares repeat those of
    the year before.
    """
    frame = _shares(inputs, INCOME)
    frame = frame[frame["iso3"].isin(worldbank_wdi.COMPARED)].reset_index(drop=True)
    repeated = frame.groupby(["iso3", "group"])["share"].diff().eq(0)
    repeated = repeated.groupby([frame["iso3"], frame["year"]]).transform("all")
    raw = inputs.csv(NOT_EXTRAPOLATED, ("country_code", "report_year"))
    present = set(zip(raw["country_code"], raw["report_year"], strict=True))
    covered = frame["iso3"].isin(raw["country_code"])
    here = [key in present for key in zip(frame["iso3"], frame["year"], strict=True)]
    frame["imputed"] = (repeated | ~pd.Series(here, dtype="boolean")).mask(~covered & ~repeated)
    return frame


@table("wealth_vintages", inputs=(OLDER_TOP1, OLDER_TOP10))
def wealth_vintages(inputs: Inputs) -> pd.DataFrame:
    """release, iso3, year, group (top1, top10), share of wealth in an older release."""
    parts = []
    for group, file in (("top1", OLDER_TOP1), ("top10", OLDER_TOP10)):
        column = f"richest_{group.removeprefix('top')}_wealth_share"
        raw = inputs.csv(file, {"country_code": "iso3", "report_year": "year", column: "share"})
        parts.append(raw.assign(group=group, share=(raw["share"] / 100).round(4)))
    return pd.concat(parts).assign(release=OLDER_RELEASE).query("year >= 2000")
