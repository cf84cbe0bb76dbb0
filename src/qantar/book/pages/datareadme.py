"""data/README.md, made from the data package; `make accept` writes it anew."""

from typing import Any

from qantar import data
from qantar.book.pages.datafacts import LICENCES, REDISTRIBUTION
from qantar.book.references.template import render
from qantar.common.errors import naming
from qantar.common.paths import DATA


def _cells(entry: dict[str, Any]) -> list[str]:
    publishers = dict.fromkeys(source["publisher"] for source in entry["sources"])
    licences = [f"{licence['name']}: {licence['title']}" for licence in entry["licenses"]]
    texts = [entry["name"], "; ".join(publishers), "; ".join(licences), entry["redistribution"]]
    return [" ".join(text.split()).replace("|", "\\|") for text in texts]


def readme() -> str:
    """The text of data/README.md."""
    rows = map(_cells, data.package()["resources"])
    known = {"licences": LICENCES, "redistribution": REDISTRIBUTION, "rows": rows}
    return render("data_readme.md", **known)


def write() -> None:
    """Write data/README.md anew; raises BuildError where that cannot be."""
    path = DATA / "README.md"
    with naming(path):
        path.write_text(readme(), encoding="utf-8")
