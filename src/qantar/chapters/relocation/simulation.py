"""The choices valued for draws of all uncertain inputs together."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from qantar.chapters.relocation import choices, montecarlo
from qantar.chapters.relocation.choices import Destination, Miner
from qantar.chapters.relocation.parameters import TRIANGLES
from qantar.chapters.shared.chance import triangular
from qantar.report.chapter import Tables

# Between these shares of draws the choice is called a coin toss.
COIN_TOSS = (0.35, 0.65)


@dataclass(frozen=True)
class Simulation:
    """Value of each choice by draw [USD, all machines]: staying by supply, leaving by place."""

    stay: Mapping[str, np.ndarray]
    leave: Mapping[str, np.ndarray]
    sell: np.ndarray

    def leave_better(self, place: str, case: str) -> int:
        """Number of draws in which leaving for `place` is worth more than staying with `case`."""
        return int((self.leave[place] > self.stay[case]).sum())

    def best_shares(self, place: str, case: str) -> dict[str, float]:
        """Share of draws in which staying, leaving and selling is worth most; together one."""
        stay, leave = self.stay[case], self.leave[place]
        sell = self.sell >= np.maximum(stay, leave)
        left = ~sell & (leave > stay)
        shares = {"stay": ~sell & ~left, "leave": left, "sell": sell}
        return {choice: float(best.mean()) for choice, best in shares.items()}


def uniform_draws(miner: Miner) -> dict[str, np.ndarray]:
    """A uniform number for every input and draw; sale and hosting go with the fall."""
    p = miner.p
    numbers = montecarlo.uniforms(p.seed, len(TRIANGLES), p.draws)
    u = dict(zip(TRIANGLES, numbers, strict=True))
    # A large haircut is a low price: its sign is turned.
    u["haircut"] = montecarlo.correlated(u["haircut"], u["decay"], -p.correlation_sale)
    hosting = montecarlo.correlated(u["tariff_leave_usd_kwh"], u["decay"], p.correlation_hosting)
    return {**u, "tariff_leave_usd_kwh": hosting}


def inputs_of(
    miner: Miner, place: Destination, u: Mapping[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Draws of every input: triangles, and for the fall those known on the day, by choice."""
    limits = choices.ends(miner.p, miner.market, place)
    drawn = {name: triangular(u[name], *limits[name]) for name in TRIANGLES}
    if miner.p.decay_source == "history":
        drawn["decay"] = np.quantile(miner.market.falls, u["decay"])
    return drawn


def simulate(tables: Tables, miner: Miner) -> Simulation:
    """All choices in ``p.draws`` draws; the same numbers for every place and supply."""
    u = uniform_draws(miner)
    places = choices.destinations(tables.destinations, miner.p)
    home = inputs_of(miner, places[0], u)
    path = miner.path(home["decay"])
    leave = {}
    for place in places:
        own = inputs_of(miner, place, u)
        leave[place.name] = np.asarray(miner.worth(miner.leave(own, place), own, path))
    stay = {
        case: np.asarray(miner.worth(miner.stay(home, case), home, path))
        for case in choices.cases(miner.p)
    }
    return Simulation(stay, leave, np.asarray(miner.sell(home)))


def shares(run: Simulation) -> pd.DataFrame:
    """Share of draws in which leaving beats staying: place, case, share."""
    rows = [
        (place, case, run.leave_better(place, case) / len(run.sell))
        for place in run.leave
        for case in run.stay
    ]
    return pd.DataFrame(rows, columns=["place", "case", "share"])


def spread(run: Simulation) -> pd.DataFrame:
    """The middle 80 per cent of draws of every choice: choice, name, low_usd, high_usd."""
    found = [("stay", name, values) for name, values in run.stay.items()]
    found += [("leave", name, values) for name, values in run.leave.items()]
    found.append(("sell", "sell", run.sell))
    rows = [(choice, name, *np.quantile(values, [0.1, 0.9])) for choice, name, values in found]
    return pd.DataFrame(rows, columns=["choice", "name", "low_usd", "high_usd"])


def verdict(shares: pd.DataFrame) -> str:
    """What the shares say: ``destination`` decides, ``leave``, ``stay``, or it is ``open``.

    ``destination``: one place beats staying in most draws at every supply at home, and another
    loses in most at every one. ``leave`` and ``stay``: that choice wins at every place and supply.
    """
    by_place = shares.groupby("place")["share"]
    always, never = by_place.min() > 0.5, by_place.max() < 0.5
    if always.all():
        return "leave"
    if never.all():
        return "stay"
    return "destination" if always.any() and never.any() else "open"


def differ(shares: pd.DataFrame) -> bool:
    """Whether the shares differ by place or supply, to a per cent."""
    return bool(shares["share"].round(2).nunique() > 1)


def is_coin_toss(share: float) -> bool:
    """Whether a share of draws is too near one half to lean either way."""
    return COIN_TOSS[0] <= share <= COIN_TOSS[1]


def russia_decides(shares: pd.DataFrame, own: str) -> bool:
    """Whether Russia is the place that beats staying at every supply, and `own` the one that never
    does; only where more than one supply is compared.
    """
    by_place = shares.groupby("place")["share"]
    if verdict(shares) != "destination" or by_place.size().max() == 1:
        return False
    return bool(by_place.min().get("Russia", 0) > 0.5 and by_place.max()[own] < 0.5)
