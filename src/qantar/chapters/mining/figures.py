"""Key figures of the mining chapter: share, hashprice, break-even, the fee, the cost of an
outage.
"""

from collections.abc import Mapping

import pandas as pd

from qantar.chapters.mining import machines as mining_machines
from qantar.chapters.mining.fee import FEES, fee_figures
from qantar.chapters.mining.parameters import MiningParameters
from qantar.chapters.mining.series import Workings
from qantar.chapters.shared import hashprice, mining_map
from qantar.common.text import _
from qantar.report.figures import Figure

TABLES = (
    "asics",
    "countries",
    "exchange_rate",
    "facts",
    "industrial_prices",
    "mining_fees",
    "mining_reported",
    "mining_share",
    "network_daily",
    "tariffs",
)
S9_J_TH, S19J_PRO_J_TH, STANDARD_PUE, STANDARD_TARIFF = 98.0, 30.5, 1.10, 0.04
MAP, NETWORK = ("mining_share",), ("network_daily",)


def figures(tables: Mapping[str, pd.DataFrame], parameters: MiningParameters) -> list[Figure]:
    """All key figures of the chapter; a figure that the tables cannot give for the country has
    value None.
    """
    work = Workings(tables, parameters)
    return [
        *_share_figures(work),
        *_peak_figures(work),
        *_hashprice_figures(work),
        *_breakeven_figures(work),
        *_paid_day_figures(work),
        *fee_figures(work),
        *_outage_figures(work),
    ]


def _share_figures(work: Workings) -> list[Figure]:
    table, iso3 = work.tables["mining_share"], work.parameters.country
    own = mining_map.of_country(work.hashrate, iso3)
    found = []
    for month in ("2019-09", "2021-08", "2022-01"):
        name, share = month.replace("-", "_"), mining_map.share_in(table, iso3, month)
        what = _("share of the global hash rate, Cambridge map")
        found.append(Figure(f"mining.share_{name}", share, "share", month, MAP, what))
    for month in ("2021-08", "2022-01"):
        name, rank = month.replace("-", "_"), mining_map.rank_in(table, iso3, month)
        what = _("rank by share of the global hash rate among the map's named countries")
        found.append(Figure(f"mining.rank_{name}", rank, "rank", month, MAP, what))
    for month in ("2021-05", "2021-08", "2022-01"):
        name, hashrate = month.replace("-", "_"), mining_map.hashrate_in(own, month)
        what = _("share of the map times the network's mean hash rate of the month")
        found.append(
            Figure(f"mining.hashrate_ehs_{name}", hashrate, "EH/s", month, MAP + NETWORK, what)
        )
        network = hashprice.mean_over(work.network_hashrate, month)
        what = _("mean hash rate of the whole network in the month")
        found.append(Figure(f"mining.network_ehs_{name}", network, "EH/s", month, NETWORK, what))
    return found


def _peak_figures(work: Workings) -> list[Figure]:
    iso3, reported = work.parameters.country, work.tables["mining_reported"]
    own = mining_map.of_country(work.tables["mining_share"], iso3)
    peak, month = None, "2019-09/2022-01"
    if len(own):
        top = own.loc[own["share"].idxmax()]
        peak, month = float(top["share"]), top["month"].strftime("%Y-%m")
    later = reported[(reported["measure"] == "hashrate_share") & (reported["iso3"] == iso3)]
    last, as_of = None, "2022-01/"
    if len(later):
        row = later.sort_values("date").iloc[-1]
        last, as_of = float(row["value"]), row["as_of"]
    what = _("latest share of the global hash rate that a text reports, after the map ends")
    return [
        Figure(
            "mining.share_peak",
            peak,
            "share",
            month,
            MAP,
            _("largest monthly share, Cambridge map"),
        ),
        Figure("mining.share_reported_latest", last, "share", as_of, ("mining_reported",), what),
    ]


def _hashprice_figures(work: Workings) -> list[Figure]:
    found = []
    for period in ("2021", "2022", "2022-01"):
        name, mean = period.replace("-", "_"), hashprice.mean_over(work.daily, period)
        what = _("mean of the daily hashprice")
        found.append(Figure(f"mining.hashprice_{name}", mean, "USD/PH/day", period, NETWORK, what))
    monthly = hashprice.whole_months(work.daily)
    month, what = (
        monthly.index.max().strftime("%Y-%m"),
        _("mean of the last whole month in the table"),
    )
    latest = float(monthly.iloc[-1])
    found.append(Figure("mining.hashprice_latest", latest, "USD/PH/day", month, NETWORK, what))
    year = work.daily["2022-01-01":"2022-12-31"]
    for name, day, what in (
        ("max", year.idxmax(), _("highest daily hashprice of the year")),
        ("min", year.idxmin(), _("lowest daily hashprice of the year")),
    ):
        as_of, value = day.strftime("%Y-%m-%d"), float(year[day])
        found.append(
            Figure(f"mining.hashprice_{name}_2022", value, "USD/PH/day", as_of, NETWORK, what)
        )
    return found


def _machines(work: Workings) -> tuple[tuple[str, str, float, bool], ...]:
    """Both machines: kind, name at the standard values, efficiency, whether the parameters are
    standard.
    """
    p = work.parameters
    return tuple(
        (kind, name, efficiency, (efficiency, p.pue) == (standard, STANDARD_PUE))
        for kind, name, efficiency, standard in (
            ("old", "s9", p.old_machine_j_th, S9_J_TH),
            ("new", "s19jpro", p.new_machine_j_th, S19J_PRO_J_TH),
        )
    )


def _breakeven_figures(work: Workings) -> list[Figure]:
    pue, mean = work.parameters.pue, hashprice.mean_over(work.daily, "2022-01")
    found = []
    for kind, name, efficiency, standard in _machines(work):
        value = hashprice.breakeven_usd_kwh(mean, efficiency, pue)
        what = _(
            "electricity price at which {e:g} J/TH at a PUE of {pue:g} earned its power, month's "
            "mean"
        )
        for label in (kind, name) if standard else (kind,):
            identifier, definition = (
                f"mining.breakeven_{label}_2022_01",
                what.format(e=efficiency, pue=pue),
            )
            found.append(Figure(identifier, value, "USD/kWh", "2022-01", NETWORK, definition))
    return found


def _paid_day_figures(work: Workings) -> list[Figure]:
    p, kinds = work.parameters, _machines(work)
    frame = pd.DataFrame(
        [(kind, e) for kind, _n, e, _s in kinds], columns=["model", "efficiency_j_th"]
    )
    paid = mining_machines.paid_days(work.daily, frame, p.pue, work.all_in, (2022,)).set_index(
        "model"
    )
    found = []
    for kind, name, efficiency, standard in kinds:
        share = float(paid.loc[kind, "paid_share"])
        what = _(
            "share of the days of 2022 on which {e:g} J/TH earned more than {tariff:g} USD/kWh "
            "plus the fee"
        )
        definition = what.format(e=efficiency, tariff=p.tariff_usd_kwh)
        named = standard and work.has_fee and p.tariff_usd_kwh == STANDARD_TARIFF
        for label in (kind, name) if named else (kind,):
            identifier = f"mining.days_profitable_{label}_2022"
            found.append(Figure(identifier, share, "share", "2022", NETWORK + FEES, definition))
    return found


def _outage_figures(work: Workings) -> list[Figure]:
    p, mean = work.parameters, hashprice.mean_over(work.daily, "2022-01")
    found = []
    for kind, _name, efficiency, _standard in _machines(work):
        lost = hashprice.revenue_usd_mwh(mean, efficiency, p.pue)
        what = _("revenue lost per megawatt of mining and hour without supply, mean of the month")
        identifier = f"mining.outage_usd_mwh_{kind}_2022_01"
        found.append(Figure(identifier, lost, "USD/MWh", "2022-01", NETWORK, what))
    hashrate = mining_map.hashrate_in(mining_map.of_country(work.hashrate, p.country), "2022-01")
    revenue = None if hashrate is None else hashrate * hashprice.PHS_PER_EHS * mean / 1e6
    what = _("the country's implied hash rate times the mean hashprice: what a day earned")
    identifier = "mining.revenue_usd_mn_day_2022_01"
    found.append(Figure(identifier, revenue, "million USD/day", "2022-01", MAP + NETWORK, what))
    return found + _loss_figures(work, revenue)


def _loss_figures(work: Workings, million_usd_day: float | None) -> list[Figure]:
    reported = work.tables["mining_reported"]
    own = reported[reported["iso3"] == work.parameters.country].set_index("measure")["value"]
    total, daily = (
        float(own[name]) / 1e6 if name in own else None
        for name in ("outage_loss", "outage_loss_per_day")
    )
    hours = 24 * total / million_usd_day if total and million_usd_day else None
    table, span, unit = ("mining_reported",), "2022-01", "million USD"
    lost = _("what an analyst said the internet shutdown may have cost miners")
    idle = _("what the miners' association said standing still cost a day")
    same = _("hours of the country's revenue that the analyst's estimate equals")
    return [
        Figure("mining.outage_loss_reported_usd_mn", total, unit, span, table, lost),
        Figure("mining.outage_loss_reported_usd_mn_day", daily, f"{unit}/day", span, table, idle),
        Figure("mining.outage_loss_reported_hours", hours, "h", span, table + MAP + NETWORK, same),
    ]
