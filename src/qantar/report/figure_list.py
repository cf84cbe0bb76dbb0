"""Key figures as an output: plain lines when stored, a folded table otherwise."""

import html
import re
from collections.abc import Iterable
from typing import Any

from qantar.common.outputs import mimebundle
from qantar.common.text import _
from qantar.report.figures import Figure, rounded
from qantar.report.sentences import number


def _shown(value: float | int | None, unit: str) -> str:
    if value is None:
        return ""
    return str(value) if unit == "year" else number(rounded(value, 6))


class KeyFigures:
    """Figures in the order of their ids: value, range and its kind, unit, date."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self.figures = sorted(figures, key=lambda figure: figure.id)

    def _rows(self) -> list[tuple[str, ...]]:
        return [
            (
                figure.id,
                _shown(figure.value, figure.unit) or _("not available"),
                " … ".join(
                    filter(
                        None, (_shown(figure.low, figure.unit), _shown(figure.high, figure.unit))
                    )
                ),
                figure.range_kind or "",
                figure.unit,
                figure.as_of,
            )
            for figure in self.figures
        ]

    def __repr__(self) -> str:
        return "\n".join(" | ".join(filter(None, row)) for row in self._rows())

    def lines(self) -> dict[str, str]:
        """By id: value, range and its kind, unit, date, as one line."""
        return {name: " | ".join(filter(None, row)) for name, *row in self._rows()}

    def html(self) -> str:
        """A table folded behind its summary; each id links to its definition."""
        heads = (_("figure"), _("value"), _("range"), _("kind of range"), _("unit"), _("as of"))
        head = "".join(f'<th scope="col">{html.escape(text)}</th>' for text in heads)
        body = "\n".join(self._html_row(row) for row in self._rows())
        title = _("All {count} key figures of this chapter").format(count=len(self.figures))
        return (
            f'<details class="qantar-key-figures"><summary>{html.escape(title)}</summary>'
            f'<div class="qantar-scroll" role="region" aria-label="{html.escape(title)}" '
            'tabindex="0">'
            "<table "
            f'class="docutils"><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>'
            "</div></details>"
        )

    @staticmethod
    def _html_row(row: tuple[str, ...]) -> str:
        anchor = re.sub(r"[^a-z0-9]+", "-", row[0].lower()).strip("-")
        link = (
            f'<a href="../book/figures.html#figure-{anchor}"><code>{html.escape(row[0])}</code></a>'
        )
        cells = "".join(f"<td>{html.escape(text)}</td>" for text in row[1:])
        return f'<tr><th scope="row">{link}</th>{cells}</tr>'

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        plain = {"text/plain": repr(self)}
        return mimebundle(plain, lambda: {**plain, "text/html": self.html()})
