"""The directive ``{corrections}``: the claims whose correction matters most, with their cards."""

from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from qantar.book.prose.claims_list import badge
from qantar.book.references import editiondata
from qantar.book.references.links import number_link
from qantar.book.references.nodetable import paragraph
from qantar.chapters.claims.frames import corrections
from qantar.common.text import _


class Corrections(SphinxDirective):
    """What the article says, what was found, and the way to the card, in the order of the table."""

    def run(self) -> list[nodes.Node]:
        """One list; each point leads to its claim."""
        self.env.metadata[self.env.docname]["corrections"] = True
        rows = corrections(editiondata.claims(self.env.app))
        items = [self._item(row) for row in rows.to_dict("records")]
        return [nodes.bullet_list("", *items, classes=["qantar-corrections"])]

    def _item(self, row: dict[str, str]) -> nodes.list_item:
        title = _("claim {number} and its evidence").format(number=int(row["claim_id"][1:]))
        claim = number_link(f"{row['restatement']}.", f"claim:{row['claim_id']}", title)
        item = nodes.list_item(
            "",
            paragraph(badge(row["verdict"])),
            paragraph(claim, classes=["correction-claim"]),
        )
        self.state.nested_parse(StringList([row["finding_linked"]]), self.content_offset, item)
        return item


def setup(app: Any) -> None:
    """Register the directive."""
    app.add_directive("corrections", Corrections)
