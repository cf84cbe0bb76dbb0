"""Names and titles that stay in the source's language on pages in another one, marked as such.

A reader then hears them in their own language, and they do not turn the words around them.
"""

import re

from docutils import nodes

from qantar.common import language
from qantar.common.language import SOURCE

CLASS = f"language-{SOURCE}"  # docutils writes the attribute `lang` for it


def attributes() -> dict[str, str]:
    """The attributes of an element whose whole text stays as it is; none in the source's book."""
    return {} if language.current().code == SOURCE else {"lang": SOURCE, "dir": "ltr"}


def is_untranslated(text: str) -> bool:
    """Whether a text on a page in another language holds words of the source's."""
    return language.current().code != SOURCE and bool(re.search("[A-Za-z]{2}", text))


def as_html(markup: str) -> str:
    """HTML of such a text."""
    return f'<bdi lang="{SOURCE}">{markup}</bdi>' if is_untranslated(markup) else markup


def as_node(text: str) -> nodes.Node:
    """A node of such a text."""
    return nodes.inline("", text, classes=[CLASS]) if is_untranslated(text) else nodes.Text(text)
