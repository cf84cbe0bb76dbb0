"""Key figures as an output: plain lines when stored, a folded table otherwise."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from qantar.common.outputs import mimebundle
from qantar.common.text import _, unit
from qantar.report.figures import Figure, rounded
from qantar.report.sentences import number


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

    def lines(self) -> dict[str, str]:
        """By id: value, range and its kind, unit, date, as one line."""
        return {name: " | ".join(filter(None, row)) for name, *row in self._rows()}

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
