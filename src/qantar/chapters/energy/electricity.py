"""What a grid burns: generation by source, shares of coal, and releases compared."""

import pandas as pd

from qantar.common.text import _
from qantar.report.lookup import rows_where

SOURCES = ("coal", "gas", "oil", "nuclear", "hydro", "wind", "solar", "other_renewable")
REST = "unspecified"
# Generation that no source explains counts as a remainder above this; below it is rounding [TWh].
ROUNDING_TWH = 0.05
# A share of coal below this was never much to leave.
LITTLE = 0.05
# From here on coal's shares are compared: in 2010 and 2011 Kazakhstan's series stands some six
# points above the years on either side.
COAL_FROM = 2012


def source_names() -> dict[str, str]:
    """The reader's name of each source of the electricity table."""
    return {
        "coal": _("coal"),
        "gas": _("gas"),
        "oil": _("oil"),
        "nuclear": _("nuclear"),
        "hydro": _("hydro"),
        "wind": _("wind"),
        "solar": _("solar"),
        "other_renewable": _("other renewables"),
        REST: _("not split by source"),
    }


def of_country(frame: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """The rows of one country, in the frame's order; empty where it has none."""
    return rows_where(frame, iso3=iso3).reset_index(drop=True)


def generation_mix(electricity: pd.DataFrame, balance: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """year, source, generation_twh, share; what no source explains is ``unspecified``.

    electricity: iso3, year, source, generation_twh; balance: iso3, year, generation_twh (the
    total). Sources that the country never used are dropped; years without a single source are left
    out.
    """
    named = of_country(electricity, iso3)[["year", "source", "generation_twh"]]
    total = of_country(balance, iso3).set_index("year")["generation_twh"]
    rest = (total - named.groupby("year")["generation_twh"].sum()).dropna()
    rest = rest[rest > ROUNDING_TWH].rename("generation_twh").reset_index().assign(source=REST)
    frame = pd.concat([named, rest], ignore_index=True)
    used = frame.groupby("source")["generation_twh"].transform("sum") > 0
    frame = frame[used].assign(share=lambda rows: rows["generation_twh"] / rows["year"].map(total))
    order = {source: place for place, source in enumerate((*SOURCES, REST))}
    frame = frame.sort_values(
        ["year", "source"], key=lambda column: column.map(order).fillna(column)
    )
    return frame.reset_index(drop=True)


def source_shares(electricity: pd.DataFrame, balance: pd.DataFrame, source: str) -> pd.DataFrame:
    """Share of a source in generation: iso3, year, share, where both are stated."""
    part = rows_where(electricity, source=source).merge(
        balance[["iso3", "year", "generation_twh"]], on=["iso3", "year"], suffixes=("", "_total")
    )
    part = part[part["generation_twh_total"] > 0]
    share = part["generation_twh"] / part["generation_twh_total"]
    return part[["iso3", "year"]].assign(share=share).reset_index(drop=True)


def main_source(electricity: pd.DataFrame, iso3: str, year: int) -> str | None:
    """The source that supplied most in a year; None without generation by source."""
    rows = rows_where(electricity, iso3=iso3, year=year)
    used = rows[rows["generation_twh"] > 0]
    return None if used.empty else str(used.loc[used["generation_twh"].idxmax(), "source"])


def last_year_above(shares: pd.DataFrame, threshold: float) -> int | None:
    """The last year whose share exceeds the threshold (frame: year, share), or None."""
    years = shares.loc[shares["share"] > threshold, "year"]
    return int(years.max()) if len(years) else None


def vintage_shares(vintages: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Share of coal by release: release, year, share; empty without an older release."""
    rows = of_country(vintages, iso3).dropna(subset=["coal_share"])
    return rows.rename(columns={"coal_share": "share"})[["release", "year", "share"]]


def official_shares(facts: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Share of coal as officials counted it: year, share, publisher, confidence, fact."""
    rows = facts[facts["topic"] == "coal_share_official"] if iso3 == "KAZ" else facts.iloc[:0]
    return pd.DataFrame(
        {
            "year": rows["date"].str[:4].astype("Int64"),
            "share": rows["value"].astype("float64") / 100,
            "publisher": rows["source_publisher"],
            "confidence": rows["confidence"],
            "fact": rows["id"],
        }
    ).reset_index(drop=True)


def change_since(shares: pd.DataFrame, first: int) -> pd.DataFrame:
    """How a share changed from year `first` to the last year that all countries have.

    shares: iso3, year, share. Gives iso3, year (the last), before, after, change (fractions).
    """
    wide = shares.pivot(index="year", columns="iso3", values="share")
    if first not in wide.index:
        return pd.DataFrame(columns=["iso3", "year", "before", "after", "change"])
    wide = wide.loc[first:].dropna(axis="columns", subset=[first]).dropna()
    before, after = wide.loc[first], wide.iloc[-1]
    frame = pd.DataFrame({"year": int(wide.index[-1]), "before": before, "after": after})
    return frame.assign(change=after - before).rename_axis("iso3").reset_index()


def latest_year(frame: pd.DataFrame, iso3: str, column: str) -> int | None:
    """The last year in which the country has a value in `column`; None where it has none."""
    years = rows_where(frame, iso3=iso3).dropna(subset=[column])["year"]
    return int(years.max()) if len(years) else None
