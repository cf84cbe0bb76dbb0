"""What pages carry beside their text: what differs from the report, and their provenance."""

from functools import cache
from typing import Any

from docutils import nodes
from markupsafe import Markup

from qantar.book.pages.country import chapter_title
from qantar.common.paths import CHAPTERS
from qantar.common.text import _, clauses
from qantar.flow import provenance
from qantar.flow.editions import Edition, of_build
from qantar.report.parameters import model_for


@cache
def _known(name: str) -> dict[str, str]:
    """Where the edition `name` comes from; digests by their first twelve letters."""
    known = provenance.provenance(of_build(name))
    return known | {what: known[what][:12] for what in ("data", "parameters")}


def chapter_of(docname: str) -> str | None:
    """The chapter whose page `docname` is, or None."""
    folder, _slash, name = docname.partition("/")
    return name if folder == "notebooks" and name in CHAPTERS else None


def differences(edition: Edition, chapter: str) -> dict[str, tuple[Any, Any]]:
    """Parameters of `chapter` that `edition` changes: name -> (value, default)."""
    checked, model = edition.checked(chapter), model_for(chapter)
    pairs = {
        name: (getattr(checked, name), field.get_default(call_default_factory=True))
        for name, field in model.model_fields.items()
        if name != "chapters"
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def changed(edition: Edition, chapter: str | None) -> list[str]:
    """In words, what differs on the page of `chapter`; on any other (None), in the edition.

    On pages that are no chapter the country is no news: the title names it. The claims rest on the
    figures of every chapter, also of those that the edition leaves out.
    """
    if chapter is None or chapter == "claims":
        owners, left_out = [*dict.fromkeys((*edition.chapters, *edition.parameters))], {"country"}
    else:
        owners, left_out = [chapter], set()
    lines = []
    for owner in owners:
        for name, (value, default) in differences(edition, owner).items():
            if name in left_out:
                continue
            words = _("{name} = {value} (default {default})").format(
                name=name if owner == chapter else f"{owner}.{name}", value=value, default=default
            )
            source = edition.source(owner, name)
            told = _("{change}, from {source}").format(change=words, source=source)
            lines.append(told if source else words)
    return lines


def notice(edition: Edition, chapter: str | None) -> nodes.Node | None:
    """The box below a page's title; None where nothing differs."""
    lines = changed(edition, chapter)
    if not lines:
        return None
    template = (
        _("This page was made with other parameters than the report: {changes}.")
        if chapter
        else _("This book was made with other parameters than the report: {changes}.")
    )
    text = template.format(changes=clauses(lines))
    return nodes.note("", nodes.paragraph("", text), classes=["qantar-what-if"])


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
    words = _("Qantar {version} · commit {commit} · data {data} · parameters {parameters}")
    line = Markup('<p class="qantar-provenance"><a href="{}">{}</a></p>').format(
        context["pathto"]("book/provenance"), words.format(**_known(app.config.qantar_edition))
    )
    context["theme_extra_footer"] = line


def setup(app: Any) -> None:
    """Register the page events."""
    app.connect("doctree-read", _decorate_page, priority=100)
    app.connect("html-page-context", _footer)
