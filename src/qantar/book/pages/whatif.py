"""What a page with other parameters says at its top, so that no picture of it can mislead."""

from typing import Any

from docutils import nodes

from qantar.common.text import _, clauses
from qantar.flow.editions import Edition
from qantar.report.parameters import model_for


def differences(edition: Edition, chapter: str) -> dict[str, tuple[Any, Any]]:
    """Parameters of `chapter` that `edition` changes: name -> (value, default)."""
    checked, model = edition.checked(chapter), model_for(chapter)
    pairs = {
        name: (getattr(checked, name), field.get_default(call_default_factory=True))
        for name, field in model.model_fields.items()
        if name != "chapters"
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def changed(edition: Edition, chapter: str | None) -> list[str]:
    """In words, what differs on the page of `chapter`; on any other (None), in the edition.

    On pages that are no chapter the country is no news: the title names it. The claims rest on the
    figures of every chapter, also of those that the edition leaves out.
    """
    if chapter is None or chapter == "claims":
        owners, left_out = [*dict.fromkeys((*edition.chapters, *edition.parameters))], {"country"}
    else:
        owners, left_out = [chapter], set()
    lines = []
    for owner in owners:
        for name, (value, default) in differences(edition, owner).items():
            if name in left_out:
                continue
            words = _("{name} = {value} (default {default})").format(
                name=name if owner == chapter else f"{owner}.{name}", value=value, default=default
            )
            source = edition.source(owner, name)
            told = _("{change}, from {source}").format(change=words, source=source)
            lines.append(told if source else words)
    return lines


def notice(edition: Edition, chapter: str | None) -> nodes.Node | None:
    """The box below a page's title; None where nothing differs."""
    lines = changed(edition, chapter)
    if not lines:
        return None
    template = (
        _("This page was made with other parameters than the report: {changes}.")
        if chapter
        else _("This book was made with other parameters than the report: {changes}.")
    )
    text = template.format(changes=clauses(lines))
    return nodes.note("", nodes.paragraph("", text), classes=["qantar-what-if"])
