"""Colour scales: from what the data name to the book's colours."""

from collections.abc import Iterable

import altair as alt

from qantar.charting.colours import CATEGORIES, COUNTRIES, GREY_MARK


def scale(
    palette: dict[str, str], names: Iterable[str], labels: dict[str, str] | None = None
) -> alt.Scale:
    """A colour (or fill, stroke) scale for `names`, in their order; `labels` gives the words the
    data use.

    Countries outside the palette are drawn in GREY_MARK grey (label them directly); in other
    palettes an unknown name raises KeyError: give it a colour here.
    """
    wanted = list(dict.fromkeys(names))
    if palette is COUNTRIES:
        colours = [palette.get(name, GREY_MARK) for name in wanted]
    else:
        colours = [palette[name] for name in wanted]
    return alt.Scale(domain=[(labels or {}).get(name, name) for name in wanted], range=colours)


def numbered(names: Iterable[str]) -> alt.Scale:
    """A scale for up to six names that have no colour of their own in the book (CATEGORIES in
    order).
    """
    wanted = list(dict.fromkeys(names))
    if len(wanted) > len(CATEGORIES):
        raise ValueError(
            f"{len(wanted)} categories; six is the most that stay apart: group the small ones"
        )
    return alt.Scale(domain=wanted, range=list(CATEGORIES.values())[: len(wanted)])
