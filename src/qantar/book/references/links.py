"""What pages refer to, remembered until all are read: links from a number to its definition."""

from typing import Any

from docutils import nodes
from markupsafe import Markup

FIGURES_PAGE = "book/figures"
ELSEWHERE = {"claim": "notebooks/claims", "table": "book/data"}


def page_of(target: str) -> str:
    """The page that defines `target`: of a parameter, claim or table, else the figures page."""
    kind, __, name = target.partition(":")
    if kind in ELSEWHERE:
        return ELSEWHERE[kind]
    return f"notebooks/{name.partition('.')[0]}" if kind == "param" else FIGURES_PAGE


def note(env: Any, kind: str, *names: str) -> None:
    """Record that the page being read refers to `names`, things of one `kind`."""
    metadata = env.metadata[env.docname]
    metadata[kind] = sorted({*metadata.get(kind, ()), *names})


def noted(env: Any, kind: str) -> list[str]:
    """What pages refer to of one `kind`, sorted."""
    return sorted({name for known in env.metadata.values() for name in known.get(kind, ())})


class NumberLink(nodes.Inline, nodes.TextElement):
    """A shown number that becomes a link to the definition of `target` (``figure:energy.x``)."""


def anchor(target: str) -> str:
    """The id of a definition: ``figure:energy.coal_share`` -> ``figure-energy-coal-share``."""
    return nodes.make_id(target.replace(":", "-"))


def number_link(text: str, target: str, title: str) -> NumberLink:
    """The shown `text` on its way to becoming a link; `title` is what hovering shows."""
    node = NumberLink(text, "", nodes.Text(text))
    node["target"] = target
    node["title"] = title
    return node


def _address(app: Any, docname: str, target: str) -> str | None:
    """Where `target` is defined, seen from a page; None where the edition lacks that place."""
    page = page_of(target)
    if page not in app.env.found_docs:
        return None
    return f"{app.builder.get_relative_uri(docname, page)}#{anchor(target)}"


def number_markup(env: Any, text: str, target: str, title: str) -> Markup:
    """What `number_link` becomes on the page being read, as HTML."""
    address = _address(env.app, env.docname, target)
    if address is None:
        return Markup.escape(text)
    link = Markup('<a class="qantar-number reference internal" href="{}" title="{}">{}</a>')
    return link.format(address, title, text)


def resolve(app: Any, doctree: nodes.document, docname: str) -> None:
    """Turn each NumberLink into a reference, or into text where the edition lacks the page."""
    for node in list(doctree.findall(NumberLink)):
        address = _address(app, docname, node["target"])
        if address is None:
            node.replace_self(node.children)
            continue
        reference = nodes.reference("", "", *node.children, refuri=address, internal=True)
        reference["reftitle"] = node["title"]
        reference["classes"].append("qantar-number")
        node.replace_self(reference)
