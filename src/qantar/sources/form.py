"""How a table is written: the same bytes for the same values, on every machine."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from qantar.common.errors import RefreshError

COORDINATE_DECIMALS = 4


def _number(value: Any) -> str:
    value = float(value)
    if not math.isfinite(value):
        raise ValueError("not a finite number")
    return repr(value + 0.0).removesuffix(".0")  # + 0.0 turns -0.0 into 0.0


def _integer(value: Any) -> str:
    if float(value) != int(value):
        raise ValueError("not a whole number")
    return str(int(value))


def _boolean(value: Any) -> str:
    if not isinstance(value, bool | np.bool_):
        raise ValueError("not true or false")
    return "true" if value else "false"


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("not text")
    if "\r" in value or "\n" in value:
        raise ValueError("text with a line break")
    return value


def _date(value: Any) -> str:
    moment = pd.Timestamp(value)
    if moment != moment.normalize():
        raise ValueError("a date with a time of day")
    return moment.strftime("%Y-%m-%d")


def _datetime(value: Any) -> str:
    moment = pd.Timestamp(value)
    if moment.tzinfo is not None:
        moment = moment.tz_convert("UTC")
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


WRITERS: dict[str, Callable[[Any], str]] = {
    "string": _string,
    "integer": _integer,
    "year": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
}


def _column(table: str, field: Mapping[str, Any], values: pd.Series) -> list[str]:
    """One column as text, empty where missing; raises RefreshError naming row and column."""
    write = WRITERS[field["type"]]
    texts = []
    for row, (value, missing) in enumerate(zip(values, values.isna(), strict=True), start=2):
        try:
            texts.append("" if missing else write(value))
        except (ValueError, TypeError, OverflowError) as error:
            raise RefreshError(
                f"{table}: row {row}, column {field['name']!r}: {value!r} is no {field['type']} "
                f"({error})"
            ) from None
    return texts


def csv_bytes(entry: Mapping[str, Any], frame: pd.DataFrame, order: Sequence[str] = ()) -> bytes:
    """`frame` as CSV in the columns and types of `entry` (UTF-8, LF, shortest numbers), its rows
    sorted by the columns `order`.

    Raises RefreshError where columns are missing or unexpected, or a value does not have its
    column's type.
    """
    fields = {field["name"]: field for field in entry["schema"]["fields"]}
    missing = [name for name in fields if name not in frame.columns]
    extra = [str(name) for name in frame.columns if name not in fields]
    if missing or extra:
        raise RefreshError(
            f"{entry['name']}: columns missing: {missing}, not in the description: {extra}"
        )
    rows = frame.sort_values(list(order), kind="stable")
    columns = {name: _column(entry["name"], field, rows[name]) for name, field in fields.items()}
    return pd.DataFrame(columns).to_csv(index=False, lineterminator="\n").encode("utf-8")


def _rounded(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    if isinstance(value, float):
        return round(value, COORDINATE_DECIMALS) + 0.0
    return value


def geojson_bytes(collection: Mapping[str, Any]) -> bytes:
    """A GeoJSON collection as bytes: coordinates at 4 decimals (about 10 m), a feature a line."""
    features = [
        json.dumps(_rounded(feature), ensure_ascii=False, separators=(",", ":"))
        for feature in collection["features"]
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"
    return text.encode("utf-8")
