"""Messages of the prose: pages and notebooks' Markdown, found by Sphinx as it will look them up."""

import contextlib
import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.util.docutils import SphinxDirective, SphinxRole, docutils_namespace, patch_docutils

from qantar.book import prose
from qantar.book.languages.extract import Found
from qantar.book.pages import written
from qantar.book.prose.roles import ROLES
from qantar.book.prose.takeaways import Takeaways
from qantar.common import safeyaml
from qantar.common.errors import BuildError
from qantar.common.paths import CHAPTERS, ROOT

_FIELD = re.compile(r"\{\w+\}")  # a paragraph that the country's front page fills in


class _Nothing(SphinxDirective):
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = type("AnyOption", (dict,), {"__missing__": lambda self, name: str})()

    def run(self) -> list[nodes.Node]:
        return []


class _Words(SphinxRole):
    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        return [nodes.literal(self.rawtext, self.text)], []


def setup(app: Sphinx) -> None:
    """Stand in for the book's extension: its roles show their text, its directives nothing but
    takeaways, which alone hold words of the page.
    """
    silent = dict.fromkeys(("chart", *prose.DIRECTIVES, *written.TEXTS), _Nothing)
    for name, directive in {**silent, "takeaways": Takeaways}.items():
        app.add_directive(name, directive)
    for name in ROLES:
        app.add_role(name, _Words())
    app.connect("doctree-read", _needs_no_contents)


def _needs_no_contents(app: Sphinx, _page: nodes.document) -> None:
    app.env.metadata[app.env.docname]["orphan"] = ""


def _without_outputs(source: Path, target: Path) -> None:
    notebook = json.loads(source.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []
    target.write_text(json.dumps(notebook), encoding="utf-8")


def _assemble(folder: Path) -> None:
    shutil.copytree(ROOT / "book", folder / "book")
    shutil.copyfile(ROOT / "index.md", folder / "index.md")
    (folder / "notebooks").mkdir()
    for chapter in CHAPTERS:
        name = f"notebooks/{chapter}.ipynb"
        _without_outputs(ROOT / name, folder / name)


def _settings(folder: Path) -> dict[str, Any]:
    """Jupyter Book's settings for the pages with `setup` in place of the book's extension."""
    given = safeyaml.parse((ROOT / "_config.yml").read_text(encoding="utf-8"))
    given["sphinx"]["extra_extensions"] = [__name__]
    own = ("qantar_edition", "site_url", "language")
    config = given["sphinx"]["config"]
    given["sphinx"]["config"] = {key: config[key] for key in config if key not in own}
    settings, _meta = get_final_config(
        user_yaml=given, cli_config={"latex_individualpages": False}, sourcedir=folder
    )
    left_out = ("sphinx_external_toc", "sphinx_multitoc_numbering", "sphinx_jupyterbook_latex")
    for name in ("external_toc_path", "external_toc_exclude_missing"):
        settings.pop(name, None)
    settings["extensions"] = [name for name in settings["extensions"] if name not in left_out]
    # Sphinx adds suffixes to this dictionary; its default is one for all of a process's books
    return {**settings, "gettext_compact": False, "source_suffix": {".rst": "restructuredtext"}}


def messages() -> dict[str, list[Found]]:
    """The messages of every page, such as ``book/data``, in reading order."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _assemble(folder)
        with (
            (folder / "said").open("w") as said,
            contextlib.chdir(folder),
            patch_docutils(),
            docutils_namespace(),
        ):
            app = Sphinx(
                folder,
                None,
                folder / "out",
                folder / "trees",
                "gettext",
                confoverrides=_settings(folder),
                status=None,
                warning=said,
            )
            app.build(force_all=True)
        if problems := (folder / "said").read_text(encoding="utf-8").strip():
            raise BuildError(problems)
        catalogs = cast(MessageCatalogBuilder, app.builder).catalogs
        return {
            page: [
                Found(Path(file).relative_to(folder).as_posix(), line, message.text)
                for message in catalogs[page]
                if not _FIELD.fullmatch(message.text)
                for file, line in message.locations
            ]
            for page in sorted(catalogs)
        }
