"""What marks a page as a preview: a line above it, and a script that shows it anew after a save."""

from pathlib import Path
from typing import Any

from qantar.common.text import _

BUILD_NUMBER = "preview.txt"
SCRIPT = "preview.js"
# The page looks for a new number five times a second.
_SCRIPT = f"""
const number = () => fetch(document.documentElement.dataset.content_root + '{BUILD_NUMBER}')
  .then(reply => reply.text(), () => null);
number().then(first => setInterval(async () => {{
  const now = await number();
  if (now !== null && now !== first) location.reload();
}}, 200));
"""


def _mark(app: Any, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    if app.config.qantar_preview and "body" in context:
        words = _("Preview of a page being written. Its figures are those of the last build.")
        context["body"] = f'<p class="q-preview" role="status">{words}</p>{context["body"]}'


def _add_script(app: Any) -> None:
    if app.config.qantar_preview:
        app.add_js_file(SCRIPT)


def _write_script(app: Any, error: Exception | None) -> None:
    if app.config.qantar_preview and error is None:
        (Path(app.outdir) / "_static" / SCRIPT).write_text(_SCRIPT, encoding="utf-8")


def setup(app: Any) -> None:
    """Register the setting `qantar_preview`, which only the preview's own configuration sets."""
    app.add_config_value("qantar_preview", False, "html", types=[bool])
    app.connect("builder-inited", _add_script)
    app.connect("html-page-context", _mark)
    app.connect("build-finished", _write_script)
