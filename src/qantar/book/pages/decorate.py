"""What pages carry beside their text: what differs from the report, and their provenance."""

from functools import cache
from typing import Any

from docutils import nodes
from markupsafe import Markup

from qantar.book.pages.country import chapter_title
from qantar.book.pages.whatif import notice
from qantar.common.paths import CHAPTERS
from qantar.common.text import _
from qantar.flow import provenance
from qantar.flow.editions import of_build

_SHORT = 12


@cache
def _known(name: str) -> dict[str, str]:
    return provenance.provenance(of_build(name))


def chapter_of(docname: str) -> str | None:
    """The chapter whose page `docname` is, or None."""
    folder, _slash, name = docname.partition("/")
    return name if folder == "notebooks" and name in CHAPTERS else None


def _decorate_page(app: Any, doctree: nodes.document) -> None:
    """Add the what-if notice below the title, which names the country of another edition."""
    chapter = chapter_of(app.env.docname)
    edition = of_build(app.config.qantar_edition)
    page = next(doctree.findall(nodes.section), None)
    if page is None:
        return
    title, heading = chapter_title(edition, chapter or ""), page.next_node(nodes.title)
    if title and heading is not None:
        heading.children = [nodes.Text(title)]
    told = notice(edition, chapter)
    if told:
        page.insert(1, told)


def _footer(app: Any, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Put version, commit and digests of data and parameters in the page's footer."""
    known = _known(app.config.qantar_edition)
    words = _("Qantar {version} · commit {commit} · data {data} · parameters {parameters}").format(
        version=known["version"],
        commit=known["commit"],
        data=known["data"][:_SHORT],
        parameters=known["parameters"][:_SHORT],
    )
    link = context["pathto"]("book/provenance")
    line = Markup('<p class="qantar-provenance"><a href="{}">{}</a></p>')
    context["theme_extra_footer"] = line.format(link, words)


def setup(app: Any) -> None:
    """Register the page events."""
    app.connect("doctree-read", _decorate_page, priority=100)
    app.connect("html-page-context", _footer)
