"""Words and sentences that the mining and relocation charts share."""

import json
import string

import pandas as pd

from qantar.report.sentences import day, number


def cents(usd_kwh: float) -> str:
    """A price per kilowatt-hour as US cents with one decimal."""
    return number(100 * usd_kwh, ".1f")


def month_name(moment: pd.Timestamp) -> str:
    """A month as ``January 2022``."""
    return day(moment.strftime("%Y-%m"))


def plain(machine: str) -> str:
    """``old machine`` for ``Old machine (98 J/TH)``, as it stands inside a sentence."""
    name = machine.split(" (")[0]
    return name[:1].lower() + name[1:]


def vega_sentence(template: str, expressions: dict[str, str]) -> str:
    """A Vega expression that fills ``{name}`` in `template` with the expression of that name.

    The template is a translated sentence; every text and expression is joined with ``+``, which
    Vega's interpreter can evaluate without code generation.
    """
    parts = []
    for literal, name, _spec, _conversion in string.Formatter().parse(template):
        if literal:
            parts.append(json.dumps(literal, ensure_ascii=False))
        if name is not None:
            parts.append(f"({expressions[name]})")
    return " + ".join(parts)
