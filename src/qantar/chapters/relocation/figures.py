"""Key figures of the relocation chapter: what staying, leaving and selling were worth, how sure
that is.
"""

import math
from collections.abc import Mapping
from functools import cached_property

import pandas as pd

from qantar.chapters.relocation import cases as relocation_cases
from qantar.chapters.relocation import frames as relocation_views
from qantar.chapters.relocation import montecarlo
from qantar.chapters.relocation import simulation as relocation_simulation
from qantar.chapters.relocation.parameters import RelocationParameters
from qantar.chapters.relocation.simulation import Simulation
from qantar.common.text import _
from qantar.report.figures import Figure

TABLES = ("asic_prices", "exchange_rate", "mining_fees", "network_daily", "tariffs")
CASH = ("network_daily", "exchange_rate")
PRICES = ("asic_prices",)
# Suffix of the figure of each case, empty for the expected one.
SUFFIX = {
    "expected": "",
    "expected_duty": "_duty",
    "expected_residual": "_residual",
    "hindsight": "_hindsight",
    "hindsight_cut": "_hindsight_cut",
    "hindsight_cut_floor": "_hindsight_cut_floor",
}


class Workings(relocation_cases.Workings):
    """The cases and their simulations, each computed once."""

    @cached_property
    def simulations(self) -> dict[str, Simulation]:
        """Every case valued for the same draws, by name."""
        inputs = relocation_simulation.draw_inputs(self)
        return {name: relocation_simulation.simulate(self, name, inputs) for name in self.cases}

    @cached_property
    def leave_value(self) -> float:
        """Value of leaving on the expected path [USD]."""
        return float(self.value_leave(self.expected))

    @cached_property
    def stay_value(self) -> float:
        """Value of staying on the expected path [USD]."""
        return float(self.value_stay(self.expected))


def figures(tables: Mapping[str, pd.DataFrame], parameters: RelocationParameters) -> list[Figure]:
    """All key figures of the chapter; those of hindsight have value None where the tables end
    too early.
    """
    work = Workings(tables, parameters)
    return [
        *_input_figures(work),
        *_value_figures(work),
        *_matching_figures(work),
        *_leave_or_stay_figures(work),
        *_best_of_three_figures(work),
    ]


def _input_figures(work: Workings) -> list[Figure]:
    p, asking, path = work.parameters, work.asking, work.hindsight
    scale = p.machine_hashrate_ths * (1 - p.haircut)
    quartiles = float(asking["low_usd_ths"]) * scale, float(asking["high_usd_ths"]) * scale
    mean = None if path is None else float(path.mean())
    decay, network = relocation_views.realised_decay(work), CASH[:1]
    unit, day, month = "USD/PH/day", p.start_day, p.start_day[:7]
    came = _("mean of the monthly hashprice that came, over the horizon")
    fall = _("constant monthly fall of the hashprice that gives the sum that came over the horizon")
    start = _("mean hashprice of the month that the path starts from")
    fee = _("the mining fee in dollars at the month's closing rate")
    sale = _(
        "hash rate times the median asking price of its efficiency tier, less the haircut; range: "
        "quartiles"
    )
    later = work.last_asking
    last = _("the same at the last month with listings of the tier")
    worth = float(later["median_usd_ths"]) * scale
    month_later = later["month"].strftime("%Y-%m")
    cheap = _("the sale at the largest haircut shown")
    return [
        Figure(
            "relocation.sell_discounted_usd",
            work.discounted_usd,
            "USD",
            p.asking_month,
            PRICES,
            cheap,
        ),
        Figure("relocation.sell_last_usd", worth, "USD", month_later, PRICES, last),
        Figure(
            "relocation.hashprice_start",
            work.first_hashprice,
            unit,
            p.hashprice_month,
            network,
            start,
        ),
        Figure("relocation.hashprice_mean_hindsight", mean, unit, day, network, came),
        Figure("relocation.realised_decay", decay, "share", day, network, fall),
        Figure(
            "relocation.fee_usd_kwh", work.fee_usd_kwh, "USD/kWh", month, ("exchange_rate",), fee
        ),
        Figure(
            "relocation.sell_usd",
            work.sell_usd,
            "USD",
            p.asking_month,
            PRICES,
            sale,
            *quartiles,
            "market_range",
        ),
    ]


def case_words() -> dict[str, str]:
    """What each case supposes, in words."""
    return {
        "expected": _("Expected: constant fall of the hashprice"),
        "expected_duty": _("Expected, with import duty abroad"),
        "expected_residual": _("Expected, with a residual value"),
        "hindsight": _("Hindsight: the hashprice that came"),
        "hindsight_cut": _("Hindsight, supply cut at first"),
        "hindsight_cut_floor": _("Hindsight, cut and floor price (from memory)"),
    }


def _value_figures(work: Workings) -> list[Figure]:
    as_of, found = work.parameters.start_day, []
    for name, suffix in SUFFIX.items():
        case, words = work.cases.get(name), case_words()[name]
        stay = float(work.value_stay(case)) if case else None
        leave = float(work.value_leave(case)) if case else None
        for choice, number in (("stay", stay), ("leave", leave)):
            what = _("net present value of operating, per machine. {case}").format(case=words)
            found.append(
                Figure(f"relocation.npv_{choice}{suffix}_usd", number, "USD", as_of, CASH, what)
            )
        uptime = float(relocation_views.uptime_matching(work, leave, case)) if case else math.nan
        what = _("uptime at home at which staying equals leaving; may lie outside 0 to 1. {case}")
        value = uptime if math.isfinite(uptime) else None
        identifier, definition = f"relocation.breakeven_uptime{suffix}", what.format(case=words)
        found.append(Figure(identifier, value, "share", as_of, CASH, definition))
    return found


def _matching_figures(work: Workings) -> list[Figure]:
    as_of, tables, found = work.parameters.start_day, CASH + PRICES, []
    for choice in ("stay", "leave"):
        months = relocation_views.matching_horizon(work, choice, work.sell_usd)
        what = _(
            "months of operation after which it is worth the sale; none = not within twenty years"
        )
        identifier = f"relocation.horizon_matching_sale_{choice}_months"
        found.append(Figure(identifier, months, "months", as_of, tables, what))
        decay = relocation_views.matching_decay(work, choice, work.sell_usd)
        what = _(
            "monthly fall of the hashprice at which operating is worth the sale; negative = a rise"
        )
        found.append(
            Figure(f"relocation.decay_matching_sale_{choice}", decay, "share", as_of, tables, what)
        )
    return found


def _leave_or_stay_figures(work: Workings) -> list[Figure]:
    as_of, draws, base = (
        work.parameters.start_day,
        work.parameters.draws,
        work.simulations["expected"],
    )
    interval = montecarlo.clopper_pearson(base.leave_better, draws)
    by_case = relocation_views.leave_better_by_case(work.simulations)["share"]
    extremes = float(by_case.min()), float(by_case.max())
    share, unit = base.p_leave_better, "share"
    what = _(
        "share of draws in which leaving is worth more than staying; range: error of the "
        "simulation only"
    )
    same = _("the same share; range: lowest and highest over the cases of the chapter")
    found = [
        Figure(
            "relocation.p_leave_better", share, unit, as_of, CASH, what, *interval, "simulation95"
        ),
        Figure(
            "relocation.p_leave_better_by_case",
            share,
            unit,
            as_of,
            CASH + PRICES,
            same,
            *extremes,
            "methods",
        ),
    ]
    for level, value in relocation_views.difference_quantiles(base).items():
        percent = round(100 * level)
        what = _("{percent} % of the draws of leaving less staying lie below").format(
            percent=percent
        )
        found.append(
            Figure(f"relocation.difference_p{percent:02}_usd", value, "USD", as_of, CASH, what)
        )
    return found


def _best_of_three_figures(work: Workings) -> list[Figure]:
    p, base, found = work.parameters, work.simulations["expected"], []
    sales = (("", p.haircut, work.sell_usd), ("_haircut", p.haircut_shown, work.discounted_usd))
    for suffix, haircut, sale in sales:
        for choice, share in base.best_shares(sale).items():
            what = _(
                "share of draws in which this is the best of the three, sale at a haircut of "
                "{haircut:.0%}"
            )
            identifier, definition = (
                f"relocation.p_{choice}_best{suffix}",
                what.format(haircut=haircut),
            )
            found.append(Figure(identifier, share, "share", p.start_day, CASH + PRICES, definition))
    return found
