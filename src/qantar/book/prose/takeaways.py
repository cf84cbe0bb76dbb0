"""``{takeaways}``: the box at a chapter's head with what a reader should leave with."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from qantar.book.references.nodetable import paragraph
from qantar.common.text import _


class Takeaways(SphinxDirective):
    """A numbered list of three points, in a box under its name."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The box; anything but three numbered points is an error."""
        box = nodes.container("", classes=["q-takeaways"])
        self.state.nested_parse(self.content, self.content_offset, box)
        points = [len(one) for one in box.children if isinstance(one, nodes.enumerated_list)]
        if points != [3] or len(box) != 1:
            raise self.error(_("takeaways are three numbered points, and nothing else"))
        box.insert(0, paragraph(_("Three takeaways"), classes=["q-takeaways-title"]))
        return [box]
