"""The claims on the page: cards in the HTML, which a script lets readers filter and share; and
``{corrections}``, those whose correction matters most.
"""

from dataclasses import replace
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from markupsafe import Markup
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from qantar import data as data_package
from qantar.book.prose import claim_review
from qantar.book.references import editiondata
from qantar.book.references.links import number_link
from qantar.book.references.nodetable import filled, joined, paragraph
from qantar.book.references.template import json_element
from qantar.chapters.claims.frames import TOPIC_WORDS, corrections
from qantar.chapters.claims.rules import WORDS
from qantar.common import language, safeyaml
from qantar.common.paths import ROOT
from qantar.common.text import _, named
from qantar.report.sentences import day

_CONTENTS = safeyaml.parse((ROOT / "_toc.yml").read_text(encoding="utf-8"))["parts"]
_PAGES = [page for part in _CONTENTS for page in part["chapters"]]
TITLES = {page["file"]: _(page["title"]) for page in _PAGES if "title" in page}


def badge(verdict: str) -> nodes.inline:
    """The verdict in words, with its sign (from the style sheet): never by colour alone."""
    return nodes.inline("", WORDS[verdict], classes=["claim-verdict", f"claim-is-{verdict}"])


def markdown(renderer: Any, data: Any, text: str) -> list[nodes.Node]:
    """The nodes of `text`, Markdown of the book with its roles, in place of the output `data`."""
    part = replace(data, mime_type="text/markdown", content=text)
    return renderer._render_markdown_base(part, fmt="myst", inline=False)


def _chapter_link(env: Any, claim: dict[str, Any]) -> list[nodes.Node | str]:
    """A link to the claim's chart, else to its chapter; nothing where that is this page, or the
    edition lacks it.
    """
    page, chapter = env.docname, f"notebooks/{claim['chapter']}"
    if chapter not in env.found_docs or chapter == page:
        return []
    target, kind = (claim["chart"], "ref") if claim["chart"] else (f"/{chapter}", "doc")
    options = {"refdomain": "std", "reftype": kind, "reftarget": target, "refdoc": page}
    node = addnodes.pending_xref("", refexplicit=True, refwarn=True, **options)
    node += nodes.inline("", TITLES[chapter])
    return [node]


def _basis(env: Any, claim: dict[str, Any]) -> list[nodes.Node | str]:
    """Whether the verdict is computed, and from which tables, or judged, or could be neither; and
    where to read on.
    """
    tables = [
        [number_link(data_package.resource(name)["title"], f"table:{name}", _("the table"))]
        for name in claim["tables"]
    ]
    more = _chapter_link(env, claim)
    if claim["how"] != "computed" and not claim["sources"]:
        words = _("No source settles it. More in: {more}.") if more else _("No source settles it.")
    elif claim["how"] != "computed":
        words = _("Judged from sources. More in: {more}.") if more else _("Judged from sources.")
    elif tables:
        words = _("Computed by a rule ({tables}).")
        if more:
            words = _("Computed by a rule ({tables}). More in: {more}.")
    else:
        words = _("Computed by a rule. More in: {more}.") if more else _("Computed by a rule.")
    return [*filled(words, tables=joined(tables), more=more), " "]


def _source(source: dict[str, str]) -> list[nodes.Node | str]:
    """A publisher's name as a link, with the date; its title is what hovering shows."""
    link = nodes.reference("", source["source_publisher"], refuri=source["source_url"])
    link["reftitle"] = source["source_title"]
    when = source["source_date"]
    return [link, f"{language.current().comma}{day(when)}"] if when else [link]


def _foot(env: Any, claim: dict[str, Any]) -> nodes.paragraph:
    """Basis, sources by name, and the claim's own address."""
    parts = _basis(env, claim)
    sources = joined(map(_source, claim["sources"]))
    if sources:
        parts += [*filled(_("Sources: {sources}."), sources=sources), " "]
    link = Markup('<a class="claim-link" href="#claim-{}">{}</a>')
    words = _("Link to claim {number}").format(number=int(claim["claim_id"][1:]))
    address = link.format(claim["claim_id"], words)
    return paragraph(*parts, nodes.raw("", address, format="html"), classes=["claim-foot"])


def _item(renderer: Any, data: Any, claim: dict[str, Any]) -> nodes.list_item:
    env = renderer.renderer.sphinx_env
    place = _("{topic} · claim {number}").format(
        topic=TOPIC_WORDS[claim["topic"]], number=int(claim["claim_id"][1:])
    )
    kinds = [f"topic-{claim['topic']}", f"verdict-{claim['verdict']}", f"kind-{claim['kind']}"]
    item = nodes.list_item(
        "",
        paragraph(
            badge(claim["verdict"]),
            " ",
            nodes.inline("", place, classes=["claim-place"]),
            classes=["claim-head"],
        ),
        paragraph(claim["restatement"], ".", classes=["claim-text"]),
        classes=["claim", *kinds],
    )
    item["ids"].append(f"claim-{claim['claim_id']}")
    item.extend(markdown(renderer, data, f"{claim['finding_linked']} {claim['why_linked']}"))
    item += _foot(env, claim)
    return item


def claims_nodes(renderer: Any, data: Any) -> list[nodes.Node]:
    """The cards of one output of `qantar.chapters.claims.listing.ClaimsList`."""
    env = renderer.renderer.sphinx_env
    claims = data.content["claims"]
    for claim in claims:
        name = f"claim-{claim['claim_id']}"
        env.get_domain("std").note_hyperlink_target(name, env.docname, name, claim["restatement"])
    env.metadata[env.docname].setdefault("claims", []).extend(
        {key: claim[key] for key in ("claim_id", "verdict", "restatement", "finding", "why")}
        for claim in claims
    )
    items = [_item(renderer, data, claim) for claim in claims]
    return [nodes.bullet_list("", *items, classes=["qantar-claims"])]


def script_words() -> str:
    """What the script that filters the claims says, as the JSON element that it reads."""
    told = {
        "filter": _("Filter the claims"),
        "topic": _("Topic"),
        "verdict": _("Verdict"),
        "kind": _("Kind"),
        "words": _("Words"),
        "all": _("all"),
        "shown": _("{shown} of {total} claims shown"),
        "copied": _("Claim, verdict and address copied"),
        "claim": _("“{claim}” {verdict}. {address}"),
        "topics": {topic: named(topic) for topic in TOPIC_WORDS},
        "verdicts": WORDS,
        "kinds": {
            "quantity": _("quantities"),
            "ranking": _("rankings"),
            "event": _("events"),
            "attribution": _("what somebody said"),
            "causal": _("causes"),
            "prediction": _("predictions"),
        },
    }
    return json_element(told, type="application/json", id="claims-words")


class Corrections(SphinxDirective):
    """What the article says, what was found, and the way to the card, in the order of the table."""

    def run(self) -> list[nodes.Node]:
        """One list; each point leads to its claim."""
        self.env.metadata[self.env.docname]["corrections"] = True
        rows = corrections(editiondata.claims(self.env.app))
        items = [self._item(row) for row in rows.to_dict("records")]
        return [nodes.bullet_list("", *items, classes=["qantar-corrections"])]

    def _item(self, row: dict[str, str]) -> nodes.list_item:
        title = _("claim {number} and its evidence").format(number=int(row["claim_id"][1:]))
        claim = number_link(f"{row['restatement']}.", f"claim:{row['claim_id']}", title)
        item = nodes.list_item(
            "", paragraph(badge(row["verdict"])), paragraph(claim, classes=["correction-claim"])
        )
        self.state.nested_parse(StringList([row["finding_linked"]]), self.content_offset, item)
        return item


def add_files(app: Any, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Style where claims or corrections stand; script and structured data where the cards do."""
    metadata = app.env.metadata.get(page, {})
    if metadata.get("claims") or metadata.get("corrections"):
        app.add_css_file("claims.css")
    if metadata.get("claims"):
        app.add_js_file("claims.js", loading_method="defer")
        script = claim_review.script(app, page, metadata["claims"])
        context["metatags"] = context.get("metatags", "") + script + script_words()
