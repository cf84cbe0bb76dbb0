"""Key figures of the relocation chapter: what each choice was worth, how sure, what decides."""

import numpy as np
import pandas as pd

from qantar.chapters.relocation import choices, deciding, simulation
from qantar.chapters.relocation.choices import Destination, Miner
from qantar.chapters.relocation.market import market
from qantar.chapters.relocation.parameters import RelocationParameters
from qantar.chapters.relocation.simulation import Simulation
from qantar.chapters.shared import tariffs
from qantar.chapters.shared.chance import clopper_pearson
from qantar.chapters.shared.hashprice import HOURS_PER_DAY
from qantar.report import register
from qantar.report.chapter import Tables
from qantar.report.lookup import number_where, rows_where
from qantar.report.register import Computed, Value, ranged

TABLES = register.tables("relocation", "facts", "firm_moves")
OTHER = "Russia"  # the row of table destinations beside the chapter's own
SWINGS = {
    "uptime_stay": "uptime",
    "decay": "decay",
    "destination": "destination",
    "duty": "duty",
    "supply": "supply",
    "cut": "cut",
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
    came, months = known.realised, p.horizon_months
    least, asked, most = np.array(known.asking_usd_ths) * p.machine_hashrate_ths * p.machines
    sold, sold_low, sold_high = (
        asked * (1 - haircut) for haircut in (p.haircut, p.haircut_high, p.haircut_low)
    )
    month = known.listing_month.strftime("%Y-%m")
    return {
        "hashprice_start": known.hashprice,
        "hashprice_mean_hindsight": None if came is None else came.mean(),
        "known_fall": (mid, low, high),
        "realised_decay": choices.realised_fall(known, months),
        "milder_falls": choices.milder_falls(known, months),
        "fee_usd_kwh": p.fee_kzt_kwh / known.kzt_per_usd,
        "night_usd_kwh": p.night_tariff_kzt_kwh / known.kzt_per_usd,
        "asked_usd": Value(asked, least, most, as_of=month),
        "sell_usd": Value(sold, sold_low, sold_high, as_of=month),
    }


def worth_figures(tables: Tables, miner: Miner, places: list[Destination]) -> dict[str, Computed]:
    """What staying and leaving were worth, expected and with what came, and the uptime between."""
    found: dict[str, Computed] = {}
    for suffix, path in (("", None), ("_hindsight", miner.market.realised)):
        known = not suffix or path is not None
        all_of = choices.all_choices(tables, miner, path) if known else None
        for name, column in (("npv", "usd"), ("cash", "cash_usd")):
            found[f"{name}_stay{suffix}_usd"] = _by_supply(all_of, miner, column)
            found[f"{name}_leave{suffix}_usd"] = _leaving(all_of, places[0].name, column)
            found[f"{name}_leave_russia{suffix}_usd"] = _leaving(all_of, OTHER, column)
        found[f"breakeven_uptime{suffix}"] = _matching(miner, places[0], path) if known else None
    (russia,) = [place for place in places if place.name == OTHER]
    found["breakeven_uptime_russia"] = _matching(miner, russia, None)
    return found


def _by_supply(all_of: pd.DataFrame | None, miner: Miner, column: str) -> Computed:
    """Staying with the chapter's supply, and the range over all supplies."""
    if all_of is None:
        return None
    stay = rows_where(all_of, choice="stay").set_index("name")[column]
    return ranged(stay[choices.base_case(miner.p)], stay)


def _leaving(all_of: pd.DataFrame | None, place: str, column: str) -> Computed:
    return None if all_of is None else number_where(all_of, column, choice="leave", name=place)


def _matching(miner: Miner, place: Destination, path: np.ndarray | None) -> Computed:
    """The uptime at home at which staying is worth leaving, and its range over the supplies."""
    found = {
        case: choices.matching_uptime(miner, place, case, path) for case in choices.cases(miner.p)
    }
    own = found[choices.base_case(miner.p)]
    return None if None in found.values() else ranged(own, found.values())


def odds_figures(miner: Miner, run: Simulation, places: list[Destination]) -> dict[str, Computed]:
    """Share of draws in which leaving beats staying, and in which each choice is best."""
    own, case, draws = places[0].name, choices.base_case(miner.p), len(run.sell)
    shares = simulation.shares(run).set_index(["place", "case"])["share"]
    better = run.leave_better(own, case)
    other = OTHER in run.leave
    return {
        "p_leave_better": (better / draws, *clopper_pearson(better, draws)),
        "p_leave_better_by_case": (better / draws, shares.min(), shares.max()),
        "p_leave_better_by_supply": ranged(better / draws, shares[own]),
        "p_leave_better_russia": ranged(shares[OTHER, case], shares[OTHER]) if other else None,
        **{f"p_{choice}_best": share for choice, share in run.best_shares(own, case).items()},
        "p_leave_best_russia": run.best_shares(OTHER, case)["leave"] if other else None,
    }


def deciding_figures(
    tables: Tables, miner: Miner, places: list[Destination]
) -> dict[str, Computed]:
    """How many assumptions turn the answer, how far the main ones move it, Russia's break-even."""
    frame, case = deciding.swings(tables, miner), choices.base_case(miner.p)
    (russia,) = [place for place in places if place.name == OTHER]
    span = frame.set_index("assumption")["span_usd"]
    return {
        "breakeven_tariff_russia_usd_kwh": deciding.matching_tariff(miner, russia, case),
        "breakeven_price_hindsight": deciding.matching_price(tables, miner),
        "assumptions": len(frame),
        "assumptions_turning": frame["turns"].sum(),
        **{f"swing_{name}_usd": span.get(one, 0.0) for one, name in SWINGS.items()},
    }


def supply_figures(reported: pd.DataFrame, miner: Miner) -> dict[str, Computed]:
    """What the fee says of supply in the first quarter of 2022 (one tenge a kilowatt-hour)."""
    share = miner.market.declared_share
    paid = tariffs.fee_receipts_kzt(reported, miner.p.country, "2022Q1")
    if share is None or paid is None:
        return dict.fromkeys(("declared_share", "load_if_none_after_cut_mw", "declared_load_q1_mw"))
    return {
        "declared_share": share,
        "declared_load_q1_mw": paid / 1000 / (HOURS_PER_DAY * 90),
        "load_if_none_after_cut_mw": paid / 1000 / (HOURS_PER_DAY * DAYS_TO_CUT),
    }
