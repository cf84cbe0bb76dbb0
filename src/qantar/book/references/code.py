"""Pages with the source of every module behind a chart or key figure: ``_code/<module>.html``."""

import inspect
import re
from importlib.machinery import PathFinder
from importlib.util import find_spec
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pygments
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from sphinx.errors import ExtensionError

from qantar.book.references.links import noted
from qantar.book.references.template import render
from qantar.charting import kept
from qantar.common.errors import FigureError
from qantar.common.paths import BUILD, ROOT
from qantar.flow import provenance

MODULES = "qantar_modules"  # the kind of what pages refer to whose source is shown
FOLDER = "_code"
_MODULE, _FILE = "name-of-any-module", "file-of-any-module"
_PLAIN = re.compile(r'<span class="[nopw]">([^<]*)</span>')
_LISTING = '<div class="highlight">source-of-any-module</div>'  # as code that can be copied
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


def file_of(module: str) -> Path | None:
    """The file of `module`, found without importing the packages that it lies in."""
    package, *names = accumulate(module.split("."), "{}.{}".format)
    spec = find_spec(package)
    for name in names:
        places = spec and spec.submodule_search_locations
        spec = PathFinder.find_spec(name, places) if places else None
    return Path(spec.origin) if spec and spec.origin else None


def repository(app: Any) -> str | None:
    """The repository's address in ``_config.yml``, or None where none is given."""
    address = (app.config.html_theme_options or {}).get("repository_url") or ""
    return None if not address or _NOT_OURS in address else address.rstrip("/")


def without_plain_marks(html: str) -> str:
    """Coloured code without the marks of names, operators, punctuation and spaces, which are most:
    they need no colour of their own.
    """
    return _PLAIN.sub(r"\1", html)


def _listing(module: str, path: Path, folder: Path) -> str:
    """The source at `path` as HTML; its lines have the anchors that links to repositories have
    too: #L1. Kept in `folder` for as long as the source stays as it is.
    """
    source = {"source": path.read_text(encoding="utf-8"), "pygments": pygments.__version__}
    return without_plain_marks(kept.drawn(f"code-{module}", source, _coloured, folder)["html"])


def _coloured(code: dict[str, str]) -> dict[str, str]:
    form = HtmlFormatter(linenos="inline", anchorlinenos=False, lineanchors="L", linespans="line")
    return {"html": highlight(code["source"], PythonLexer(), form).replace('"L-', '"L')}


def _shown(app: Any) -> dict[str, Path]:
    """The modules to be shown, and their files."""
    found = {module: file_of(module) for module in noted(app.env, MODULES)}
    paths = {module: path for module, path in found.items() if path}
    if not app.config.qantar_preview:
        return paths
    # putting these pages together takes longest; prose is watched
    written = Path(app.outdir) / FOLDER
    return {
        module: path for module, path in paths.items() if not (written / f"{module}.html").is_file()
    }


def _frame(app: Any) -> str:
    """The page of a module as the theme makes it, with words that stand for what differs."""
    page, commit = f"{FOLDER}/{_MODULE}", provenance.commit().partition(",")[0]
    known = {"file": _FILE, "repository": repository(app), "commit": commit, "listing": _LISTING}
    context = {"title": _FILE, "body": render("code.html", **known)}
    app.builder.handle_page(page, context, "page.html")
    written = Path(app.builder.get_outfilename(page))
    text = written.read_text(encoding="utf-8")
    written.unlink()
    return text


def _write(app: Any, frame: str, shown: list[tuple[str, Path]]) -> None:
    for module, path in shown:
        listing = _listing(module, path, BUILD / app.config.qantar_edition / "pictures")
        file = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else f"{module}.py"
        text = frame.replace(_MODULE, module).replace(_FILE, file).replace(_LISTING, listing)
        page = app.builder.get_outfilename(f"{FOLDER}/{module}")
        Path(page).write_text(text, encoding="utf-8")


def pages(app: Any) -> list[Any]:
    """Write a page with the source of each module, every other in another process.

    Sphinx is left none to write: to have the theme make each of them takes as long as to colour it.
    """
    shown = list(_shown(app).items())
    if not shown:
        return []
    frame = _frame(app)
    beside = get_context("fork").Process(target=_write, args=(app, frame, shown[1::2]))
    beside.start()
    _write(app, frame, shown[::2])
    beside.join()
    if beside.exitcode:
        raise ExtensionError("the pages of the source were not written")
    return []
