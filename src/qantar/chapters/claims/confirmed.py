"""Confirmed verdicts, which guard against silent flips, and the table of claims that a build
leaves.
"""

import csv
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from qantar import data
from qantar.chapters.claims import figures as claims
from qantar.chapters.claims.parameters import ClaimsParameters
from qantar.common.errors import DataError, naming
from qantar.common.paths import NOTEBOOKS
from qantar.report.chapter import Tables
from qantar.report.figures import Figure

CONFIRMED = NOTEBOOKS / "verdicts.csv"
EXPORTED = {
    "claim_id": "claim_id",
    "verdict": "verdict",
    "how": "how",
    "figure": "figure",
    "found": "evidence",
    "source_url": "source",
}


def assessed(figures: Mapping[str, Figure]) -> pd.DataFrame:
    """All claims with their verdicts (see figures.assess), from the figures of an edition."""
    return claims.assess(data.load("claims"), data.load("claim_rules"), figures)


def current() -> dict[str, str]:
    """The verdict on each claim by the tables as they are and the chapters' default parameters."""
    tables = Tables.load(claims.TABLES)
    frame = assessed(claims.evidence_figures(tables, ClaimsParameters()))
    return dict(zip(frame["claim_id"], frame["verdict"], strict=True))


def confirmed(path: Path = CONFIRMED) -> dict[str, str]:
    """The verdicts that somebody confirmed; raises DataError where the file is missing or
    unreadable.
    """
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
    lines = []
    for claim in sorted({*now, *before}):
        was, is_ = before.get(claim, "not confirmed"), now.get(claim, "no longer a claim")
        if was != is_:
            lines.append(f"{claim}: {was} -> {is_}")
    return lines


def confirm(now: Mapping[str, str], path: Path = CONFIRMED) -> list[str]:
    """Write `now` as the confirmed verdicts, in one rename; returns the lines of what changed."""
    changed = flips(now, confirmed(path) if path.is_file() else {})
    rows = "".join(f"{claim},{verdict}\n" for claim, verdict in sorted(now.items()))
    part = path.with_suffix(".part")
    with naming(path):
        part.write_text(f"claim_id,verdict\n{rows}", encoding="utf-8", newline="\n")
        part.replace(path)
    return changed


def _publishers(tables: str) -> str:
    """Addresses of the sources of `tables` (names separated by semicolons), each once."""
    sources = [
        source
        for name in filter(None, tables.split(";"))
        for source in data.resource(name)["sources"]
    ]
    return " ".join(dict.fromkeys(source["path"] for source in sources if "path" in source))


def export(figures: Mapping[str, Figure], path: Path) -> None:
    """Write the claims of an edition to `path`: claim_id, verdict, how, figure, evidence,
    source.
    """
    frame = assessed(figures)
    found = frame["finding"].where(frame["finding"] != "", frame["evidence"])
    sources = frame["source_url"].where(frame["source_url"] != "", frame["tables"].map(_publishers))
    table = frame.assign(found=found, source_url=sources)[list(EXPORTED)].rename(columns=EXPORTED)
    part = path.with_suffix(".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    table.to_csv(part, index=False, lineterminator="\n", encoding="utf-8")
    part.replace(path)
