"""Parameters of the claims chapter."""

from typing import Any

from pydantic import field_validator

from qantar.common.paths import CHAPTERS
from qantar.report.parameters import ChapterParameters


class ClaimsParameters(ChapterParameters):
    """What the other chapters were run with, so that verdicts rest on their pages' figures."""

    chapters: dict[str, dict[str, Any]] = {}

    @field_validator("chapters")
    @classmethod
    def _known_chapters(cls, chapters: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
        unknown = sorted(set(chapters) - (set(CHAPTERS) - {"claims"}))
        if unknown:
            known = ", ".join(name for name in CHAPTERS if name != "claims")
            raise ValueError(f"no other chapter is called {unknown[0]!r}; there are: {known}")
        return chapters
