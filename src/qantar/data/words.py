"""Words in tables in the language of this process; ``locales/columns.yml`` says which they are."""

from functools import cache, partial

import pandas as pd

from qantar.common import language, safeyaml
from qantar.common.paths import LOCALES
from qantar.common.text import pgettext


@cache
def columns() -> dict[str, dict[str, list[str]]]:
    """The columns of words by table: translated ``on_loading``, or ``names`` where shown."""
    return safeyaml.parse((LOCALES / "columns.yml").read_text(encoding="utf-8"))


def translated(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table `name` with its words in this process's language, but those that code compares."""
    if language.current().code == language.SOURCE:
        return table
    made = {
        column: table[column]
        .map(partial(pgettext, f"{name}.{column}"), na_action="ignore")
        .astype(table[column].dtype)
        for column in columns()["on_loading"].get(name, ())
    }
    return table.assign(**made)
