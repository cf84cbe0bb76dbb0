"""What the timeline's key figures are called, and how those with an interval are made."""

import pandas as pd

from qantar.figures import Figure
from qantar.parameters.timeline import TimelineParameters


def aliases(parameters: TimelineParameters) -> dict[str, str]:
    """Names without parameter values, as sentences use them, and the ids under which the figures stand."""
    p = parameters
    day, car = p.event_day, tuple(p.car_window)
    percent = f"{round(max(p.falls) * 100)}pct" if max(p.falls) == 0.14 else ""
    return {
        "network.rate_ratio": _named("network.rate_ratio", "24h" if p.after_hours == 24 else ""),
        "network.hours_to_detect": _named("network.hours_to_detect", percent),
        "network.hours_to_detect_from_estimate": _named("network.hours_to_detect", percent, "estimated"),
        "network.chance_of_fall": _named("network.chance_of_fall", percent),
        "network.hashrate_mean_ehs": _named(
            "network.hashrate_mean_ehs", "2022_01_01_10" if day == "2022-01-05" else ""
        ),
        "market.return": _named("market.return", "2022_01_05" if day == "2022-01-05" else ""),
        "market.car": _named("market.car", "0_1" if car == (0, 1) else ""),
        "market.placebo_p": _named("market.placebo_p", "0_1" if car == (0, 1) else ""),
        "market.min_close": _named("market.min_close", "2022_01_05_10" if day == "2022-01-05" else ""),
        "politics.polyarchy_before": f"politics.polyarchy_{p.compared_years[0]}",
        "politics.polyarchy_after": f"politics.polyarchy_{p.compared_years[1]}",
        "politics.freedom_before": f"politics.freedom_{p.compared_years[0]}",
        "politics.freedom_after": f"politics.freedom_{p.compared_years[1]}",
        "politics.corruption_before": f"politics.corruption_perceptions_{p.compared_years[0]}",
        "politics.corruption_after": f"politics.corruption_perceptions_{p.compared_years[1]}",
    }


def _named(*parts: str) -> str:
    return "_".join(part for part in parts if part)


def finite(value: float | None) -> float | None:
    """The value, or None where it is infinite or missing."""
    return float(value) if value is not None and pd.notna(value) and abs(value) != float("inf") else None


def interval(
    name: str,
    value: float | None,
    low: float | None,
    high: float | None,
    unit: str,
    as_of: str,
    tables: tuple[str, ...],
    definition: str,
    kind: str = "exact95",
) -> Figure:
    """A figure with an interval; infinite bounds count as none."""
    bounds = (finite(low), finite(high))
    known = kind if bounds != (None, None) else None
    return Figure(name, finite(value), unit, as_of, tables, definition, *bounds, known)
