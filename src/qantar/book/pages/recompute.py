"""The closed box at a chapter's end, *For those who recompute*: key figures, parameters, rerun."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from markupsafe import Markup

from qantar.book.figure.listing import BOXED
from qantar.book.pages.decorate import changed, chapter_of
from qantar.book.prose import definitions
from qantar.book.references import editiondata
from qantar.book.references.code import repository
from qantar.book.references.nodetable import code, filled, joined, paragraph
from qantar.common.text import _
from qantar.flow import reruns
from qantar.flow.editions import Edition, of_build

ID = "for-those-who-recompute"
_OWN_MIMES = "application/vnd.qantar."  # what only this book's pages can show
_LISTED = "qantar-key-figures"  # the class of the list that a notebook shows


_OPENED = Markup('<details class="q-box"><summary><h2>{}</h2> <span>– {}</span></summary><div>\n')


class box_title(nodes.title):
    """The title of a section that is one closed box: pages show it on the box."""


def rerun_command(edition: Edition, chapter: str) -> str:
    """The command that gives the same executed notebook again."""
    values = dict(edition.values(chapter))
    if not changed(edition, chapter):
        values.pop("chapters", None)
    return reruns.command(chapter, values)


def _online(address: str | None, chapter: str) -> dict[str, str]:
    """Where the tracked notebook of `chapter` opens in a browser: words and addresses.

    Binder and Colab both take a repository on GitHub, at its newest commit; others give nothing.
    """
    found = re.fullmatch(r"https://github\.com/([\w.-]+/[\w.-]+?)(\.git)?", address or "")
    if not found:
        return {}
    path = f"notebooks/{chapter}.ipynb"
    binder = f"https://mybinder.org/v2/gh/{found[1]}/HEAD?labpath={quote(path, '')}"
    colab = f"https://colab.research.google.com/github/{found[1]}/blob/HEAD/{path}"
    return {_("Open in Binder"): binder, _("Open in Colab"): colab}


def _notebooks(address: str | None, chapter: str) -> nodes.paragraph:
    """The links to the notebook: the executed copy to download, the tracked one in a browser."""
    copy = f"../_sources/notebooks/{chapter}.ipynb"
    links = [nodes.reference("", _("Download the notebook"), refuri=copy, internal=True)]
    links += [
        nodes.reference("", words, refuri=target)
        for words, target in _online(address, chapter).items()
    ]
    return paragraph(*joined(([link] for link in links), " · "))


def _rerun(app: Any, edition: Edition, chapter: str) -> Iterator[nodes.Node]:
    """The command, the notebook, and what they need."""
    yield nodes.rubric("", _("Rerun this chapter"), ids=["rerun-this-chapter"])
    yield nodes.paragraph("", _("The command that gives this page's numbers again:"))
    yield nodes.literal_block("", rerun_command(edition, chapter), language="console")
    yield _notebooks(repository(app), chapter)
    needs = _(
        "It needs Python with the locked packages and this repository; this prepares both: "
        "{command}. For other values add {option}."
    )
    yield paragraph(*filled(needs, command=[code("make lab")], option=[code("-p name value")]))


def _drop_listed(page: nodes.section) -> None:
    """Take the notebook's own list of key figures off the page, with a heading that loses all."""
    for listed in [one for one in page.findall(nodes.raw) if _LISTED in one.astext()]:
        cell: nodes.Element = listed
        while "cell" not in cell.get("classes", ()):
            cell = cell.parent
        section = cell.parent
        section.remove(cell)
        if len(section) == 1 and isinstance(section[0], nodes.title):
            section.parent.remove(section)


def add_box(app: Any, doctree: nodes.document) -> None:
    """Put the box at the end of a chapter's page; its parts leave where they stood."""
    chapter, page = chapter_of(app.env.docname), next(doctree.findall(nodes.section), None)
    if page is None or chapter not in editiondata.parameters(app):
        return
    _drop_listed(page)
    heading = _("For those who recompute")
    about = _("key figures, parameters, how to run it again")
    box = nodes.section("", box_title("", heading), ids=[ID])
    box += nodes.raw("", _OPENED.format(heading, about), format="html")
    box += [nodes.rubric("", _("Key figures")), definitions.key_figures_table(app, chapter)]
    parameters = definitions.parameters_table(app, chapter)
    cells = [one for one in page.findall(nodes.container) if BOXED & {*one["classes"]}]
    for cell in cells:
        cell.parent.remove(cell)
    if parameters is not None:
        box += [nodes.rubric("", _("Parameters"), ids=["parameters"]), parameters]
    box += [*cells, *_rerun(app, of_build(app.config.qantar_edition), chapter)]
    box += nodes.raw("", "</div></details>\n", format="html")
    page += box


def skip_title(self: Any, node: box_title) -> None:
    """Leave the title to the box."""
    raise nodes.SkipNode


def without_own_outputs(notebook: str) -> str:
    """The executed `notebook` (JSON) as readers download it: all that their tools can show."""
    content = json.loads(notebook)
    for cell in content["cells"]:
        for output in cell.get("outputs", ()):
            shown = output.get("data", {})
            for mime in [one for one in shown if one.startswith(_OWN_MIMES)]:
                del shown[mime]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _lighten_copies(app: Any, error: Exception | None) -> None:
    """Shorten the notebooks that pages offer for download; a preview offers them as they are."""
    if error is None and not app.config.qantar_preview:
        for path in (Path(app.outdir) / "_sources" / "notebooks").glob("*.ipynb"):
            lighter = without_own_outputs(path.read_text(encoding="utf-8"))
            path.write_text(lighter, encoding="utf-8")


def setup(app: Any) -> None:
    """Register the node and the event; the page's contents are read from what it leaves."""
    app.add_node(box_title, html=(skip_title, None))
    app.connect("doctree-read", add_box, priority=110)
    app.connect("build-finished", _lighten_copies)
