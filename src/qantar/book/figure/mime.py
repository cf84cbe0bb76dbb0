"""What outputs of executed notebooks become: figures of charts, sentences, the list of claims."""

from typing import Any

from docutils import nodes

from qantar.book.figure.figure import figure, note_figure
from qantar.book.prose.claims_list import claims_nodes, markdown
from qantar.chapters.claims import listing
from qantar.charting.chart import BOOK_MIME
from qantar.report import sentences

_BARE = ("application/vnd.vegalite", "application/vnd.vega.")
_SEEN = "qantar_chart_outputs"


class QantarMime:
    """What myst-nb calls for every type of an output (entry point ``myst_nb.mime_renderers``)."""

    mime_priority_overrides = tuple(
        ("html", mime, 1) for mime in (BOOK_MIME, sentences.MIME, listing.MIME)
    )

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Node] | None:
        """The figure for our own type, nothing for what editors show; None leaves it to myst-nb."""
        if inline:
            return None
        env = renderer.renderer.sphinx_env
        ours = env.temp_data.setdefault(_SEEN, set())
        place = (data.cell_index, data.output_index)
        if data.mime_type == BOOK_MIME:
            ours.add(place)
            build = note_figure if "note" in data.content else figure
            if build is figure and not data.content["description"].strip():
                _warn(renderer, data, f"{data.content['label']}: a chart without a description")
            return [build(renderer.renderer.document, env, data.content)]
        if data.mime_type == sentences.MIME:
            return markdown(renderer, data, data.content["markdown"])
        if data.mime_type == listing.MIME:
            return claims_nodes(renderer, data)
        if place in ours and data.mime_type != "text/plain":
            return []
        if data.mime_type.startswith(_BARE) or (
            data.mime_type == "text/html" and "vegaEmbed" in str(data.content)
        ):
            _warn(renderer, data, "a bare Altair chart: draw it in a function marked @chart")
            return []
        return None


def _warn(renderer: Any, data: Any, words: str) -> None:
    renderer.logger.warning(words, subtype="qantar_chart", line=data.line)
