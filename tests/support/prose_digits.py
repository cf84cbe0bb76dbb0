"""Finds typed digits in prose: what is left once roles, code, links, citations and dates are
gone.
"""

import re
from collections.abc import Iterator

# Directives whose body is prose; the body of every other fence is code or data.
PROSE_DIRECTIVES = (
    "note|tip|warning|important|admonition|margin|sidebar|dropdown|list-table|table|glossary"
    "|epigraph|figure"
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
YEAR = r"(?:1[5-9]|20)\d\d"
DAY = r"(?:[12]?\d|3[01])"

_GONE = [
    (r"\A---\n.*?\n---\n", re.DOTALL),  # front matter
    (
        rf"^(`{{3,}}|:{{3,}})(?!\{{(?:{PROSE_DIRECTIVES})\}}).*?^\1\s*$",
        re.DOTALL | re.MULTILINE,
    ),  # code
    (
        rf"^(?:`{{3,}}|:{{3,}})\{{(?:{PROSE_DIRECTIVES})\}}.*$",
        re.MULTILINE,
    ),  # the opening line itself
    (r"^:[a-z-]+:.*$", re.MULTILINE),  # options of a directive
    (r"<!--.*?-->", re.DOTALL),
    (r"\{[a-z:-]+\}`[^`]*`", 0),  # roles, citations among them
    (r"(`+)(?:(?!\1).)+\1", re.DOTALL),  # code
    (r"\$\$.*?\$\$", re.DOTALL),  # formulas
    (r"\$[^$\n]+\$", 0),
    (r"!?\[[^\]]*\]\([^)]*\)", 0),  # links
    (r"<https?://[^>]+>|https?://\S+", 0),
    (r"\[\^[^\]]+\]", 0),  # footnotes
    (r"^\s*\d+\.\s", re.MULTILINE),  # ordered lists
    (r"^(#+\s+)\d+(?:\.\d+)*\.?\s", re.MULTILINE),  # numbered headings
    (r"\b[A-Za-z]+\d+[A-Za-z]*\b", 0),  # names: F2Pool, CO2, S19j
    (rf"\b{YEAR}-\d\d(?:-\d\d)?(?:T\d\d:\d\d)?\b", 0),  # ISO dates
    (r"\b\d\d:\d\d(?::\d\d)?\b", 0),  # times of day
    (rf"\b{DAY}(?:\s+(?:to|and|–)\s+{DAY})?\s+(?:{MONTHS})\b", 0),  # days
    (rf"\b{YEAR}(?:[-–/]\d\d)?(?:s)?\b", 0),  # years, winters, decades
]


def _blanked(match: re.Match[str]) -> str:
    """Nothing but the line breaks of what matched, so that line numbers stay."""
    return "\n" * match.group(0).count("\n")


def typed_digits(markdown: str, allowed: tuple[str, ...] = ()) -> Iterator[tuple[int, str]]:
    """Line number and text of every line that still holds a digit; `allowed` phrases are no
    finding.
    """
    text = markdown
    for pattern, flags in _GONE:
        text = re.sub(pattern, _blanked, text, flags=flags)
    for phrase in allowed:
        text = re.sub(
            rf"(?<![\w.,]){re.escape(phrase).replace(chr(92) + ' ', chr(92) + 's+')}(?!\w)",
            "",
            text,
        )
    for number, line in enumerate(text.splitlines(), start=1):
        if re.search(r"\d", line):
            yield number, line.strip()
