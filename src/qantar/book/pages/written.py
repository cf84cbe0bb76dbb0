"""Text that code writes into pages: directives that stand for Markdown, parsed in place."""

from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from qantar.book.pages import datapage
from qantar.book.pages.country import left_out, sentences
from qantar.book.references import editiondata
from qantar.book.site.reading import files_beside
from qantar.common import language
from qantar.common.text import N_, _
from qantar.flow import provenance, reruns
from qantar.flow.editions import of_build
from qantar.report.sentences import rows_as_table

# What provenance states.
NAMES = (
    *(N_("version"), N_("commit"), N_("data")),
    *(N_("parameters"), N_("notebooks"), N_("figures")),
)


def _data_page(env: Any) -> str:
    """The tables of the data package, with sources, licences and codebooks."""
    datapage.write_downloads(files_beside(env) / datapage.FOLDER)
    return datapage.data_page()


def _provenance(env: Any) -> str:
    """The full digests of data, parameters, executed notebooks and figures, as a table."""
    env.note_reread()  # no key of the kept pages holds the commit
    edition = of_build(env.config.qantar_edition)
    known = {**provenance.provenance(edition), **provenance.results(edition)}
    rows = [(_(name), f"`{value}`") for name, value in known.items()]
    table = rows_as_table((_("what"), _("value")), rows)
    if language.current().code != language.SOURCE:
        return f"{table}\n\n{_translated()}"
    return table


def _translated() -> str:
    return _(
        "This book is a translation from English. Numbers are not typed again: both books take "
        "them from the same figures. Terms were held to a glossary and a sample was read back "
        "against the English; no outside reader has gone through the whole. Where the two differ, "
        "above all about persons and verdicts, the English holds."
    )


def _reruns(env: Any) -> str:
    """The guided reruns, one section each, with question, command and what to look for."""
    parts = []
    for rerun in reruns.load():
        command = f"```console\n$ {reruns.command(rerun.chapter, rerun.parameters)}\n```"
        look = _("Compare the key figure `{figure}`. {look_for}").format(
            figure=rerun.figure, look_for=_(rerun.look_for)
        )
        parts.append(f"## {_(rerun.question)}\n\n{command}\n\n{look}\n")
    return "\n".join(parts)


def _country_numbers(env: Any) -> str:
    """A few of the edition's key figures in words, each chapter linked."""
    told = sentences(of_build(env.config.qantar_edition), editiondata.key_figures(env.app))
    where = _("Where it comes from:")
    return "\n".join(
        f"- {' '.join(sentence.linked for sentence in chapter)} {where} [](notebooks/{name}.ipynb)."
        for name, chapter in told.items()
    )


def _left_out(env: Any) -> str:
    """The chapters that the edition lacks, each with the reason."""
    return "\n".join(f"- {line}" for line in left_out(of_build(env.config.qantar_edition)))


TEXTS = {
    "data-page": _data_page,
    "provenance": _provenance,
    "reruns": _reruns,
    "country-numbers": _country_numbers,
    "left-out": _left_out,
}


class Written(SphinxDirective):
    """The directive of each name in TEXTS."""

    def run(self) -> list[nodes.Node]:
        """The nodes of its text."""
        return self.parse_text_to_nodes(TEXTS[self.name](self.env), allow_section_headings=True)


def _anchor_sections(app: Any, doctree: nodes.document) -> None:
    """Give each section written so the id of its heading before that was translated."""
    headings = [*datapage.HEADINGS, *(rerun.question for rerun in reruns.load())]
    known = {_(heading): heading for heading in headings}
    for section in doctree.findall(nodes.section):
        heading = known.get(section[0].astext())
        if heading:
            section["ids"] = [nodes.make_id(heading)]


def setup(app: Any) -> None:
    """Register the directives, and the step before the page's contents are collected."""
    for name in TEXTS:
        app.add_directive(name, Written)
    app.connect("doctree-read", _anchor_sections, priority=100)
