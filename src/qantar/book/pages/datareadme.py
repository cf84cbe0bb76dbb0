"""data/README.md, made from the data package; `make accept` writes it anew."""

from qantar import data
from qantar.book.pages.datafacts import LICENCES, REDISTRIBUTION
from qantar.common.errors import naming
from qantar.common.paths import DATA

HEAD = """\
# The tables of Qantar

Tidy CSV tables (UTF-8, LF, ISO dates, decimal points, empty = missing) and GeoJSON maps. `datapackage.yaml`
describes every table and column in the form of a
[Frictionless Data Package](https://specs.frictionlessdata.io/data-package/): sources, licence, vintage, next
update, caveats, types, units, limits, keys and checks. This file is made from it by `make accept`, and a test
compares the two.

```python
from qantar import data

frame = data.load("electricity")  # typed; an error names file, row and column
```

## How to check and renew

`python -m qantar check` validates what changed since the last check: types, limits and keys, the checks that
the tables declare, then the hash. A table that was edited is refused by its hash until `make accept` records
the new one. `python -m qantar refresh [table…]` makes tables anew from their
publishers' files in four stages, fetch, parse, validate and write; a table is replaced only if everything
passes. Sources that nobody can download without a person are refused with the reason; `--from DIR` reads
files obtained before, each in the folder of its publisher (`DIR/<publisher>/<file>`, as `src/qantar/sources/`
names them).

## How to cite

Cite the publisher named in the table below with the table's vintage (`datapackage.yaml`), for example:
*Our World in Data, Data on Energy, release of April 2026, as arranged in Qantar*. Where our copy came
through somebody else, the entry's `vintage.copy` says so; the figures remain the publisher's. For the
selection and arrangement cite this project (`CITATION.cff`).

## What may be done with a table

A table's licence is its publisher's. The project's own licence (CC BY 4.0) covers the selection, the
arrangement and the descriptions, never the publishers' figures.
"""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _list(meanings: dict[str, str]) -> str:
    return "\n".join(f"- **{name}**: {meaning}" for name, meaning in meanings.items())


def _rows() -> str:
    lines = ["| table | publisher | licence | redistribution |", "| --- | --- | --- | --- |"]
    for entry in data.package()["resources"]:
        publishers = dict.fromkeys(source["publisher"] for source in entry["sources"])
        licences = [f"{licence['name']}: {licence['title']}" for licence in entry["licenses"]]
        cells = (entry["name"], "; ".join(publishers), "; ".join(licences), entry["redistribution"])
        lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    return "\n".join(lines)


def readme() -> str:
    """The text of data/README.md."""
    return "\n".join(
        [
            HEAD,
            _list(LICENCES),
            "\nWhether a table may be passed on is its `redistribution`:\n",
            _list(REDISTRIBUTION),
            "\n## Tables\n",
            _rows(),
            "",
        ]
    )


def write() -> None:
    """Write data/README.md anew; raises BuildError where that cannot be."""
    path = DATA / "README.md"
    with naming(path):
        path.write_text(readme(), encoding="utf-8")
