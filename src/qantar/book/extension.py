"""The Sphinx extension: puts charts, numbers, data pages and provenance on the book's pages."""

from importlib import import_module
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache

from qantar.report.template import environment

_NAMES = (
    "figure.chartpage",
    "figure.reprint",
    "prose",
    "languages.search",
    "references.untranslated",
    "pages.assets",
    "pages.decorate",
    "pages.frames",
    "pages.recompute",
    "pages.written",
    "preview.builder",
    "preview.marks",
    "site.reading",
    "site.site",
    "site.finish",
)
PARTS = tuple(f"qantar.book.{name}" for name in _NAMES)

_WRITERS = 3
# They say nothing of parallel reading: one numbers sections when all pages are read, one is for
# LaTeX.
_READ_SAFELY = ("sphinx_multitoc_numbering", "sphinx_jupyterbook_latex")


def _read_in_parallel(app: Any, env: Any, pages: list[str]) -> None:
    """Let two processes read, and deal them the pages in turn: chapters, which stand last, are all
    charts.
    """
    for name in _READ_SAFELY:
        if name in app.extensions:
            app.extensions[name].parallel_read_safe = True
    pages.sort(key=lambda page: Path(env.doc2path(page)).stat().st_size, reverse=True)
    pages[:] = pages[::2] + pages[1::2]


def _write_in_parts(app: Any, builder: Any) -> None:
    """Let three processes write beside the one that gets pages ready, which one would hold up."""
    app.parallel = _WRITERS + 1


def _keep_templates(app: Any) -> None:
    """Keep what templates are compiled to beside the trees, for every writer and for later builds:
    the first page waited a fifth of a second for it.
    """
    if app.builder.name != "html":
        return
    folder = Path(app.doctreedir) / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    own, theme = environment("qantar.book"), app.builder.templates.environment
    for name, made in (("own", own), ("theme", theme)):  # which compile the same file differently
        made.bytecode_cache = FileSystemBytecodeCache(str(folder), f"{name}-%s")


def setup(app: Any) -> dict[str, bool]:
    """Set up every part of the extension and the settings that several of them read."""
    app.add_config_value("qantar_edition", "kazakhstan", "env", types=[str])
    # only the preview's own configuration sets it
    app.add_config_value("qantar_preview", False, "html", types=[bool])
    for part in PARTS:
        import_module(part).setup(app)
    app.connect("builder-inited", _keep_templates)
    app.connect("env-before-read-docs", _read_in_parallel)
    app.connect("write-started", _write_in_parts, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
