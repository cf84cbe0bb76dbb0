"""The miner's choices: stay with one of three supplies, leave for one of several places, or sell.

`Terms` holds one value of every uncertain input, or one array of draws; each choice is worth what
`worth` says of it for all machines together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from qantar.chapters.relocation.cash import Machine, Plan, Supply, Values, value
from qantar.chapters.relocation.market import DAYS_PER_MONTH, Market, constant_fall, fall_of
from qantar.chapters.relocation.parameters import TRIANGLES, RelocationParameters, triangle
from qantar.chapters.shared import hashprice
from qantar.report.chapter import Tables

HOME = "KAZ"
# Supply at home in the months of the cut; another country has no such cut in the tables.
CASES = ("nothing", "night", "declared")
BASE_CASE = "night"
ELSEWHERE = "steady"
MEASURES = {
    "tariff": "tariff_leave_usd_kwh",
    "idle_weeks": "idle_weeks",
    "loss": "loss",
    "move_cost": "move_cost_usd",
}
LEVEL = 0.02  # what is nearer than this share of the larger is told as level
AT_HOME = ("decay", "uptime_stay", "haircut", "value_kept")

Triangle = tuple[float, float, float]


@dataclass(frozen=True)
class Destination:
    """A place to leave for: (lowest, likeliest, highest) of each input, billing and duty."""

    name: str
    inputs: Mapping[str, Triangle]
    billed_on: str
    import_duty: float


def destinations(table: pd.DataFrame, p: RelocationParameters) -> list[Destination]:
    """The place of the parameters first, then the other rows of table destinations.

    A place that has a row there has the row's terms, but for parameters that are not at their
    defaults; any other has the terms of the parameters.
    """
    leaving = table[table["choice"] == "leave"].groupby("place", sort=False)
    rows = {
        str(name): _from_rows(str(name), terms.set_index("measure"), p) for name, terms in leaving
    }
    usual = _of_parameters(RelocationParameters())
    own, row = _of_parameters(p), rows.pop(p.destination, usual)
    inputs = {
        name: row.inputs[name] if given == usual.inputs[name] else given
        for name, given in own.inputs.items()
    }
    billed_on = row.billed_on if own.billed_on == usual.billed_on else own.billed_on
    duty = row.import_duty if own.import_duty == usual.import_duty else own.import_duty
    return [Destination(p.destination, inputs, billed_on, duty), *rows.values()]


def _of_parameters(p: RelocationParameters) -> Destination:
    abroad = {name: triangle(p, name) for name in TRIANGLES if name not in AT_HOME}
    return Destination(p.destination, abroad, p.billed_on, p.import_duty)


def _from_rows(name: str, rows: pd.DataFrame, p: RelocationParameters) -> Destination:
    inputs = {
        own: tuple(rows.loc[measure, ["low", "point", "high"]].astype(float))
        for measure, own in MEASURES.items()
    }
    inputs["uptime_leave"] = triangle(p, "uptime_leave")
    duty = float(rows.loc["import_duty", "point"])
    return Destination(name, inputs, str(rows.loc["tariff", "billed_on"]), duty)


def cases(p: RelocationParameters) -> tuple[str, ...]:
    """The supplies at home that are compared."""
    return CASES if p.country == HOME and p.cut_months else (ELSEWHERE,)


def base_case(p: RelocationParameters) -> str:
    """The supply at home of the chapter's own case."""
    return BASE_CASE if BASE_CASE in cases(p) else ELSEWHERE


def points(p: RelocationParameters, market: Market, place: Destination) -> dict[str, float]:
    """The likeliest value of every input; the fall is the median of those known, by choice."""
    found = {name: getattr(p, name) for name in AT_HOME}
    if p.decay_source == "history":
        found["decay"] = float(np.median(market.falls))
    return {**found, **{name: point for name, (_low, point, _high) in place.inputs.items()}}


def ends(p: RelocationParameters, market: Market, place: Destination) -> dict[str, Triangle]:
    """Lowest, likeliest and highest value of every input; of known falls the middle 80 per cent."""
    found = {name: triangle(p, name) for name in AT_HOME}
    if p.decay_source == "history":
        low, mid, high = np.quantile(market.falls, [0.1, 0.5, 0.9])
        found["decay"] = (float(low), float(mid), float(high))
    return {**found, **place.inputs}


@dataclass(frozen=True)
class Miner:
    """The miner on the day of the decision: parameters and market."""

    p: RelocationParameters
    market: Market

    @property
    def machine(self) -> Machine:
        """One of the miner's machines."""
        return Machine(self.p.machine_hashrate_ths, self.p.machine_efficiency_j_th)

    def path(self, decay: Values) -> np.ndarray:
        """Expected hashprice by month, begun at the mean before the decision."""
        return constant_fall(self.market.hashprice, decay, self.p.horizon_months)

    def sale_usd(self, inputs: Mapping[str, Values]) -> Values:
        """What a machine sells for on the day of the decision [USD]."""
        asked = self.market.asking_usd_ths[1] * self.p.machine_hashrate_ths
        return asked * (1 - np.asarray(inputs["haircut"]))

    def stay(self, inputs: Mapping[str, Values], case: str) -> Plan:
        """Staying with the supply `case` in the months of the cut, then with usual power."""
        p, rate = self.p, self.market.kzt_per_usd
        fee = p.fee_kzt_kwh / rate
        usual = Supply(inputs["uptime_stay"], p.tariff_stay_usd_kwh + fee, p.pue)
        night = Supply(
            p.night_hours / hashprice.HOURS_PER_DAY, p.night_tariff_kzt_kwh / rate + fee, p.pue
        )
        early = {"nothing": replace(usual, uptime=0.0), "night": night, "declared": usual}
        if case == ELSEWHERE:
            return Plan(usual)
        if case == "declared":
            share = self.market.declared_share
            early["declared"] = replace(usual, uptime=np.asarray(inputs["uptime_stay"]) * share)
        return Plan(usual, early[case], p.cut_months)

    def leave(self, inputs: Mapping[str, Values], place: Destination) -> Plan:
        """Leaving for `place`; the duty is a share of what the machine would sell for."""
        overhead = self.p.pue if place.billed_on == "site" else 1.0
        return Plan(
            Supply(inputs["uptime_leave"], inputs["tariff_leave_usd_kwh"], overhead),
            idle_weeks=inputs["idle_weeks"],
            kept=1 - np.asarray(inputs["loss"]),
            upfront_usd=inputs["move_cost_usd"] + place.import_duty * self.sale_usd(inputs),
        )

    def worth(
        self, plan: Plan, inputs: Mapping[str, Values], path: np.ndarray | None = None
    ) -> Values:
        """Value of operating all machines by `plan` [USD], what they still sell for included.

        A machine's price is its price today, moved with the hashprice, times the share `value_kept`
        of its worth in days of earnings: sale and remaining value follow one rule.
        """
        path = self.path(inputs["decay"]) if path is None else path
        residual = self.sale_usd(inputs) * inputs["value_kept"] * path[-1] / self.market.hashprice
        own = value(plan, self.machine, path, residual, self.p.discount_rate)
        return self.p.machines * own

    def sell(self, inputs: Mapping[str, Values]) -> Values:
        """Value of selling all machines [USD]."""
        return self.p.machines * self.sale_usd(inputs)


def all_choices(tables: Tables, miner: Miner, path: np.ndarray | None = None) -> pd.DataFrame:
    """What each choice is worth at the likeliest values: choice, name, usd, cash_usd [USD].

    cash_usd: without what the machines still sell for at the end; `path`: see `worth`.
    """
    p, rows = miner.p, []

    def worth(plan: Plan, inputs: Mapping[str, Values]) -> list[Values]:
        return [miner.worth(plan, own, path) for own in (inputs, {**inputs, "value_kept": 0.0})]

    places = destinations(tables.destinations, p)
    home = points(p, miner.market, places[0])
    for case in cases(p):
        rows.append(("stay", case, *worth(miner.stay(home, case), home)))
    for place in places:
        own = points(p, miner.market, place)
        rows.append(("leave", place.name, *worth(miner.leave(own, place), own)))
    rows.append(("sell", "sell", miner.sell(home), miner.sell(home)))
    frame = pd.DataFrame(rows, columns=["choice", "name", "usd", "cash_usd"])
    return frame.astype({"usd": float, "cash_usd": float})


def sale_is_level(expected: pd.DataFrame, place: str) -> bool:
    """Whether by the cash alone the sale and leaving for `place` lead, within LEVEL of each other.

    expected: as from `all_choices`.
    """
    first = expected.nlargest(2, "cash_usd")
    cash = first["cash_usd"]
    return set(first["name"]) == {"sell", place} and cash.min() >= (1 - LEVEL) * cash.max()


def with_what_came(tables: Tables, miner: Miner) -> pd.DataFrame | None:
    """What each choice was worth with the hashprice that came, as from `all_choices`; None where
    the tables end before the horizon.
    """
    realised = miner.market.realised
    return None if realised is None else all_choices(tables, miner, realised)


def matching_uptime(
    miner: Miner, place: Destination, case: str, path: np.ndarray | None = None
) -> float | None:
    """The uptime at home after the cut at which staying is worth leaving.

    It may lie outside [0, 1], for staying is linear in the uptime. None where power at home earns
    nothing at any uptime.
    """
    inputs = points(miner.p, miner.market, place)
    never, always = (
        float(miner.worth(miner.stay({**inputs, "uptime_stay": share}, case), inputs, path))
        for share in (0.0, 1.0)
    )
    leaving = float(miner.worth(miner.leave(inputs, place), inputs, path))
    return (leaving - never) / (always - never) if always > never else None


def hashprice_paths(tables: Tables, miner: Miner) -> pd.DataFrame:
    """Hashprice by month of 30.4375 days before and after the decision, and what was expected.

    Returns date (of the month's middle), hashprice (missing where the table ends), expected, low,
    high (missing before the decision) [USD per PH/s per day].
    """
    p, start = miner.p, pd.Timestamp(miner.p.start_day)
    daily = hashprice.daily_hashprice(tables.network_daily)
    month = np.floor((daily.index - start) / pd.Timedelta(days=DAYS_PER_MONTH)).astype(int)
    means = daily.groupby(month).mean()
    span = range(max(-p.horizon_months, int(month.min())), p.horizon_months)
    days = [start + pd.Timedelta(days=round(DAYS_PER_MONTH * (one + 0.5))) for one in span]
    frame = pd.DataFrame({"date": days, "hashprice": means.reindex(span).to_numpy()})
    place = destinations(tables.destinations, p)[0]
    falls = ends(p, miner.market, place)["decay"]
    for name, fall in zip(("high", "expected", "low"), falls, strict=True):
        path = pd.Series(miner.path(fall), index=range(p.horizon_months))
        frame[name] = path.reindex(span).to_numpy()
    return frame


def realised_fall(market: Market, months: int) -> float | None:
    """The constant monthly fall that pays the same as the hashprice that came; None without it."""
    if market.realised is None:
        return None
    return float(fall_of(market.realised.mean() / market.hashprice, months))


def milder_falls(market: Market, months: int) -> float | None:
    """Share of the falls known on the day that were milder than what came; None without either."""
    fall = realised_fall(market, months)
    if fall is None or len(market.falls) == 0:
        return None
    return float((market.falls < fall).mean())
