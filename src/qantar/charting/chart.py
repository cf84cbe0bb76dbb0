"""What a chart function returns: a chart with words and data that everyone can read."""

import functools
import json
import re
import textwrap
import warnings
from collections.abc import Callable, Mapping
from dataclasses import InitVar, asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from qantar import data
from qantar.charting import bidi, kept, render
from qantar.charting.colours import PAPER
from qantar.charting.digest import digest
from qantar.charting.style import RIGHT_TO_LEFT, SMALL_LETTERS
from qantar.common.errors import QantarError
from qantar.common.outputs import mimebundle
from qantar.common.text import _, named
from qantar.data.country_names import format_sentence

if TYPE_CHECKING:
    import altair as alt

BOOK_MIME = "application/vnd.qantar.chart+json"
# JupyterLab and VS Code carry a Vega 5 renderer and none for Vega-Lite 6, so the compiled chart
# goes there.
LAB_MIME = "application/vnd.vega.v5+json"
_RANGE = re.compile(r"([\d.,]+)\u200e?–\u200e?([\d.,]*\d)")


class NoData(QantarError):
    """The tables hold nothing to draw; the message, a sentence filled with `words`, stands in the
    chart's place.
    """

    def __init__(self, message: str, **words: Any) -> None:
        super().__init__(format_sentence(message, **words))


@dataclass(frozen=True)
class Origin:
    """Where a chart comes from: chapter, function, module, first line, and the tables behind it.

    publishers: of a table that several filled, those whose rows are drawn; all where it has none of
    them.
    """

    chapter: str
    function: str
    module: str
    line: int
    tables: tuple[str, ...]
    publishers: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The label by which pages refer to the figure, e.g. ``fig-energy-coal-share``."""
        return f"fig-{self.chapter}-{self.function}".replace("_", "-")


@dataclass(frozen=True)
class Chart:
    """An Altair chart with its data, a title that states the finding, and a description in words.

    ``measure`` says below the title what is measured: unit, years, what is grey, the doubt.
    ``data`` is exactly what is drawn, tidy; it becomes the CSV download, the accessible table and
    the digest. ``labels`` gives its columns reader's names, with units. ``words`` fill the fields
    of title, measure and description alike (`format_sentence`); the description, which is heard,
    has "to" for the dash of a range. Raises ChartError where a text is missing.
    """

    altair: "alt.TopLevelMixin"
    data: pd.DataFrame
    title: str
    description: str
    measure: str
    labels: Mapping[str, str] = field(default_factory=dict)
    origin: Origin | None = None
    words: InitVar[Mapping[str, Any] | None] = None

    def __post_init__(self, words: Mapping[str, Any] | None) -> None:
        for name in ("title", "description", "measure"):
            text = getattr(self, name)
            if not text.strip():
                raise render.ChartError(
                    f"a chart without {name}; state it in words computed from the data"
                )
            if words is not None:
                object.__setattr__(self, name, format_sentence(text, **words))
        object.__setattr__(self, "description", _heard(self.description))
        unknown = set(self.labels) - set(self.data.columns)
        if unknown:
            raise render.ChartError(
                f"labels name {sorted(unknown)[0]!r}, which is no column of the data"
            )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return mimebundle(lambda: {"text/plain": self.digest()}, self._rich)

    def _rich(self) -> dict[str, Any]:
        origin = origin_payload(self.origin)
        drawn = kept.drawn(origin["label"], self.vega_lite, kept.asked)
        payload = {**origin, **self.payload(drawn)}
        alone = render.standalone(payload["wide"], self.title, self.description, self.measure)
        return {
            BOOK_MIME: payload,
            LAB_MIME: self._in_lab(drawn["vega"]),
            "image/svg+xml": alone,
            "text/plain": "\n".join((self.title, self.measure, self.description)),
        }

    def _in_lab(self, vega: dict[str, Any]) -> dict[str, Any]:
        subtitle = textwrap.wrap(self.measure, SMALL_LETTERS)
        if RIGHT_TO_LEFT:
            subtitle = [*map(bidi.isolated, subtitle)]
        return {**vega, "title": {**vega["title"], "subtitle": subtitle}, "background": PAPER}

    @functools.cached_property
    def vega_lite(self) -> dict[str, Any]:
        """The Vega-Lite specification, with its title; not to be changed."""
        # once for the digest and the pictures: Altair takes up to 0.2 s for a chart
        return render.vega_lite(self.altair, self.title, self.description)

    def digest(self) -> str:
        """The line that stands for this chart in stored notebooks."""
        columns, rows = tidy(self.data)
        name = self.origin.function if self.origin else "chart"
        return digest(self.vega_lite, columns, rows, name)

    def payload(self, drawn: dict[str, Any]) -> dict[str, Any]:
        """All that the book's page needs beside the origin: words, data, pictures, Vega as JSON.

        `drawn` is what `render.drawn` gives. On a page the caption is the title: the specification
        has none.
        """
        columns, rows = tidy(self.data)
        return {
            "title": self.title,
            "measure": self.measure,
            "description": self.description,
            "columns": columns,
            "heads": [self.labels.get(column, column) for column in columns],
            "rows": [
                [named(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
            ],
            **drawn,
            "vega": _text(render.untitled(drawn["vega"])),
        }


def _composed(chart: Chart) -> dict[str, Any]:
    """All that shows the chart as JSON values, its specification in place of Altair's objects."""
    columns, rows = tidy(chart.data)
    names = ("title", "description", "measure", "labels")
    told = {name: getattr(chart, name) for name in names}
    return {"told": told, "columns": columns, "rows": rows, "vega_lite": chart.vega_lite}


def _restored(composed: dict[str, Any], origin: Origin) -> Chart:
    frame = pd.DataFrame(composed["rows"], columns=composed["columns"], dtype=object)
    chart = Chart(altair=None, data=frame, origin=origin, **composed["told"])
    vars(chart)["vega_lite"] = composed["vega_lite"]
    return chart


def _heard(words: str) -> str:
    """Words with each range of numbers as a voice says it: most are silent at a dash."""
    return _RANGE.sub(lambda ends: _("{low} to {high}").format(low=ends[1], high=ends[2]), words)


def _text(specification: dict[str, Any]) -> str:
    return json.dumps(specification, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Note:
    """What stands in place of a chart without data; references to the figure still work."""

    text: str
    origin: Origin

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        plain = {"text/plain": _("No chart here: {reason}").format(reason=self.text)}
        payload = {**origin_payload(self.origin), "note": plain["text/plain"]}
        return mimebundle(lambda: plain, lambda: {BOOK_MIME: payload, **plain})


def origin_payload(origin: Origin | None) -> dict[str, Any]:
    """The part of a payload that says where a chart comes from."""
    if origin is None:
        raise render.ChartError(
            "a chart made outside a function marked @chart has no place in the book"
        )
    lists = {"tables": list(origin.tables), "publishers": list(origin.publishers)}
    return {"label": origin.label, **asdict(origin), **lists}


def chart(
    *, tables: tuple[str, ...], publishers: tuple[str, ...] = ()
) -> Callable[[Callable[..., Chart]], Callable[..., Chart | Note]]:
    """Mark a function as drawing a figure of the book from `tables` (names in the data package).

    What it draws follows from its arguments: in a build it is not called again for the same ones.
    publishers: as in `Origin`, by their names in the data package, for the figure's source line.
    Gives its charts their origin and turns NoData into a Note in the figure's place; drawing
    raises DataError where a table is none of the package.
    """

    def mark(function: Callable[..., Chart]) -> Callable[..., Chart | Note]:
        module, line = function.__module__, function.__code__.co_firstlineno
        # ``qantar.chapters.energy.charts.mix`` -> ``energy``
        chapter = module.removeprefix("qantar.chapters.").partition(".")[0]
        origin = Origin(chapter, function.__name__, module, line, tables, publishers)

        @functools.wraps(function)
        def draw(*args: Any, **kwargs: Any) -> Chart | Note:
            given = [data.resource(name) for name in tables], args, kwargs
            place = kept.Composed(origin.label, given)
            if composed := place.read():
                return _restored(composed, origin)
            try:
                with render.composing(), warnings.catch_warnings(record=True) as caught:
                    made: Chart | Note = replace(function(*args, **kwargs), origin=origin)
            except NoData as reason:
                made = Note(str(reason), origin)
            for one in caught:  # a run that prints one fails, and is to fail again
                warnings.showwarning(one.message, one.category, one.filename, one.lineno)
            if place.keeps and not caught and isinstance(made, Chart):
                place.write(_composed(made))
            return made

        return draw

    return mark


def tidy(frame: pd.DataFrame) -> tuple[list[str], list[list[Any]]]:
    """Columns and rows as JSON values: missing as None, days and moments (UTC) in ISO form."""
    columns = {}
    for name in frame.columns:
        series = frame[name]
        if pd.api.types.is_datetime64_any_dtype(series):
            present = series.dropna()
            form = "%Y-%m-%d" if (present == present.dt.normalize()).all() else "%Y-%m-%dT%H:%M:%SZ"
            series = series.dt.strftime(form)
        elif isinstance(series.dtype, pd.CategoricalDtype):
            series = series.astype("str")
        values = series.astype(object).where(series.notna(), None)
        columns[str(name)] = [value.item() if hasattr(value, "item") else value for value in values]
    return list(columns), [list(row) for row in zip(*columns.values(), strict=True)]
