"""Which assumptions decide: leaving less staying when one of them moves, the others held."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd
import scipy  # loads its parts when a number first needs them

from qantar.chapters.relocation import choices
from qantar.chapters.relocation.choices import Destination, Miner
from qantar.chapters.relocation.parameters import TRIANGLES
from qantar.report.chapter import Tables

DEAREST_USD_KWH = 10.0
SHORTEST_CUT = 1  # month


def gap(miner: Miner, place: Destination, case: str, **changed: float) -> float:
    """Leaving less staying [USD, all machines] at the likeliest values but those `changed`."""
    inputs = {**choices.points(miner.p, miner.market, place), **changed}
    leave = miner.worth(miner.leave(inputs, place), inputs)
    return float(leave - miner.worth(miner.stay(inputs, case), inputs))


def matching_tariff(miner: Miner, place: Destination, case: str) -> float | None:
    """The price of power at which leaving for `place` is worth staying [USD/kWh].

    None where leaving is worth less even with power for nothing, or more at any price.
    """

    def ahead(tariff: float) -> float:
        return gap(miner, place, case, tariff_leave_usd_kwh=tariff)

    if ahead(0.0) <= 0 or ahead(DEAREST_USD_KWH) >= 0:
        return None
    return float(scipy.optimize.brentq(ahead, 0.0, DEAREST_USD_KWH, xtol=1e-9))


def matching_price(tables: Tables, miner: Miner) -> float | None:
    """The price of a sale, over the price asked, at which it is worth the best other choice.

    With the hashprice that came. None where that is not known, or where the sale is worth more even
    for nothing, or less even at the price asked.
    """
    path = miner.market.realised
    if path is None:
        return None

    def ahead(price: float) -> float:
        ends = {"haircut_low": 0.0, "haircut": 1 - price, "haircut_high": 1.0}
        seller = replace(miner, p=miner.p.model_copy(update=ends))
        worth = choices.all_choices(tables, seller, path).set_index("choice")["usd"]
        return float(worth["sell"] - worth.drop("sell").max())

    if ahead(0.0) >= 0 or ahead(1.0) <= 0:
        return None
    return float(scipy.optimize.brentq(ahead, 0.0, 1.0, xtol=1e-6))


def swings(tables: Tables, miner: Miner) -> pd.DataFrame:
    """Leaving less staying at both ends of every assumption, widest first.

    Returns assumption, low, high (its values; words for places, supplies and billing),
    at_low_usd, at_high_usd, span_usd, and turns: whether the better choice differs at the ends.
    """
    places = choices.destinations(tables.destinations, miner.p)
    own, case = places[0], choices.base_case(miner.p)
    terms: dict[str, dict] = {
        "destination": {place.name: (place, case) for place in places},
        "supply": {name: (own, name) for name in choices.cases(miner.p)},
        "billing": {by: (replace(own, billed_on=by), case) for by in ("machine", "site")},
        "duty": {duty: (replace(own, import_duty=duty), case) for duty in (0.0, own.import_duty)},
    }
    rows = []
    for name, ends in terms.items():
        rows += _among(name, {end: gap(miner, *of_end) for end, of_end in ends.items()})
    if case in choices.CASES:
        lengths = sorted({SHORTEST_CUT, miner.p.cut_months})
        cut = {n: replace(miner, p=miner.p.model_copy(update={"cut_months": n})) for n in lengths}
        rows += _among("cut", {n: gap(one, own, case) for n, one in cut.items()})
    for name in TRIANGLES:
        low, _point, high = choices.ends(miner.p, miner.market, own)[name]
        rows += _among(name, {end: gap(miner, own, case, **{name: end}) for end in (low, high)})
    frame = pd.DataFrame(rows, columns=["assumption", "low", "high", "at_low_usd", "at_high_usd"])
    frame["span_usd"] = (frame["at_high_usd"] - frame["at_low_usd"]).abs()
    frame["turns"] = (frame["at_low_usd"] > 0) != (frame["at_high_usd"] > 0)
    return frame.sort_values("span_usd", ascending=False, ignore_index=True, kind="stable")


def _among(assumption: str, gaps: dict) -> list[tuple]:
    """One row from the value most for staying to that most for leaving; none without a change."""
    least, most = min(gaps, key=gaps.__getitem__), max(gaps, key=gaps.__getitem__)
    if gaps[least] == gaps[most]:
        return []
    return [(assumption, least, most, gaps[least], gaps[most])]


def uptimes_by_tariff(
    miner: Miner, place: Destination, tariffs_usd_kwh: Iterable[float]
) -> pd.DataFrame:
    """The uptime at home at which staying is worth leaving, by price of power abroad.

    Returns tariff_usd_kwh, duty (share), uptime; for the duty of `place` and for none.
    """
    rows = []
    for duty in dict.fromkeys((place.import_duty, 0.0)):
        for tariff in tariffs_usd_kwh:
            inputs = {**place.inputs, "tariff_leave_usd_kwh": (tariff,) * 3}
            other = replace(place, inputs=inputs, import_duty=duty)
            case = choices.base_case(miner.p)
            rows.append((tariff, duty, choices.matching_uptime(miner, other, case)))
    return pd.DataFrame(rows, columns=["tariff_usd_kwh", "duty", "uptime"]).astype(float)
