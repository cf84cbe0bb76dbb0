"""What pages carry beside their text: how to rerun them, what differs, their provenance."""

from functools import cache
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.util.docutils import SphinxDirective

from qantar.book.pages.country import chapter_title
from qantar.book.pages.whatif import notice
from qantar.book.site.reading import files_beside
from qantar.common import language
from qantar.common.paths import CHAPTERS
from qantar.common.text import _
from qantar.flow import provenance, reruns
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


class DataPage(SphinxDirective):
    """``{data-page}``: the tables of the data package, with sources, licences and codebooks."""

    def run(self) -> list[nodes.Node]:
        """The generated text, parsed in place."""
        from qantar.book.pages import datapage

        datapage.write_downloads(files_beside(self.env) / datapage.FOLDER)
        return self.parse_text_to_nodes(datapage.data_page(), allow_section_headings=True)


def _translated() -> str:
    return _(
        "This book is a translation from English. Numbers are not typed again: both books take "
        "them from the same figures. Terms were held to a glossary and a sample was read back "
        "against the English; no outside reader has gone through the whole. Where the two differ, "
        "above all about persons and verdicts, the English holds."
    )


class ProvenancePage(SphinxDirective):
    """``{provenance}``: the full digests of data, parameters, executed notebooks and figures."""

    def run(self) -> list[nodes.Node]:
        """A Markdown table, parsed in place."""
        self.env.note_reread()  # no key of the kept pages holds the commit
        edition = of_build(self.config.qantar_edition)
        known = {**provenance.provenance(edition), **provenance.results(edition)}
        names = {
            "version": _("version"),
            "commit": _("commit"),
            "data": _("data"),
            "parameters": _("parameters"),
            "notebooks": _("notebooks"),
            "figures": _("figures"),
        }
        rows = [f"| {names[name]} | `{value}` |" for name, value in known.items()]
        heads = _("what"), _("value")
        head = [f"| {' | '.join(heads)} |", "| --- | --- |"]
        lines = [*head, *rows]
        if language.current().code != language.SOURCE:
            lines += ["", _translated()]
        return self.parse_text_to_nodes("\n".join(lines))


class RerunsPage(SphinxDirective):
    """``{reruns}``: the guided reruns, each with its question, command and what to look for."""

    def run(self) -> list[nodes.Node]:
        """One section a rerun, parsed in place."""
        parts = []
        for rerun in reruns.load():
            command = f"```console\n$ {reruns.command(rerun.chapter, rerun.parameters)}\n```"
            look = _("Compare the key figure `{figure}`. {look_for}").format(
                figure=rerun.figure, look_for=_(rerun.look_for)
            )
            parts.append(f"## {_(rerun.question)}\n\n{command}\n\n{look}\n")
        return self.parse_text_to_nodes("\n".join(parts), allow_section_headings=True)


def setup(app: Any) -> None:
    """Register the directives and the page events."""
    app.add_directive("data-page", DataPage)
    app.add_directive("provenance", ProvenancePage)
    app.add_directive("reruns", RerunsPage)
    app.connect("doctree-read", _decorate_page, priority=100)
    app.connect("html-page-context", _footer)
