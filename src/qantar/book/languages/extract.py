"""Messages of code, notebooks' code cells, templates, tables and registers, found by Babel."""

import io
import json
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

import pandas as pd
from babel.messages.extract import extract, extract_python

from qantar import data
from qantar.common import safeyaml
from qantar.common.paths import CHAPTERS, DATA, EDITIONS, NOTEBOOKS, PACKAGE, ROOT
from qantar.common.text import NAME
from qantar.data import words

KEYWORDS = {
    "_": None,
    "N_": None,
    "NC_": ((1, "c"), 2),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "NP_": ((1, "c"), 2, 3),
}
_CELL = 10_000  # lines of one cell, so that messages keep the order of cells


class Found(NamedTuple):
    """One message where it stands; `message` is a pair for a count of things."""

    file: str
    line: int
    message: str | tuple[str, ...]
    context: str | None = None
    comments: tuple[str, ...] = ()


def ipynb(
    notebook: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, Any, Any, Any]]:
    """An extractor for Babel: the messages of a notebook's code cells."""
    for place, cell in enumerate(json.load(notebook)["cells"]):
        if cell["cell_type"] == "code":
            source = io.BytesIO("".join(cell["source"]).encode())
            for found in extract_python(source, keywords, comment_tags, options):
                yield place * _CELL + found[0], *found[1:]


def _by_babel(method: str | Callable[..., Any], paths: list[Path]) -> Iterator[Found]:
    for path in paths:
        name = path.relative_to(ROOT).as_posix()
        with path.open("rb") as file:
            for line, message, comments, context in extract(
                method, file, KEYWORDS, ("Translators:",)
            ):
                yield Found(name, line, message, context, tuple(comments))


def _rows(path: Path, columns: dict[str, str], shown: Collection[str] = ()) -> Iterator[Found]:
    """The cells of some columns of a CSV file; `columns` gives the context of each.

    `shown`: keys (first column) of the only rows that readers see; none stands for all.
    """
    name = path.relative_to(ROOT).as_posix()
    table = pd.read_csv(path, dtype="str", keep_default_na=False)
    for line, row in enumerate(table.to_dict("records"), start=2):
        for column, context in columns.items():
            if row[column].strip() and (not shown or row[table.columns[0]] in shown):
                yield Found(name, line, row[column], context)


def _quoted_facts() -> set[str]:
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "book").glob("*.md"))
    return set(re.findall(r"\{fact\}`([\w-]+)", pages))


def _tables() -> Iterator[Found]:
    events = data.load("events").set_index("event_id")
    # Of these columns pages show some rows only.
    shown = {
        "facts.statement": _quoted_facts(),
        "facts.unit": _quoted_facts(),
        "events.title": set(data.load("day_strip")["event_id"]),
        "events.detail": set(events.index[events["label"].notna()]),
    }
    for kind, tables in words.columns().items():
        for table, columns in tables.items():
            path = DATA / data.resource(table)["path"]
            for column in columns:
                place = f"{table}.{column}"
                context = {"names": NAME, "units": "unit"}.get(kind, place)
                yield from _rows(path, {column: context}, shown.get(place, ()))


def _registers() -> Iterator[Found]:
    for chapter in CHAPTERS:
        folder = PACKAGE / "chapters" / chapter
        yield from _rows(
            folder / "figures.csv", {"definition": "figures.definition", "unit": "unit"}
        )
        columns = {"meaning": "parameters.meaning", "source": "parameters.source", "unit": "unit"}
        yield from _rows(folder / "parameters.csv", columns)


def _is_ours(source: dict[str, Any]) -> bool:
    """Whether the title of a source is our name for what was collected, not that of a work."""
    return source.get("publisher") == "The Qantar contributors" or " row" in source["title"]


def _description() -> Iterator[Found]:
    """What ``datapackage.yaml`` says of tables and columns."""
    package = data.Package(DATA).description
    file = (DATA / "datapackage.yaml").relative_to(ROOT).as_posix()
    for place, entry in enumerate(package["resources"], start=1):
        texts = [("title", entry["title"]), ("description", entry["description"])]
        texts += [("caveats", caveat) for caveat in entry["caveats"]]
        texts += [("copy", entry["vintage"]["copy"])] if "copy" in entry["vintage"] else []
        yield from (Found(file, place, text, f"table.{what}") for what, text in texts)
        own = (source["title"] for source in entry["sources"] if _is_ours(source))
        yield from (Found(file, place, title, "source.title") for title in own)
        licences = (licence["title"] for licence in entry["licenses"])
        yield from (Found(file, place, title, "licence.title") for title in licences)
        fields = entry["schema"]["fields"] if "schema" in entry else entry["properties"]
        for field in fields:
            for what in ("title", "description"):
                if field.get(what, "").strip():
                    yield Found(file, place, field[what], f"column.{what}")
            if field.get("unit", "").strip():
                yield Found(file, place, field["unit"], "unit")


def _settings() -> Iterator[Found]:
    """Words in YAML: captions and titles of the contents, titles of editions, guided reruns."""
    toc = safeyaml.parse((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    for part in toc["parts"]:
        texts = [part["caption"], *(one["title"] for one in part["chapters"] if "title" in one)]
        yield from (Found("_toc.yml", 1, text) for text in texts)
    for path in sorted(EDITIONS.glob("*.yml")):
        title = safeyaml.parse(path.read_text(encoding="utf-8"))["title"]
        yield Found(path.relative_to(ROOT).as_posix(), 1, title)
    for rerun in safeyaml.parse((ROOT / "book" / "reruns.yml").read_text(encoding="utf-8")):
        yield from (Found("book/reruns.yml", 1, rerun[key]) for key in ("question", "look_for"))


def messages() -> Iterator[Found]:
    """Every message that code looks up, in reading order by file."""
    yield from _settings()
    yield from _by_babel("python", sorted(PACKAGE.rglob("*.py")))
    yield from _by_babel(ipynb, [NOTEBOOKS / f"{chapter}.ipynb" for chapter in sorted(CHAPTERS)])
    templates = (PACKAGE / "book" / "templates").rglob("*")
    pages = sorted(path for path in templates if path.suffix in (".html", ".md"))
    yield from _by_babel("jinja2", pages)
    yield from _tables()
    yield from _registers()
    yield from _description()
