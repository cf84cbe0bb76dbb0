"""Key figures that only the claims need, and that no other chapter computes."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

from qantar.chapters.claims import country as claim_country
from qantar.common.text import _
from qantar.report.figures import Figure

Tables = Mapping[str, pd.DataFrame]
Figures = Mapping[str, Figure]

TABLES = (*claim_country.TABLES, "claim_rules", "claims", "co2", "events")
DAYS_A_YEAR = 365.25


def presidency(tables: Tables, others: Figures) -> list[Figure]:
    """Years between the first and last day of Nazarbayev's presidency, from the events table."""
    starts = tables["events"].set_index("event_id")["start_date"]
    party, office, independence, end = (
        pd.Timestamp(starts[event]) for event in ("e002", "e004", "e007", "e031")
    )
    in_office, independent, leading = (
        (end - start).days / DAYS_A_YEAR for start in (office, independence, party)
    )
    return [
        Figure(
            "claims.presidency_years",
            in_office,
            "years",
            "1990-04-24/2019-03-20",
            ("events",),
            _("Years of Nazarbayev's presidency; low: from independence"),
            low=independent,
            high=in_office,
            range_kind="methods",
        ),
        Figure(
            "claims.leadership_years",
            leading,
            "years",
            "1989-06-22/2019-03-20",
            ("events",),
            _("Years from Nazarbayev's party leadership to the end of his presidency"),
        ),
    ]


def emissions(tables: Tables, others: Figures) -> list[Figure]:
    """Coal's part of carbon dioxide in 2021, newest release."""
    row = tables["co2"].query("iso3 == 'KAZ' and year == 2021").sort_values("release").iloc[-1]
    definition = _("Coal's share of territorial carbon dioxide emissions from fuels and cement")
    share = float(row["coal_mt"] / row["co2_mt"])
    return [Figure("claims.coal_share_of_co2_2021", share, "share", "2021", ("co2",), definition)]


def pools(tables: Tables, others: Figures) -> list[Figure]:
    """Fall of the block rate at the two large pools that press reports named, from the
    network's ratio.
    """
    ratio = others.get("network.rate_ratio_named_pools")
    if ratio is None or ratio.value is None:
        return []
    definition = _(
        "Fall of the block rate of AntPool and F2Pool together in the windows that Reuters "
        "compared: one less the ratio"
    )
    fall = Figure(
        "claims.large_pools_fall_24h",
        1 - ratio.value,
        "share",
        ratio.as_of,
        ratio.tables,
        definition,
    )
    return [replace(fall, low=1 - ratio.high, high=1 - ratio.low, range_kind=ratio.range_kind)]


def recorded(tables: Tables, others: Figures) -> list[Figure]:
    """Counts that are recorded beside a claim in `claim_rules`, as figures of their own."""
    rows = tables["claim_rules"].dropna(subset=["recorded"]).merge(tables["claims"], on="claim_id")
    return [
        Figure(
            row["figure"],
            int(row["recorded"]),
            row["stated_unit"],
            row["stated_date"],
            ("claim_rules", "claims"),
            _("Count recorded as evidence of claim {claim}: {count}").format(
                claim=row["claim_id"], count=row["evidence_value"]
            ),
            low=None if pd.isna(row["recorded_low"]) else row["recorded_low"],
            high=None if pd.isna(row["recorded_high"]) else row["recorded_high"],
            range_kind=None if pd.isna(row["recorded_low"]) else "methods",
        )
        for __, row in rows.iterrows()
    ]


PARTS: tuple[Callable[[Tables, Figures], list[Figure]], ...] = (
    claim_country.size,
    claim_country.people,
    claim_country.density,
    claim_country.east,
    claim_country.censuses,
    claim_country.oil,
    presidency,
    emissions,
    pools,
    recorded,
)


def claim_figures(tables: Tables, others: Figures) -> list[Figure]:
    """All figures of this module. `tables` holds TABLES; `others` are the other chapters'
    figures by id.
    """
    return [figure for part in PARTS for figure in part(tables, others)]
