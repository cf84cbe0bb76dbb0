"""Words in tables in the language of this process; ``locales/columns.yml`` says which they are."""

from collections.abc import Sequence
from functools import cache, partial
from typing import Any

import pandas as pd

from qantar.common import language, safeyaml
from qantar.common.paths import LOCALES
from qantar.common.text import pgettext, unit


@cache
def columns() -> dict[str, dict[str, list[str]]]:
    """The columns of words by table: translated ``on_loading``, or where shown."""
    return safeyaml.parse((LOCALES / "columns.yml").read_text(encoding="utf-8"))


def translated(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table `name` with its words in this process's language, but those that code compares."""
    if language.current().code == language.SOURCE:
        return table
    for column in columns()["on_loading"].get(name, ()):
        words = table[column].map(partial(pgettext, f"{name}.{column}"), na_action="ignore")
        table = table.assign(**{column: words.astype(table[column].dtype)})
    return table


def _in_words(entry: dict[str, Any], kind: str, names: Sequence[str]) -> dict[str, Any]:
    """A copy of `entry` with the texts `names`, and its unit, translated."""
    made = {name: pgettext(f"{kind}.{name}", entry[name]) for name in names if entry.get(name)}
    return {**entry, **made, **({"unit": unit(entry["unit"])} if "unit" in entry else {})}


def described(package: dict[str, Any]) -> dict[str, Any]:
    """The data package's description with titles, descriptions, caveats and units translated."""
    if language.current().code == language.SOURCE:
        return package
    return {**package, "resources": [_described(entry) for entry in package["resources"]]}


def _described(entry: dict[str, Any]) -> dict[str, Any]:
    made = _in_words(entry, "table", ("title", "description"))
    made["caveats"] = [pgettext("table.caveats", caveat) for caveat in entry["caveats"]]
    made["licenses"] = [_in_words(licence, "licence", ("title",)) for licence in entry["licenses"]]
    made["sources"] = [_in_words(source, "source", ("title",)) for source in entry["sources"]]
    made["vintage"] = _in_words(entry["vintage"], "table", ("copy",))
    texts = ("title", "description")
    if "schema" in entry:
        fields = [_in_words(field, "column", texts) for field in entry["schema"]["fields"]]
        return {**made, "schema": {**entry["schema"], "fields": fields}}
    return {**made, "properties": [_in_words(one, "column", texts) for one in entry["properties"]]}
