"""Codes of countries and regions by the names that publishers give them: ``codes.csv``."""

from collections.abc import Mapping
from functools import cache

import pandas as pd

from qantar.common.errors import RefreshError
from qantar.sources.base import rows

_EU = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"


@cache
def of(name: str) -> dict[str, str]:
    """Code by name in one list of ``codes.csv``, in its order; raises RefreshError without it."""
    found = {row["name"]: row["code"] for row in rows("codes.csv") if row["list"] == name}
    if not found:
        raise RefreshError(f"codes.csv: there is no list {name!r}")
    return found


def mapped(labels: pd.Series, known: Mapping[str, str | None], file: str) -> pd.Series:
    """The codes of a publisher's `labels`; raises RefreshError naming `file` for an unknown one."""
    unknown = sorted(set(labels) - set(known))
    if unknown:
        raise RefreshError(f"{file}: {unknown[0]!r} has no code; add it to sources/codes.csv")
    return labels.map(known)


def countries(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of countries and the world: those whose ``iso3`` has three letters.

    Our World in Data writes OWID_WRL for the world, and words like it for other groups.
    """
    iso3 = frame["iso3"].replace({"OWID_WRL": "WLD"})
    return frame.assign(iso3=iso3)[iso3.str.fullmatch("[A-Z]{3}", na=False)]


# ISO 3166-1: codes of three letters, which our tables use, by codes of two.
ALPHA3 = of("iso2")
EUROPEAN_UNION = frozenset(ALPHA3[code] for code in _EU.split())
