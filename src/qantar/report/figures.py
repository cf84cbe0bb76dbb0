"""Key figures: every number that prose states, computed once by the chapter that owns it."""

import csv
import io
import json
import math
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from qantar.common.errors import FigureError, one_line, replacing
from qantar.common.text import _

NUMBERS = ("value", "low", "high")
# The kinds of range, in words
RANGES = {
    "exact95": _("exact 95 per cent interval"),
    "vdem68": _("68 per cent interval of V-Dem's measurement model"),
    "model_extremes": _("best and worst case of the model, not an interval"),
    "vintages": _("range over releases of the source"),
    "methods": _("range over methods or counts"),
    "simulation95": _("95 per cent interval of the simulation alone"),
    "market_range": _("spread of prices or reports"),
}

Number = TypeVar("Number", float, float | None)

MERGED = "figures.json"
_CHAPTERS = "qantar.chapters."


@dataclass(frozen=True)
class Figure:
    """One number with its range, unit, date, tables and definition.

    ``value`` is None where the tables do not hold what it needs (a country with gaps); ``low`` and
    ``high`` are None where no range is defined, and ``range_kind`` (one of RANGES) says what
    the range is. Shares are fractions; ``unit`` is ``share`` for them. ``as_of`` is an ISO year,
    month or date, or a span. ``made_by`` is what computes it, as ``module:function`` or
    ``module:Class.property``.
    """

    id: str
    value: int | float | None
    unit: str
    as_of: str
    tables: tuple[str, ...]
    definition: str
    low: int | float | None = None
    high: int | float | None = None
    range_kind: str | None = None
    made_by: Annotated[str, Field(pattern=rf"^({re.escape(_CHAPTERS)}[\w.]+:\w+(\.\w+)?)?$")] = ""

    def __post_init__(self) -> None:
        if (self.low is None and self.high is None) != (self.range_kind is None):
            raise FigureError(
                f"figure {self.id}: a range needs low or high together with range_kind"
            )
        if self.range_kind is not None and self.range_kind not in RANGES:
            raise FigureError(
                f"figure {self.id}: range_kind {self.range_kind!r} is not one of {tuple(RANGES)}"
            )
        for name in NUMBERS:
            number = getattr(self, name)
            if number is not None and not math.isfinite(number):
                raise FigureError(
                    f"figure {self.id}: {name} is {number}; a missing figure has value None"
                )

    def known(self) -> float:
        """The value; raises FigureError where there is none."""
        if self.value is None:
            raise FigureError(f"figure {self.id} has no value here")
        return self.value


_FILE = TypeAdapter(list[Figure])


def rounded(number: Number, digits: int = 12) -> Number:
    """The number at `digits` significant digits: another processor's last bit is not a change."""
    if number is None or isinstance(number, bool):
        return number
    if float(number).is_integer() and abs(number) < 10**digits:
        return int(number)
    return float(f"{float(number):.{digits}g}")


def to_json(figures: Iterable[Figure]) -> str:
    """A JSON array by id, values at 12 digits; raises FigureError on a repeated id."""
    ordered = sorted(figures, key=lambda figure: figure.id)
    for one, other in pairwise(ordered):
        if one.id == other.id:
            raise FigureError(f"figure {one.id} is recorded twice; each figure has one owner")
    rows = [
        {**asdict(figure), **{name: rounded(getattr(figure, name)) for name in NUMBERS}}
        for figure in ordered
    ]
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def to_csv(figures: Iterable[Figure]) -> str:
    """The same rows as CSV with one line of column names, tables separated by spaces."""
    rows = [{**row, "tables": " ".join(row["tables"])} for row in json.loads(to_json(figures))]
    out = io.StringIO()
    writer = csv.DictWriter(out, [field.name for field in fields(Figure)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write(figures: Iterable[Figure], path: Path) -> None:
    """Write figures as JSON to `path`, in one rename."""
    with replacing(path) as part:
        part.write_text(to_json(figures), encoding="utf-8")


def read(path: Path) -> dict[str, Figure]:
    """Figures by id from a file of `write`; raises FigureError naming file and entry."""
    try:
        figures = _FILE.validate_json(path.read_bytes(), strict=True)
        if len({figure.id for figure in figures}) < len(figures):
            raise ValueError("a figure stands there twice")
    except FileNotFoundError:
        raise FigureError(f"{path}: no such file; run the notebooks first (make book)") from None
    except (ValueError, OverflowError) as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
        raise FigureError(
            f"{path}: not a list of key figures ({one_line(reason)}); delete it and run make book"
        ) from None
    return {figure.id: figure for figure in figures}
