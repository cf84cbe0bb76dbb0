"""The Monte Carlo of the stay-or-leave choice: what the ranges of the inputs say, and what they
cannot.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from qantar.chapters.relocation import montecarlo
from qantar.chapters.relocation.cases import Case, Workings
from qantar.chapters.relocation.cash import expected_hashprice

# Parameter behind each uncertain input, in the order in which the seeded stream feeds them.
INPUTS = {
    "uptime_stay": "range_uptime_stay",
    "uptime_leave": "range_uptime_leave",
    "tariff_leave_usd_kwh": "range_tariff_leave_usd_kwh",
    "idle_weeks": "range_idle_weeks",
    "loss": "range_loss",
    "move_cost_usd": "range_move_cost_usd",
    "decay": "range_decay",
}


@dataclass(frozen=True)
class Simulation:
    """Net present values of staying and leaving in each draw [USD], arrays of one length."""

    stay_usd: np.ndarray
    leave_usd: np.ndarray

    @property
    def difference_usd(self) -> np.ndarray:
        """Leaving less staying, by draw."""
        return self.leave_usd - self.stay_usd

    @property
    def leave_better(self) -> int:
        """Number of draws in which leaving is worth more."""
        return int((self.difference_usd > 0).sum())

    @property
    def p_leave_better(self) -> float:
        """Share of draws in which leaving is worth more."""
        return self.leave_better / len(self.stay_usd)

    def best_shares(self, sell_usd: float) -> dict[str, float]:
        """Share of draws in which each of stay, leave and sell is worth most; the three add up
        to one.
        """
        sell = np.maximum(self.stay_usd, self.leave_usd) <= sell_usd
        leave = ~sell & (self.leave_usd > self.stay_usd)
        shares = {"stay": ~sell & ~leave, "leave": leave, "sell": sell}
        return {choice: float(best.mean()) for choice, best in shares.items()}


def ranges(work: Workings) -> dict[str, Sequence[float]]:
    """(low, most likely, high) of each uncertain input."""
    return {name: getattr(work.parameters, field) for name, field in INPUTS.items()}


def draw_inputs(work: Workings) -> dict[str, np.ndarray]:
    """Independent triangular draws of each uncertain input."""
    return montecarlo.draw(ranges(work), work.parameters.draws, work.parameters.seed)


def with_inputs(
    work: Workings, case: Case, inputs: dict[str, np.ndarray | float], path: bool
) -> Case:
    """`case` with inputs put in place of its own; `path`: whether the decay draws a new
    hashprice path.
    """
    leave = replace(
        case.leave,
        uptime=inputs["uptime_leave"],
        tariff_usd_kwh=inputs["tariff_leave_usd_kwh"],
        idle_weeks=inputs["idle_weeks"],
        loss=inputs["loss"],
        cost_usd=inputs["move_cost_usd"],
    )
    hashprice = case.hashprice
    if path:
        months = work.parameters.horizon_months
        hashprice = expected_hashprice(work.first_hashprice, inputs["decay"], months)
    return replace(
        case,
        hashprice=hashprice,
        stay=replace(case.stay, uptime=inputs["uptime_stay"]),
        leave=leave,
    )


def simulate(work: Workings, name: str, inputs: dict[str, np.ndarray]) -> Simulation:
    """The case `name` valued for every draw; hindsight cases keep the path that came."""
    case = with_inputs(work, work.cases[name], inputs, path=name.startswith("expected"))
    stay, leave = work.value_stay(case), work.value_leave(case)
    draws = len(inputs["decay"])
    return Simulation(np.broadcast_to(stay, draws), np.broadcast_to(leave, draws))


def tornado(work: Workings) -> pd.DataFrame:
    """Leaving less staying when one input moves to the ends of its range, the others at the
    chapter's values.

    Returns input, low, high (the input's values), at_low_usd, at_high_usd, span_usd; widest first.
    """
    p = work.parameters
    own = {name: getattr(p, name) for name in INPUTS}
    rows = []
    for name, (low, _mode, high) in ranges(work).items():
        ends = []
        for value in (low, high):
            case = with_inputs(work, work.expected, {**own, name: value}, path=True)
            ends.append(float(work.value_leave(case) - work.value_stay(case)))
        rows.append((name, low, high, *ends, abs(ends[1] - ends[0])))
    columns = ["input", "low", "high", "at_low_usd", "at_high_usd", "span_usd"]
    return pd.DataFrame(rows, columns=columns).sort_values(
        "span_usd", ascending=False, ignore_index=True
    )


def histogram(differences_usd: np.ndarray, classes: int = 25) -> pd.DataFrame:
    """Share of draws by class of the difference: from_usd, to_usd, share.

    At least `classes` classes of one round width; zero is a class limit, and the classes span all
    draws.
    """
    width = _round_down(np.ptp(differences_usd) / classes)
    first = np.floor(differences_usd.min() / width)
    last = np.floor(differences_usd.max() / width) + 1
    edges = np.arange(first, last + 1) * width
    counts, _edges = np.histogram(differences_usd, edges)
    return pd.DataFrame(
        {"from_usd": edges[:-1], "to_usd": edges[1:], "share": counts / len(differences_usd)}
    )


def _round_down(width: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 … at or below `width`; 1 where it is smaller than that."""
    if width <= 1:
        return 1.0
    scale = 10.0 ** np.floor(np.log10(width))
    return float(max(step * scale for step in (1, 2, 5) if step * scale <= width))


def triangular_density(low: float, mode: float, high: float) -> pd.DataFrame:
    """The three corners of a triangular density: value, density."""
    top = 2 / (high - low) if high > low else 0.0
    return pd.DataFrame({"value": [low, mode, high], "density": [0.0, top, 0.0]})
