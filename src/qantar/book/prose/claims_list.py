"""The claims on the page: a full list in the HTML, which a small script lets readers filter."""

from dataclasses import replace
from typing import Any

from docutils import nodes
from sphinx import addnodes

from qantar import data as data_package
from qantar.book.references.links import number_link
from qantar.book.references.nodetable import code, link, paragraph
from qantar.common.text import _

VERDICT_WORDS = {
    "supported": _("supported"),
    "roughly": _("roughly right"),
    "disputed": _("disputed"),
    "outdated": _("outdated"),
    "contradicted": _("contradicted"),
    "unverifiable": _("unverifiable"),
    "opinion": _("opinion"),
}
HOW_WORDS = {"computed": _("computed from the data"), "editorial": _("judged from sources")}
CONFIDENCE_WORDS = {
    "seen": _("source seen"),
    "copy": _("source seen in a copy"),
    "encyclopaedia": _("an encyclopaedia or a copy of one"),
    "recall in part": _("part of the evidence is from memory"),
    "none": _("no source"),
}


def _markdown(renderer: Any, data: Any, text: str) -> list[nodes.Node]:
    part = replace(data, mime_type="text/markdown", content=text)
    return renderer._render_markdown_base(part, fmt="myst", inline=False)


def _chart_link(renderer: Any, claim: dict[str, str]) -> nodes.Node:
    """A link to the claim's chart (checked by Sphinx), or to its chapter where no single chart
    tests it.
    """
    page = renderer.renderer.sphinx_env.docname
    if claim["chart"]:
        target, kind, words = claim["chart"], "ref", _("chart")
    else:
        target, kind, words = f"/notebooks/{claim['chapter']}", "doc", _("chapter")
    node = addnodes.pending_xref(
        "",
        refdomain="std",
        reftype=kind,
        reftarget=target,
        refexplicit=True,
        refwarn=True,
        refdoc=page,
    )
    node += nodes.inline("", words)
    return node


def _detail(label: str, *parts: str | nodes.Node) -> nodes.paragraph:
    return paragraph(nodes.strong("", label), " ", *parts, classes=["claim-detail"])


def _found(renderer: Any, data: Any, claim: dict[str, str]) -> list[nodes.Node]:
    found: list[nodes.Node] = []
    if claim["finding"]:
        found += _markdown(renderer, data, claim["finding_linked"])
    for column in ("evidence", "depends", "note"):
        if claim[column]:
            found.append(paragraph(claim[column], classes=["claim-detail"]))
    return found


def _sources(renderer: Any, claim: dict[str, str]) -> nodes.paragraph:
    parts: list[str | nodes.Node] = [_chart_link(renderer, claim)]
    for name in filter(None, claim["tables"].split(";")):
        parts += ["; ", number_link(name, f"table:{name}", data_package.resource(name)["title"])]
    if claim["source_title"]:
        parts += ["; ", link(claim["source_title"], claim["source_url"])]
    if claim["confidence"]:
        parts.append(f" ({CONFIDENCE_WORDS[claim['confidence']]})")
    return _detail(_("See:"), *parts)


def _item(renderer: Any, data: Any, claim: dict[str, str]) -> nodes.list_item:
    verdict = claim["verdict"]
    badge = nodes.inline(
        "", VERDICT_WORDS[verdict], classes=["claim-verdict", f"claim-is-{verdict}"]
    )
    head = paragraph(nodes.strong("", claim["claim_id"]), " ", claim["restatement"])
    how = nodes.inline("", HOW_WORDS[claim["how"]], classes=["claim-how"])
    item = nodes.list_item(
        "", head, classes=["claim", f"topic-{claim['topic']}", f"verdict-{verdict}"]
    )
    item += paragraph(nodes.strong("", _("Verdict:")), " ", badge, ", ", how)
    item["ids"].append(f"claim-{claim['claim_id']}")
    if claim["test"]:
        item += _detail(_("Would test it:"), claim["test"])
    if claim["rule_words"]:
        item += _detail(_("Rule:"), code(claim["rule_words"]))
    item.extend(_found(renderer, data, claim))
    item += _sources(renderer, claim)
    return item


def claims_nodes(renderer: Any, data: Any) -> list[nodes.Element]:
    """The list of one output of `qantar.chapters.claims.listing.ClaimsList`."""
    env = renderer.renderer.sphinx_env
    env.metadata[env.docname]["has_claims"] = True
    for claim in data.content["claims"]:
        name = f"claim-{claim['claim_id']}"
        env.get_domain("std").note_hyperlink_target(name, env.docname, name, claim["restatement"])
    items = [_item(renderer, data, claim) for claim in data.content["claims"]]
    return [nodes.bullet_list("", *items, classes=["qantar-claims"])]


def _add_script(app: Any, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    if app.env.metadata.get(page, {}).get("has_claims"):
        app.add_js_file("claims.js", loading_method="defer")


def setup(app: Any) -> None:
    """Give pages that hold the list its script."""
    app.connect("html-page-context", _add_script)
