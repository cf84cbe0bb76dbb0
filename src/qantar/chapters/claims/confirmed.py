"""Confirmed verdicts, which guard against silent flips, and the build's table of claims."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from qantar import data
from qantar.chapters.claims import figures as claims
from qantar.chapters.claims.assessment import TABLES, assess
from qantar.chapters.claims.parameters import ClaimsParameters
from qantar.common.errors import DataError, replacing
from qantar.common.paths import NOTEBOOKS
from qantar.report.chapter import Tables
from qantar.report.figures import Figure

CONFIRMED = NOTEBOOKS / "verdicts.csv"
EXPORTED = (
    *("claim_id", "topic", "kind", "group", "claim", "verdict", "how"),
    *("finding", "why", "evidence", "sources"),
)


def assessed(figures: Mapping[str, Figure]) -> pd.DataFrame:
    """All claims with their verdicts (see assessment.assess), from the figures of an edition."""
    return assess(Tables.load(TABLES), figures)


def current() -> dict[str, str]:
    """The verdict on each claim by the tables as they are and the chapters' default parameters."""
    tables = Tables.load(claims.TABLES)
    frame = assessed(claims.evidence_figures(tables, ClaimsParameters()))
    return dict(zip(frame["claim_id"], frame["verdict"], strict=True))


def confirmed(path: Path = CONFIRMED) -> dict[str, str]:
    """The verdicts that somebody confirmed; raises DataError without a readable file."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {row["claim_id"]: row["verdict"] for row in csv.DictReader(file)}
    except FileNotFoundError:
        raise DataError(f"{path.name}: no such file; make accept writes it") from None
    except (KeyError, UnicodeDecodeError):
        raise DataError(
            f"{path.name}: expected the columns claim_id and verdict; make accept rewrites it"
        ) from None


def flips(now: Mapping[str, str], before: Mapping[str, str]) -> list[str]:
    """One line for each claim whose verdict is not the confirmed one, in the claims' order."""
    changed = (
        (claim, before.get(claim, "not confirmed"), now.get(claim, "no longer a claim"))
        for claim in sorted({*now, *before})
    )
    return [f"{claim}: {was} -> {is_}" for claim, was, is_ in changed if was != is_]


def confirm(now: Mapping[str, str], path: Path = CONFIRMED) -> list[str]:
    """Write `now` as the confirmed verdicts, in one rename; returns the lines of what changed."""
    changed = flips(now, confirmed(path) if path.is_file() else {})
    rows = "".join(f"{claim},{verdict}\n" for claim, verdict in sorted(now.items()))
    with replacing(path) as part:
        part.write_text(f"claim_id,verdict\n{rows}", encoding="utf-8", newline="\n")
    return changed


def _addresses(frame: pd.DataFrame) -> list[str]:
    """Addresses of each claim's sources: its own, then those of the tables that a rule reads."""
    own = data.load("claim_sources").groupby("claim_id")["source_url"].agg(list)
    return [
        " ".join(dict.fromkeys([*own.get(claim, []), *publishers(tables)]))
        for claim, tables in zip(frame["claim_id"], frame["tables"], strict=True)
    ]


def publishers(tables: Iterable[str]) -> list[str]:
    """Addresses of the sources of `tables`."""
    sources = [source for name in tables for source in data.resource(name)["sources"]]
    return [source["path"] for source in sources if "path" in source]


def export(figures: Mapping[str, Figure], path: Path) -> None:
    """Write the claims of an edition to `path`, columns EXPORTED.

    evidence: ids of key figures, facts, events and tables; sources: addresses; both separated by
    spaces.
    """
    frame = assessed(figures)
    table = frame.assign(
        claim=frame["restatement"],
        evidence=frame["rests_on"].map(" ".join),
        sources=_addresses(frame),
    )[list(EXPORTED)]
    with replacing(path) as part:
        table.to_csv(part, index=False, lineterminator="\n", encoding="utf-8")
