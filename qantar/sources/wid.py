"""World Inequality Database (WID): shares of wealth and of pre-tax income, 2026 and an older release."""

import pandas as pd

from qantar.sources import countries, worldbank_wdi
from qantar.sources.base import Inputs, Publisher, RemoteFile, table
from qantar.sources.codes import ALPHA3, EUROPEAN_UNION

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

# The countries whose wealth WID's production code (add-wealth-distribution.do) takes from their own sources;
# it puts all others under "The rest of the world - imputed".
OWN_WEALTH_SOURCES = {"USA", "GBR", "KOR", "RUS", "IND", "CHN", "ZAF", "NOR", "CHE", "WLD"} | EUROPEAN_UNION

_WHY = "the database is read through the R package wid or its bulk download; our copies are re-publications"
PUBLISHER = Publisher(
    id="wid-api-2026",
    title="World Inequality Database",
    publisher="World Inequality Lab",
    url="https://wid.world/data/",
    mode="manual",
    files=(
        RemoteFile(
            "wid_wealth_992j_1991_2023.csv",
            sha256="bfe447c01f80e9dc990871e34c073dd736a44e27c3b8435764369bf3a48962d1",
        ),
        RemoteFile(
            "wid_pretax_income_992j_1991_2023.csv",
            sha256="cee9e8161c588eddf05ef88ef2811f92bd41b8c3f53061e2fed207b8f8b60188",
        ),
        RemoteFile(
            "wid_posttax_disposable_992j_1991_2023_peers.csv",
            sha256="4d0de23c70c83a2cb2eb199593518b3b9944025688b4164d911fce31429c06e3",
        ),
    ),
    why_manual=_WHY,
)
QUALITY_PUBLISHER = Publisher(
    id="wid-data-quality",
    title="Data-quality scores by country",
    publisher="World Inequality Lab",
    url="https://github.com/WIDworld/wid-world",
    mode="manual",
    files=(
        RemoteFile(
            "data-quality.csv", sha256="01d0ccd8d9644b3b54fcc090568e30b2932ecd4976717d1cecbd4c3727e5ef45"
        ),
    ),
    why_manual="a file inside the publisher's production code, last changed in 2022; its address may move",
)
OLDER_PUBLISHER = Publisher(
    id="wid-owid-2025",
    title="World Inequality Database, March 2025 release",
    publisher="World Inequality Lab, processed by Our World in Data",
    url="https://ourworldindata.org/grapher/wealth-share-richest-1-percent",
    mode="manual",
    files=(
        RemoteFile(
            "wealth_share_richest_1.csv",
            sha256="a979263d56c16db3101dbc1470dd8f9e2a0d5e1eabddddfb2c6e5a7337900566",
        ),
        RemoteFile(
            "wealth_share_richest_10.csv",
            sha256="23ef2c4e2caaaab7f9c7b357f123a76d188bc24cc9ab25576b605600d1d8636b",
        ),
        RemoteFile(
            "income_share_distribution_pre_tax.csv",
            sha256="65b419d3a31a1ab2cd1b4d8f8a5aee0f2fa313c4511924ab4a645b051debddb7",
        ),
    ),
    why_manual="an older release, kept for comparison; the publisher shows only the newest",
)


def series(inputs: Inputs, file: str) -> pd.DataFrame:
    """A file of WID: iso3, variable, percentile, year, value; our countries and the world, since 1995."""
    columns = ("country", "variable", "percentile", "year", "value")
    raw = inputs.csv(file, columns, keep_default_na=False)  # NA is Namibia
    raw = raw.assign(iso3=raw["country"].map({**ALPHA3, **WORLD}), value=raw["value"].round(4))
    known = raw["iso3"].isin(countries.names(inputs)) & (raw["year"] >= FIRST_YEAR)
    return raw.loc[known, ["iso3", "variable", "percentile", "year", "value"]]


def _shares(inputs: Inputs, file: str) -> pd.DataFrame:
    """iso3, year, group, share of a file of WID series, sorted by these."""
    frame = series(inputs, file)
    frame = frame[frame["percentile"].isin(GROUPS)]
    frame = frame.assign(group=frame["percentile"].map(GROUPS)).rename(columns={"value": "share"})
    return frame[["iso3", "year", "group", "share"]].sort_values(["iso3", "year", "group"], ignore_index=True)


def _quality(inputs: Inputs) -> pd.Series:
    scores = inputs.csv(QUALITY, ("iso", "quality"), sep=";", encoding="utf-8-sig", keep_default_na=False)
    scores["iso3"] = scores["iso"].map({**ALPHA3, **WORLD})
    return scores.dropna(subset="iso3").drop_duplicates("iso3").set_index("iso3")["quality"]


@table("wealth_shares", inputs=(WEALTH, QUALITY))
def wealth_shares(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, group (bottom50, top10, top1), share of net personal wealth, imputed, quality (0-5)."""
    frame = _shares(inputs, WEALTH)
    frame["imputed"] = ~frame["iso3"].isin(OWN_WEALTH_SOURCES)
    frame["quality"] = frame["iso3"].map(_quality(inputs))
    return frame


@table("income_shares", inputs=(INCOME, NOT_EXTRAPOLATED))
def income_shares(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, group, share of pre-tax national income, imputed (empty where nothing says so).

    Held for the countries compared here only.
    A country-year counts as imputed where the release of March 2025 without extrapolated years leaves it out,
    and where all three shares repeat those of the year before.
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
    """release, iso3, year, group (top1, top10), share of net personal wealth in an older release."""
    parts = []
    for group, file in (("top1", OLDER_TOP1), ("top10", OLDER_TOP10)):
        column = f"richest_{group.removeprefix('top')}_wealth_share"
        raw = inputs.csv(file, ("country_code", "report_year", column))
        raw = raw.rename(columns={"country_code": "iso3", "report_year": "year"})
        parts.append(raw.assign(group=group, share=(raw[column] / 100).round(4)))
    frame = pd.concat(parts).assign(release=OLDER_RELEASE).query("year >= 2000")
    order = ["release", "iso3", "year", "group"]
    return frame[[*order, "share"]].sort_values(order, ignore_index=True)
