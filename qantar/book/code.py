"""Pages with the source of every module behind a chart or key figure: ``_code/<module>.html``."""

import inspect
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from qantar import provenance
from qantar.errors import FigureError
from qantar.paths import ROOT
from qantar.text import _

# Jupyter Book puts its own repository where none is configured.
_NOT_OURS = "github.com/executablebooks/jupyter-book"


def note(env: Any, *modules: str) -> None:
    """Record that the page being read leads to the source of `modules`."""
    metadata = env.metadata[env.docname]
    metadata["qantar_modules"] = sorted({*metadata.get("qantar_modules", ()), *modules})


def source_of(function: str) -> str:
    """Where ``module:function`` begins, below the book's folder; raises FigureError where there is none."""
    try:
        line = inspect.unwrap(resolve_name(function)).__code__.co_firstlineno
    except (ImportError, AttributeError, ValueError):
        raise FigureError(f"the code holds no {function}, which made a key figure; run make book") from None
    return f"_code/{function.partition(':')[0]}.html#L{line}"


def _modules(app: Any) -> list[str]:
    found = {
        module for metadata in app.env.metadata.values() for module in metadata.get("qantar_modules", ())
    }
    return sorted(found)


def repository(app: Any) -> str | None:
    """The repository's address in ``_config.yml``, or None where none is given."""
    address = (app.config.html_theme_options or {}).get("repository_url") or ""
    return None if not address or _NOT_OURS in address else address.rstrip("/")


def _elsewhere(app: Any, file: str) -> str:
    address, commit = repository(app), provenance.commit().partition(",")[0]
    if address is None or " " in commit:
        return ""
    return f'<p><a href="{address}/blob/{commit}/{file}">{_("This file in the repository")}</a></p>'


def pages(app: Any) -> Iterator[tuple[str, dict[str, Any], str]]:
    """What Sphinx writes beside the documents: name, context and template of each source page."""
    form = HtmlFormatter(linenos="inline", anchorlinenos=False, lineanchors="L", linespans="line")
    for module in _modules(app):
        path = Path(find_spec(module).origin)
        file = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else f"{module}.py"
        # The formatter's anchors are L-1, L-2, …; links in the book are #L1, as repositories have them.
        listing = highlight(path.read_text(encoding="utf-8"), PythonLexer(), form).replace('"L-', '"L')
        body = f'<h1>{file}</h1>{_elsewhere(app, file)}<div class="q-code">{listing}</div>'
        yield f"_code/{module}", {"title": file, "body": body}, "page.html"
