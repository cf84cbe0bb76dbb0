"""Rows of a register: a CSV file beside a chapter's code that says what the code need not."""

import csv
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from qantar.common.errors import QantarError
from qantar.common.paths import PACKAGE


def read(
    file: Path, columns: Sequence[str], may_be_empty: Collection[str], error: type[QantarError]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row by column, after the file and line where it stands; the first column is the key.

    Raises `error`, one line, for other columns than these, another count of cells, an empty cell
    in a column that is not among `may_be_empty`, and a key that stands there twice.
    """
    name = file.relative_to(PACKAGE).as_posix() if file.is_relative_to(PACKAGE) else file.name
    seen: set[str] = set()
    with file.open(encoding="utf-8", newline="") as text:
        reader = csv.DictReader(text, strict=True)
        if tuple(reader.fieldnames or ()) != tuple(columns):
            raise error(f"{name}: its columns must be {', '.join(columns)}")
        for row in reader:
            where = f"{name}, line {reader.line_num}"
            if None in row or None in row.values():
                raise error(f"{where}: expected {len(columns)} cells; quote a cell with a comma")
            for column in columns:
                if not row[column].strip() and column not in may_be_empty:
                    raise error(
                        f"{where}: {column} is empty; only {', '.join(may_be_empty)} may be"
                    )
            key = row[columns[0]]
            if key in seen:
                raise error(f"{where}: {key} is registered twice; each has one row")
            seen.add(key)
            yield where, row
