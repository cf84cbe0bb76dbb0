"""Key figures that changed their names: ``docs/figure_aliases.csv`` leads from old id to new."""

import csv
from collections.abc import Iterable
from functools import cache

from qantar.common.errors import FigureError
from qantar.common.mistakes import meant
from qantar.common.paths import ROOT

PATH = ROOT / "docs" / "figure_aliases.csv"


@cache
def read() -> dict[str, str]:
    """New id by old id; empty where the figure was dropped."""
    with PATH.open(encoding="utf-8", newline="") as text:
        return {row["old"]: row["new"] for row in csv.DictReader(text, strict=True)}


def explain(name: str, known: Iterable[str]) -> str:
    """What to append to an error about an unknown id: its new name, or the nearest known id."""
    if name in read():
        return f"; renamed to {read()[name]}" if read()[name] else "; dropped, see CHANGELOG.md"
    guess = meant(name, sorted(known))
    return f"; {guess}" if guess else ""


def refuse_renamed(names: Iterable[str], where: str) -> None:
    """Raise FigureError where one of `names`, written at `where`, is an id of before."""
    for name in names:
        if name in read():
            raise FigureError(f"{where}: no key figure {name}{explain(name, ())}")
