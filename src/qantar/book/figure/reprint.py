"""``{chart}``: shows a chart of a chapter on another page, as the chapter's own run drew it."""

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from qantar.book.figure.figure import figure
from qantar.charting.chart import BOOK_MIME


class ReprintedChart(SphinxDirective):
    """The chart labelled so (``fig-mining-hash-rate-after``) in its chapter's executed notebook."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The figure, under a label of its own; an error where the chapter has no such chart."""
        label = self.arguments[0]
        name = f"notebooks/{label.split('-')[1]}.ipynb"
        path = Path(self.env.srcdir) / name
        self.env.note_dependency(name)
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"] if path.is_file() else []
        outputs = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
        for payload in (data[BOOK_MIME] for data in outputs if BOOK_MIME in data):
            if payload.get("label") == label:
                own = {**payload, "label": f"{label}-again"}
                return [figure(self.state.document, self.env, own)]
        raise self.error(f"{name} holds no chart labelled {label!r}")


def setup(app: Any) -> None:
    """Register the directive."""
    app.add_directive("chart", ReprintedChart)
