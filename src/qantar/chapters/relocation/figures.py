"""Key figures of the relocation chapter: what each choice was worth, how sure, what decides."""

import numpy as np
import pandas as pd

from qantar.chapters.relocation import choices, deciding, simulation
from qantar.chapters.relocation.choices import Destination, Miner
from qantar.chapters.relocation.market import HOURS_PER_DAY, market
from qantar.chapters.relocation.montecarlo import clopper_pearson
from qantar.chapters.relocation.parameters import RelocationParameters
from qantar.chapters.relocation.simulation import Simulation
from qantar.report import register
from qantar.report.chapter import Tables
from qantar.report.register import Computed, Value

TABLES = register.tables("relocation", "firm_moves")
OTHER = "Russia"  # the row of table destinations beside the chapter's own
SWINGS = {
    "uptime_stay": "uptime",
    "decay": "decay",
    "destination": "destination",
    "duty": "duty",
    "supply": "supply",
    "billing": "billing",
}
DAYS_TO_CUT = 23  # 1 to 23 January 2022


def figures(tables: Tables, p: RelocationParameters) -> dict[str, Computed]:
    """Every key figure of the register; those of hindsight None where the tables end too early."""
    miner = Miner(p, market(tables, p))
    run = simulation.simulate(tables, miner)
    places = choices.destinations(tables.destinations, p)
    found = {
        **market_figures(miner),
        **worth_figures(tables, miner, places),
        **odds_figures(miner, run, places),
        **deciding_figures(tables, miner, places),
        **supply_figures(tables.mining_reported, miner),
    }
    return {f"relocation.{name}": number for name, number in found.items()}


def market_figures(miner: Miner) -> dict[str, Computed]:
    """Hashprice on the day and after, falls known, prices of power and of machines."""
    p, known = miner.p, miner.market
    low, mid, high = np.quantile(known.falls, [0.1, 0.5, 0.9]) if len(known.falls) else (None,) * 3
    came, fee = known.realised, p.fee_kzt_kwh / known.kzt_per_usd
    per_machine = p.machine_hashrate_ths * p.machines
    asked = [price * per_machine for price in known.asking_usd_ths]
    month = known.listing_month.strftime("%Y-%m")
    return {
        "hashprice_start": known.hashprice,
        "hashprice_mean_hindsight": None if came is None else float(came.mean()),
        "known_fall": (mid, low, high),
        "realised_decay": choices.realised_fall(known, p.horizon_months),
        "milder_falls": choices.milder_falls(known, p.horizon_months),
        "fee_usd_kwh": fee,
        "night_usd_kwh": p.night_tariff_kzt_kwh / known.kzt_per_usd,
        "asked_usd": Value(asked[1], asked[0], asked[2], as_of=month),
        "sell_usd": Value(
            asked[1] * (1 - p.haircut),
            asked[1] * (1 - p.haircut_high),
            asked[1] * (1 - p.haircut_low),
            as_of=month,
        ),
    }


def worth_figures(tables: Tables, miner: Miner, places: list[Destination]) -> dict[str, Computed]:
    """What staying and leaving were worth, expected and with what came, and the uptime between."""
    found: dict[str, Computed] = {}
    for suffix, path in (("", None), ("_hindsight", miner.market.realised)):
        known = not suffix or path is not None
        all_of = choices.all_choices(tables, miner, path) if known else None
        found[f"npv_stay{suffix}_usd"] = _by_supply(all_of, miner)
        found[f"npv_leave{suffix}_usd"] = _leaving(all_of, places[0].name)
        found[f"npv_leave_russia{suffix}_usd"] = _leaving(all_of, OTHER)
        found[f"breakeven_uptime{suffix}"] = _matching(miner, places[0], path) if known else None
    (russia,) = [place for place in places if place.name == OTHER]
    found["breakeven_uptime_russia"] = _matching(miner, russia, None)
    return found


def _by_supply(all_of: pd.DataFrame | None, miner: Miner) -> Computed:
    """Staying with the chapter's supply, and the range over all supplies."""
    if all_of is None:
        return None
    stay = all_of[all_of["choice"] == "stay"].set_index("name")["usd"]
    return _ranged(float(stay[choices.base_case(miner.p)]), [*stay])


def _leaving(all_of: pd.DataFrame | None, place: str) -> Computed:
    if all_of is None:
        return None
    worth = all_of[all_of["choice"] == "leave"].set_index("name")["usd"].get(place)
    return None if worth is None else float(worth)


def _matching(miner: Miner, place: Destination, path: np.ndarray | None) -> Computed:
    """The uptime at home at which staying is worth leaving, and its range over the supplies."""
    found = {
        case: choices.matching_uptime(miner, place, case, path) for case in choices.cases(miner.p)
    }
    known = [uptime for uptime in found.values() if uptime is not None]
    own = found[choices.base_case(miner.p)]
    return _ranged(own, known) if own is not None and len(known) == len(found) else None


def _ranged(number: float, all_of: list[float]) -> Computed:
    """A number with its range; alone where there is one way only."""
    return number if len(all_of) == 1 else (number, min(all_of), max(all_of))


def odds_figures(miner: Miner, run: Simulation, places: list[Destination]) -> dict[str, Computed]:
    """Share of draws in which leaving beats staying, and in which each choice is best."""
    own, case, draws = places[0].name, choices.base_case(miner.p), len(run.sell)
    frame = simulation.shares(run)
    better = run.leave_better(own, case)
    by_place = {
        name: rows.set_index("case")["share"] for name, rows in frame.groupby("place", sort=False)
    }
    found: dict[str, Computed] = {
        "p_leave_better": (better / draws, *clopper_pearson(better, draws)),
        "p_leave_better_by_case": (
            better / draws,
            float(frame["share"].min()),
            float(frame["share"].max()),
        ),
        "p_leave_better_by_supply": _ranged(better / draws, by_place[own].tolist()),
        "p_leave_better_russia": None,
    }
    if OTHER in by_place:
        others = by_place[OTHER]
        found["p_leave_better_russia"] = _ranged(float(others[case]), others.tolist())
    for choice, share in run.best_shares(own, case).items():
        found[f"p_{choice}_best"] = share
    best = run.best_shares(OTHER, case) if OTHER in by_place else {}
    found["p_leave_best_russia"] = best.get("leave")
    return found


def deciding_figures(
    tables: Tables, miner: Miner, places: list[Destination]
) -> dict[str, Computed]:
    """How many assumptions turn the answer, how far the main ones move it, Russia's break-even."""
    frame, case = deciding.swings(tables, miner), choices.base_case(miner.p)
    (russia,) = [place for place in places if place.name == OTHER]
    span = frame.set_index("assumption")["span_usd"]
    return {
        "breakeven_tariff_russia_usd_kwh": deciding.matching_tariff(miner, russia, case),
        "assumptions": len(frame),
        "assumptions_turning": int(frame["turns"].sum()),
        **{
            f"swing_{name}_usd": float(span[one]) if one in span else 0.0
            for one, name in SWINGS.items()
        },
    }


def supply_figures(reported: pd.DataFrame, miner: Miner) -> dict[str, Computed]:
    """What the fee says of supply in the first quarter of 2022 (one tenge a kilowatt-hour)."""
    share = miner.market.declared_share
    if share is None:
        return dict.fromkeys(("declared_share", "load_if_none_after_cut_mw", "declared_load_q1_mw"))
    paid = reported[reported["iso3"] == miner.p.country].set_index("as_of")["value"]["2022Q1"]
    mwh = float(paid) / 1000
    return {
        "declared_share": share,
        "declared_load_q1_mw": mwh / (HOURS_PER_DAY * 90),
        "load_if_none_after_cut_mw": mwh / (HOURS_PER_DAY * DAYS_TO_CUT),
    }
