"""Pages with the source of every module behind a chart or key figure: ``_code/<module>.html``."""

import inspect
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pygments
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from sphinx.environment.adapters.toctree import global_toctree_for_doc
from sphinx.errors import ExtensionError

from qantar.book.references.links import noted
from qantar.book.references.template import render
from qantar.charting import kept
from qantar.common.errors import FigureError
from qantar.common.paths import BUILD, ROOT
from qantar.flow import provenance

MODULES = "qantar_modules"  # the kind of what pages refer to whose source is shown
FOLDER = "_code"
Page = tuple[str, dict[str, Any], str]  # what Sphinx writes: name, context and template
# Jupyter Book puts its own repository where none is configured.
_NOT_OURS = "github.com/executablebooks/jupyter-book"


def source_of(function: str) -> str:
    """Where ``module:function`` (or a class, or its property) begins, below the book's folder; or
    FigureError.
    """
    try:
        made: Any = resolve_name(function)
        computed: Any = made.fget if isinstance(made, property) else made
        line = inspect.getsourcelines(inspect.unwrap(computed))[1]
    except (ImportError, AttributeError, ValueError, TypeError, OSError):
        raise FigureError(
            f"the code holds no {function}, which made a key figure; run make book"
        ) from None
    return f"{FOLDER}/{function.partition(':')[0]}.html#L{line}"


def repository(app: Any) -> str | None:
    """The repository's address in ``_config.yml``, or None where none is given."""
    address = (app.config.html_theme_options or {}).get("repository_url") or ""
    return None if not address or _NOT_OURS in address else address.rstrip("/")


def _listing(module: str, path: Path, folder: Path) -> str:
    """The source at `path` as HTML; its lines have the anchors that links to repositories have
    too: #L1. Kept in `folder` for as long as the source stays as it is.
    """
    source = {"source": path.read_text(encoding="utf-8"), "pygments": pygments.__version__}
    return kept.drawn(f"code-{module}", source, _coloured, folder)["html"]


def _coloured(code: dict[str, str]) -> dict[str, str]:
    form = HtmlFormatter(linenos="inline", anchorlinenos=False, lineanchors="L", linespans="line")
    return {"html": highlight(code["source"], PythonLexer(), form).replace('"L-', '"L')}


def _shown(app: Any) -> dict[str, Path]:
    """The modules to be shown, and their files."""
    specs = {module: find_spec(module) for module in noted(app.env, MODULES)}
    paths = {module: Path(spec.origin) for module, spec in specs.items() if spec and spec.origin}
    if not app.config.qantar_preview:
        return paths
    # putting these pages together takes longest; prose is watched
    written = Path(app.outdir) / FOLDER
    return {
        module: path for module, path in paths.items() if not (written / f"{module}.html").is_file()
    }


def _contents(app: Any) -> Callable[..., str]:
    """The book's contents beside a listing, made once: listings lie in one folder and are not in
    it, so that it is the same for all.
    """

    @cache
    def contents(**options: Any) -> str:
        found = global_toctree_for_doc(app.env, f"{FOLDER}/listing", app.builder, **options)
        return str(app.builder.render_partial(found)["fragment"])

    return contents


def _pages(app: Any, commit: str, shown: list[tuple[str, Path]]) -> Iterator[Page]:
    contents = _contents(app)
    for module, path in shown:
        listing = _listing(module, path, BUILD / app.config.qantar_edition / "pictures")
        file = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else f"{module}.py"
        known = {"file": file, "repository": repository(app), "commit": commit, "listing": listing}
        body = render("code.html", **known)
        context = {"title": file, "body": body, "toctree": contents}
        yield f"{FOLDER}/{module}", context, "page.html"


def _write(app: Any, commit: str, shown: list[tuple[str, Path]]) -> None:
    for page in _pages(app, commit, shown):
        app.builder.handle_page(*page)


def pages(app: Any) -> Iterator[Page]:
    """What Sphinx writes beside the documents: a page with the source of each module.

    Every other page is written by another process, in half the time.
    """
    commit, shown = provenance.commit().partition(",")[0], list(_shown(app).items())
    beside = get_context("fork").Process(target=_write, args=(app, commit, shown[1::2]))
    beside.start()
    yield from _pages(app, commit, shown[::2])
    beside.join()
    if beside.exitcode:
        raise ExtensionError("the pages of the source were not written")
