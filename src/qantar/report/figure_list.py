"""Key figures to read: one number in words, and all as an output, plain lines or a folded table."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from qantar.common.outputs import mimebundle
from qantar.common.text import _, counted, unit
from qantar.report.figures import RANGES, Figure, rounded
from qantar.report.sentences import number, shown

# Units that only say what kind of number it is.
PLAIN_NUMBERS = ("0 to 1", "exponent", "fraction", "log return", "probability", "rank correlation",
                 "ratio", "Theil T", "V-Dem score")  # fmt: skip
# Numbers that a table writes in per cent.
PER_CENT = ("share", "share of time", "fraction a year")


def range_text(figure: Figure, spec: str) -> str:
    """``low to high (kind)`` in words; empty where the figure has no range."""
    if figure.range_kind is None:
        return ""
    kind = RANGES[figure.range_kind]
    low, high = (number_text(figure, end, spec) for end in (figure.low, figure.high))
    if low == high:
        return _("{value} ({kind})").format(value=low, kind=kind)
    if figure.low is None:
        return _("at most {high} ({kind})").format(high=high, kind=kind)
    if figure.high is None:
        return _("at least {low} ({kind})").format(low=low, kind=kind)
    return _("{low} to {high} ({kind})").format(low=low, high=high, kind=kind)


def number_text(figure: Figure, value: float | None, spec: str) -> str:
    """A value of the figure, or an end of its range, as it stands alone in a table.

    A rank is "No. 12", a rate "8.0 % a year"; a share of time that no clock can show is none.
    """
    if figure.unit == "share of time" and value is not None and not 0 <= value <= 1:
        if value < 0:
            return _("none (below 0)")
        return _("none (above {most})").format(most=shown(1.0, ".0%"))
    text = shown(value, spec)
    if figure.unit == "rank" and text:
        return _("No. {rank}").format(rank=text)
    if figure.unit == "fraction a year" and text:
        return _("{rate} a year").format(rate=text)
    return text


def unit_text(figure: Figure) -> str:
    """The unit behind a value, with its space; in brackets what says only the kind of number."""
    if figure.unit in (*PER_CENT, "year", "rank"):
        return ""
    words = counted(figure.unit, figure.value)
    return f" ({words})" if figure.unit in PLAIN_NUMBERS else f" {words}"


def default_spec(figure: Figure) -> str:
    """The format where nobody chose one: per cent, counts whole, else 4 digits."""
    if figure.unit in PER_CENT:
        return ".1%"
    if figure.unit == "year":
        return "d"
    if isinstance(figure.value, int) or figure.unit == "rank":
        return ",d"
    return ",.4g" if figure.value is None or abs(figure.value) < 1000 else ",.0f"


def _shown(value: float | int | None, measure: str) -> str:
    if value is None:
        return ""
    return str(value) if measure == "year" else number(rounded(value, 6))


def _row(figure: Figure) -> tuple[str, ...]:
    numbers = (figure.value, figure.low, figure.high)
    value, *ends = (_shown(number, figure.unit) for number in numbers)
    return (
        figure.id,
        value or _("not available"),
        " … ".join(filter(None, ends)),
        figure.range_kind or "",
        unit(figure.unit),
        figure.as_of,
    )


class KeyFigures:
    """Figures in the order of their ids: value, range and its kind, unit, date."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self.figures = sorted(figures, key=lambda figure: figure.id)

    def _rows(self) -> list[tuple[str, ...]]:
        return [_row(figure) for figure in self.figures]

    def __repr__(self) -> str:
        return "\n".join(" | ".join(filter(None, row)) for row in self._rows())

    def html(self) -> str:
        """A table folded behind its summary, for editors of notebooks; pages have their own."""
        heads = (_("figure"), _("value"), _("range"), _("kind of range"), _("unit"), _("as of"))
        title = _("All {count} key figures of this chapter").format(count=len(self.figures))
        with pd.option_context("display.max_colwidth", None):
            table = pd.DataFrame(self._rows(), columns=heads).to_html(index=False, border=0)
        return (
            f'<details class="qantar-key-figures"><summary>{title}</summary>\n{table}\n</details>'
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        plain = {"text/plain": repr(self)}
        return mimebundle(lambda: plain, lambda: {**plain, "text/html": self.html()})
