"""Reading one table or map: fast where its hash is the recorded one, else by the careful reader.

A file whose SHA-256 is the one that ``datapackage.yaml`` records was accepted after the careful
reader and all checks passed it, so pandas may parse it as it stands.
"""

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from qantar.common.errors import DataError
from qantar.data import careful

DATE_FORMATS = {"date": "%Y-%m-%d", "datetime": "%Y-%m-%dT%H:%M:%S"}


def digest(raw: bytes) -> str:
    """The hash of a file as ``datapackage.yaml`` records it: ``sha256:`` and 64 digits."""
    return f"sha256:{hashlib.sha256(raw).hexdigest()}"


def plain(raw: bytes, entry: Mapping[str, Any]) -> pd.DataFrame:
    """The table in `raw`, parsed by pandas with the described dtypes; for right bytes only."""
    kinds = {field["name"]: field["type"] for field in entry["schema"]["fields"]}
    dates = {name: DATE_FORMATS[kind] for name, kind in kinds.items() if kind in DATE_FORMATS}
    return pd.read_csv(
        io.BytesIO(raw),
        dtype={name: careful.KINDS[kind][2] for name, kind in kinds.items() if name not in dates},
        parse_dates=list(dates),
        date_format=dates,
        keep_default_na=False,
        na_values=[""],
    ).astype(dict.fromkeys(dates, "datetime64[us]"))


def parse(raw: bytes, entry: Mapping[str, Any]) -> pd.DataFrame:
    """The table that the bytes of a CSV file hold, typed and keyed as the resource `entry` says.

    string -> str, integer and year -> Int64, number -> float64, boolean -> boolean, date and
    datetime -> datetime64[us] (UTC, no zone). Raises DataError naming file, row, column and what
    was expected.
    """
    fields, key = entry["schema"]["fields"], entry["schema"]["primaryKey"]
    header = ",".join(field["name"] for field in fields)
    if entry.get("hash") == digest(raw) and raw.startswith(f"{header}\n".encode()):
        return plain(raw, entry)
    return careful.read(f"data/{entry['path']}", raw, fields, key)


def file_bytes(path: Path, entry: Mapping[str, Any]) -> bytes:
    """The bytes of a resource's file; raises DataError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(
            f"data/{entry['path']}: cannot be read ({error.strerror}); restore it with git or "
            "make refresh"
        ) from None


def read(path: Path, entry: Mapping[str, Any]) -> pd.DataFrame:
    """The table at `path` (see parse); raises DataError."""
    return parse(file_bytes(path, entry), entry)


def read_map(path: Path, entry: Mapping[str, Any]) -> dict[str, Any]:
    """The GeoJSON feature collection at `path`; raises DataError where it is none."""
    label = f"data/{entry['path']}"
    raw = file_bytes(path, entry)
    try:
        collection = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise DataError(f"{label}: not JSON ({error})") from None
    features = collection.get("features") if isinstance(collection, dict) else None
    whole = isinstance(features, list) and all(isinstance(one, dict) for one in features)
    if not whole or not features:
        raise DataError(f"{label}: expected a GeoJSON FeatureCollection with at least one feature")
    return collection
