"""No page states a number that was typed: numbers come from figures, facts and parameters."""

import nbformat
import prose_digits
import pytest
import yaml

from qantar.common.paths import NOTEBOOKS, ROOT

ALLOWED = yaml.safe_load(
    (ROOT / "tests" / "support" / "digits_allowed.yml").read_text(encoding="utf-8")
)
PHRASES = tuple(entry["text"] for entry in ALLOWED)
PAGES = [ROOT / "index.md", *sorted((ROOT / "book").glob("*.md"))]
BOOKS = sorted(NOTEBOOKS.glob("*.ipynb"))


def prose(path):
    """(place, Markdown) of a page or of each Markdown cell of a notebook."""
    if path.suffix == ".md":
        return [(path.name, path.read_text(encoding="utf-8"))]
    cells = nbformat.read(path, as_version=4).cells
    return [
        (f"{path.name}, cell {cell.id}", cell.source)
        for cell in cells
        if cell.cell_type == "markdown"
    ]


@pytest.mark.parametrize("path", [*PAGES, *BOOKS], ids=lambda path: path.name)
def test_no_digit_is_typed_into_prose(path):
    found = [
        f"{place}, line {number}: {line}"
        for place, text in prose(path)
        for number, line in prose_digits.typed_digits(text, PHRASES)
    ]
    assert found == []


def test_every_exception_gives_its_reason_and_is_used():
    everything = "\n".join(text for path in [*PAGES, *BOOKS] for __, text in prose(path))
    flat = " ".join(everything.split())
    for entry in ALLOWED:
        assert entry["reason"].strip()
        assert entry["text"] in flat, (
            f"nobody writes {entry['text']!r} any more: drop the exception"
        )


@pytest.mark.parametrize(
    "text",
    [
        "Coal gave 64 % of it.",
        "About 3,600 soldiers",
        "the 2.4 GW plant",
        ":::{note}\nIt took 14 days.\n:::",
        "on 41 January",
        "a **70** per cent share",
    ],
)
def test_a_typed_number_is_found(text):
    assert list(prose_digits.typed_digits(text))


@pytest.mark.parametrize(
    "text",
    [
        "{figure}`energy.coal_share_2021:.0%` in 2021",
        "`make book 2`",
        "```console\n$ run 3\n```",
        "On 5 January 2022 at 10:30, between 4 and 7 January, in 2024/25 and the 1990s",
        "[chapter 4](four-4.md) and <https://example.org/5>",
        "$2^{32}$ and\n\n$$x = 100$$",
        "1. first\n2. second",
        "## 3.1 Title",
        "{cite:t}`mackinlay1997` 2022-01-24",
        "{term}`hash rate <x1>`",
        "F2Pool, CO2 and the S19j Pro",
    ],
)
def test_dates_roles_code_links_and_formulas_are_no_finding(text):
    assert list(prose_digits.typed_digits(text)) == []
