"""Strict reading of one CSV table: exactly what its description says, or an error that names the place.

Two readers give the same frame. The fast one lets pandas parse after proving, on the raw bytes, that
pandas can misread nothing; whatever it does not vouch for goes to the careful one, which finds the place.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from qantar import careful
from qantar.errors import DataError

DTYPES = {"string": "str", "integer": "Int64", "year": "Int64", "number": "float64", "boolean": "boolean"}
DATE_FORMATS = {"date": "%Y-%m-%d", "datetime": "%Y-%m-%dT%H:%M:%S"}
SHAPES = {"date": "0000-00-00", "datetime": "0000-00-00T00:00:00"}  # 0 stands for any digit
ALLOWED = {
    "integer": b"0123456789-",
    "year": b"0123456789-",
    "number": b"0123456789-+.eE",
    "boolean": b"truefals",
}


def _cells(raw: bytes, columns: int) -> tuple[np.ndarray, np.ndarray] | None:
    """Start and end of every cell below the header, shape (rows, columns); None if line lengths differ."""
    data = np.frombuffer(raw, dtype=np.uint8)
    ends = np.flatnonzero((data == ord(",")) | (data == ord("\n")))
    if len(ends) % columns or len(ends) == columns:
        return None
    ends = ends.reshape(-1, columns)
    breaks = data[ends] == ord("\n")
    if breaks[:, :-1].any() or not breaks[:, -1].all():
        return None
    starts = np.empty_like(ends)
    starts[:, 1:] = ends[:, :-1] + 1
    starts[1:, 0] = ends[:-1, -1] + 1
    return starts[1:], ends[1:]


def _shaped(data: np.ndarray, shape: str, starts: np.ndarray, ends: np.ndarray) -> bool:
    """Whether every cell that is not empty has the shape, digit for digit and mark for mark."""
    starts, sizes = starts[starts != ends], (ends - starts)[starts != ends]
    if (sizes != len(shape)).any():
        return False
    for place, mark in enumerate(shape):
        found = data[starts + place]
        fits = (found >= ord("0")) & (found <= ord("9")) if mark == "0" else found == ord(mark)
        if not fits.all():
            return False
    return True


def _plain(data: np.ndarray, kind: str, starts: np.ndarray, ends: np.ndarray) -> bool:
    """Whether a column's cells hold only the bytes of their type, and dates their exact shape."""
    if kind in SHAPES:
        return _shaped(data, SHAPES[kind], starts, ends)
    if kind not in ALLOWED:
        return True
    table = np.ones(256, dtype=np.uint8)
    table[list(ALLOWED[kind])] = 0
    wrong = np.concatenate(([0], np.cumsum(table[data], dtype=np.int32)))
    return bool((wrong[ends] == wrong[starts]).all())


def _parse(raw: bytes, kinds: Mapping[str, str]) -> pd.DataFrame | None:
    dates = [name for name, kind in kinds.items() if kind in DATE_FORMATS]
    try:
        return pd.read_csv(
            io.BytesIO(raw),
            dtype={name: DTYPES[kind] for name, kind in kinds.items() if kind in DTYPES},
            parse_dates=dates,
            date_format={name: DATE_FORMATS[kinds[name]] for name in dates},
            keep_default_na=False,
            na_values=[""],
            index_col=False,
            quoting=csv.QUOTE_NONE,
        )
    except (ValueError, OverflowError):
        return None


def _sound(frame: pd.DataFrame, kinds: Mapping[str, str], empty: Mapping[str, int]) -> bool:
    """Whether every column got its type, every number is finite, and only empty cells are missing."""
    for name, kind in kinds.items():
        column = frame[name]
        if kind in DATE_FORMATS and column.dtype.kind != "M":
            return False
        if kind == "number" and np.isinf(column.to_numpy()).any():
            return False
        if int(column.isna().sum()) != empty[name]:
            return False
    return True


def fast(raw: bytes, fields: Sequence[Mapping[str, Any]], key: Sequence[str]) -> pd.DataFrame | None:
    """The frame, or None where only the careful reader can tell."""
    kinds = {field["name"]: field["type"] for field in fields}
    header = ",".join(kinds).encode() + b"\n"
    if not raw.startswith(header) or raw[-1:] != b"\n" or any(mark in raw for mark in (b'"', b"\r", b"\0")):
        return None
    cells = _cells(raw, len(kinds))
    if cells is None:
        return None
    starts, ends = cells
    data = np.frombuffer(raw, dtype=np.uint8)
    if not all(_plain(data, kind, starts[:, i], ends[:, i]) for i, kind in enumerate(kinds.values())):
        return None
    frame = _parse(raw, kinds)
    empty = dict(zip(kinds, (starts == ends).sum(axis=0), strict=True))
    if frame is None or len(frame) != len(starts) or not _sound(frame, kinds, empty):
        return None
    if key and frame.duplicated(list(key)).any():
        return None
    return frame


def parse(raw: bytes, entry: Mapping[str, Any]) -> pd.DataFrame:
    """The table that the bytes of a CSV file hold, typed and keyed as the resource `entry` says.

    string -> str, integer and year -> Int64, number -> float64, boolean -> boolean, date and datetime ->
    datetime64[us] (UTC, no zone). Raises DataError naming file, row, column and what was expected.
    """
    fields, key = entry["schema"]["fields"], entry["schema"].get("primaryKey", [])
    frame = fast(raw, fields, key)
    return careful.read(f"data/{entry['path']}", raw, fields, key) if frame is None else frame


def _bytes(path: Path, entry: Mapping[str, Any]) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(
            f"data/{entry['path']}: cannot be read ({error.strerror}); restore it with git or make refresh"
        ) from None


def read(path: Path, entry: Mapping[str, Any]) -> pd.DataFrame:
    """The table at `path` (see parse); raises DataError."""
    return parse(_bytes(path, entry), entry)


def read_map(path: Path, entry: Mapping[str, Any]) -> dict[str, Any]:
    """The GeoJSON feature collection at `path`; raises DataError where it is none."""
    label = f"data/{entry['path']}"
    raw = _bytes(path, entry)
    try:
        collection = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise DataError(f"{label}: not JSON ({error})") from None
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not features or not all(isinstance(item, dict) for item in features):
        raise DataError(f"{label}: expected a GeoJSON FeatureCollection with at least one feature")
    return collection
