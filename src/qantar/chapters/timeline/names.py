"""What the timeline's key figures are called and mean."""

import pandas as pd

from qantar.chapters.timeline.parameters import TimelineParameters
from qantar.common.text import _
from qantar.report.figures import Figure

# By the name that sentences use; ids that name a parameter value are made from these in `aliases`.
DEFINITIONS = {
    "network.rate_ratio": _(
        "blocks an hour after the cut ÷ before it, by header time; exact interval"
    ),
    "network.rate_ratio_to_retarget": _("the same, from the cut to the next change of difficulty"),
    "network.rate_ratio_by_cut_time": _(
        "the rate ratio; range: its extremes over the times given for the cut"
    ),
    "network.rate_ratio_named_pools": _(
        "the rate ratio for the blocks of the pools that the press named"
    ),
    "network.blocks_before": _("blocks in the window before the cut"),
    "network.blocks_after": _("blocks in the window after the cut"),
    "network.blocks_per_hour_before": _("mean blocks an hour in the window before the cut"),
    "network.hours_before": _("length of the window before the cut"),
    "network.hours_to_retarget": _("from the cut to the next change of difficulty"),
    "network.first_hour_blocks": _("blocks in the hour after the cut"),
    "network.first_hour_chance": _(
        "chance of as few or fewer blocks in a given hour at the mean before the cut"
    ),
    "network.hours_as_low_before": _(
        "hours before the cut with as few or fewer blocks, counted back from the cut"
    ),
    "network.hours_to_detect": _(
        "hours at six blocks an hour to see the largest fall asked about: two-sided size 0.05, "
        "power 0.8, baseline known"
    ),
    "network.hours_to_detect_from_estimate": _(
        "the same, baseline estimated from the blocks before the cut"
    ),
    "network.chance_of_fall": _(
        "chance that, with no change at all, the second of two such windows has fewer blocks by "
        "the largest fall asked about, or more"
    ),
    "network.earlier_windows": _(
        "earlier windows of the same lengths within one difficulty epoch, by the hour"
    ),
    "network.earlier_epochs": _("difficulty epochs that hold them"),
    "network.earlier_share_below": _(
        "share of them with a rate ratio at or below the one at the cut"
    ),
    "network.hashrate_mean_ehs": _(
        "mean daily hash rate of ten days around the event day; range: Garwood interval of their "
        "blocks, scaled"
    ),
    "network.unknown_share": _(
        "share of the blocks of both windows that are attributed to no pool"
    ),
    "market.return": _(
        "simple return of the end-of-day price, the price at 00:00 UTC of the next day"
    ),
    "market.car": _("cumulated abnormal log return over the event window, constant mean return"),
    "market.placebo_p": _(
        "share of placebo days with a return as low or lower: lower tail, (k + 1)/(n + 1)"
    ),
    "market.placebo_days": _("placebo event days"),
    "market.placebo_lower": _("placebo event days with a return as low or lower"),
    "market.min_close": _("lowest end-of-day price of the event day and the five days after it"),
    "politics.polyarchy": _(
        "V-Dem electoral democracy index of the country, with its 68 % interval"
    ),
    "politics.freedom": _("Freedom House, Freedom in the World, total score of the country"),
    "politics.corruption_perceptions": _(
        "Transparency International, Corruption Perceptions Index of the country"
    ),
    "timeline.events": _("events in the table"),
    "timeline.events_primary": _("events whose source is the body that acted or measured"),
    "timeline.events_republished": _("events whose source is a re-publication or an encyclopaedia"),
    "timeline.events_recalled": _("events of which at least the date is from memory"),
    "timeline.events_in_focus": _("events on the days shown by the hour"),
    "internet.almaty_hours": _(
        "from the first to the last hour without access in Almaty, a gap included"
    ),
}


def aliases(parameters: TimelineParameters) -> dict[str, str]:
    """Names without parameter values, as sentences use them, and the ids under which the figures
    stand.
    """
    p = parameters
    percent = "14pct" if max(p.falls) == 0.14 else ""
    day, car = p.event_day == "2022-01-05", "0_1" if p.car_window == [0, 1] else ""
    first, last = p.compared_years
    return {
        "network.rate_ratio": _named("network.rate_ratio", "24h" if p.after_hours == 24 else ""),
        "network.hours_to_detect": _named("network.hours_to_detect", percent),
        "network.hours_to_detect_from_estimate": _named(
            "network.hours_to_detect", percent, "estimated"
        ),
        "network.chance_of_fall": _named("network.chance_of_fall", percent),
        "network.hashrate_mean_ehs": _named(
            "network.hashrate_mean_ehs", "2022_01_01_10" if day else ""
        ),
        "market.return": _named("market.return", "2022_01_05" if day else ""),
        "market.car": _named("market.car", car),
        "market.placebo_p": _named("market.placebo_p", car),
        "market.min_close": _named("market.min_close", "2022_01_05_10" if day else ""),
        "politics.polyarchy_before": f"politics.polyarchy_{first}",
        "politics.polyarchy_after": f"politics.polyarchy_{last}",
        "politics.freedom_before": f"politics.freedom_{first}",
        "politics.freedom_after": f"politics.freedom_{last}",
        "politics.corruption_before": f"politics.corruption_perceptions_{first}",
        "politics.corruption_after": f"politics.corruption_perceptions_{last}",
    }


def _named(*parts: str) -> str:
    return "_".join(part for part in parts if part)


def finite(value: float | None) -> float | None:
    """The value, or None where it is infinite or missing."""
    if value is None or pd.isna(value) or abs(value) == float("inf"):
        return None
    return value.item() if hasattr(value, "item") else value


class Recorder:
    """Makes the chapter's figures: `record(name, value, unit, as_of, tables)`, in order, in
    ``figures``.
    """

    def __init__(self, parameters: TimelineParameters) -> None:
        self.ids = aliases(parameters)
        self.figures: list[Figure] = []

    def record(
        self,
        name: str,
        value: float | None,
        unit: str,
        as_of: str,
        tables: tuple[str, ...],
        bounds: tuple[float | None, float | None] = (None, None),
        kind: str = "exact95",
        *,
        year: int | None = None,
    ) -> None:
        """One figure under the id of its name (and `year`); infinite or missing numbers count as
        none.
        """
        low, high = map(finite, bounds)
        known = None if low is None and high is None else kind
        ident = self.ids.get(name, name) if year is None else f"{name}_{year}"
        made = Figure(
            ident, finite(value), unit, as_of, tables, DEFINITIONS[name], low, high, known
        )
        self.figures.append(made)
