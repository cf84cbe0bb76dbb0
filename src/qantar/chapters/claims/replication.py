"""Published numbers computed again: agree, disagree, not comparable, or not computable."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from qantar.chapters.energy.load import HOURS_PER_YEAR
from qantar.chapters.shared.tariffs import fee_receipts_kzt
from qantar.chapters.wealth.distribution import gini_pchip, lorenz
from qantar.common.text import _
from qantar.report.chapter import Tables
from qantar.report.figures import Figure
from qantar.report.lookup import number_where, rows_where
from qantar.report.register import Computed

TABLES = (
    *("billionaires_totals", "electricity", "electricity_balance", "exchange_rate"),
    *("income_deciles", "macro", "mining_reported", "network_power", "published_numbers"),
    "uranium",
)
OUTCOMES = ("disagree", "not comparable", "agree", "not computable")  # in the order of the page

Figures = Mapping[str, Figure]
Recomputation = Callable[..., float | None]
# What computes ours where no key figure does, by its name, and in words
RECOMPUTATIONS: dict[str, tuple[Recomputation, str]] = {}


def _recomputation(words: str) -> Callable[[Recomputation], Recomputation]:
    def enter(function: Recomputation) -> Recomputation:
        RECOMPUTATIONS[function.__name__] = function, words
        return function

    return enter


@_recomputation(_("Mean power of the year by the index, times 365.25 days"))
def cbeci_energy_twh(tables: Tables, year: float) -> float:
    """Energy of a year [TWh]: mean best-guess power × 365.25 days × 24 h, the index's own year."""
    power = tables["network_power"]
    return float(power.loc[power["date"].dt.year == year, "power_best_gw"].mean() * 8.766)


@_recomputation(_("Joules a terahash, times the network's hash rate and the year's hours"))
def fleet_energy_twh(
    tables: Tables, efficiency_j_th: float, sampled_ehs: float, sampled_share: float, hours: float
) -> float:
    """Energy of a year [TWh] of a whole network: J/TH × (sampled EH/s ÷ sampled share) × hours."""
    return efficiency_j_th * (sampled_ehs / sampled_share) * hours / 1e6


@_recomputation(_("From the area under a curve through the ten deciles"))
def decile_gini(tables: Tables, iso3: str, year: float, welfare: str) -> float:
    """Gini integrated from the deciles of one country and year (see wealth.distribution)."""
    rows = rows_where(tables["income_deciles"], iso3=iso3, year=year, welfare=welfare)
    return gini_pchip(*lorenz(rows.sort_values("decile")["share"].to_numpy()))


@_recomputation(_("Sum over the countries"))
def uranium_tonnes(tables: Tables, year: float) -> float:
    """Mine production of a year [t U], summed over the countries listed."""
    return float(_mined(tables, year).sum())


@_recomputation(_("The country's mines over the sum of all"))
def uranium_share(tables: Tables, year: float, iso3: str) -> float:
    """One country's share of a year's mine production."""
    mined = _mined(tables, year)
    return float(mined[iso3] / mined.sum())


def _mined(tables: Tables, year: float) -> pd.Series:
    rows = rows_where(tables["uranium"], series="WNA", year=year).set_index("iso3")["tonnes_u"]
    return rows.drop("WLD", errors="ignore")


@_recomputation(_("Sum over the countries"))
def billionaires_people(tables: Tables, year: float) -> float:
    """People on a year's list, summed over countries."""
    return float(_listed(tables, year)["people"].sum())


@_recomputation(_("Sum over the countries"))
def billionaires_worth_usd_tn(tables: Tables, year: float) -> float:
    """Worth of everyone on a year's list [trillion USD], summed over countries."""
    return float(_listed(tables, year)["total_usd_bn"].sum() / 1000)


def _listed(tables: Tables, year: float) -> pd.DataFrame:
    rows = rows_where(tables["billionaires_totals"], year=year)
    return rows[rows["iso3"] != "WLD"]


@_recomputation(_("Newest international release"))
def generation_twh(tables: Tables, iso3: str, year: float) -> float | None:
    """Electricity generated in a country and year [TWh], newest release."""
    return number_where(tables["electricity_balance"], "generation_twh", iso3=iso3, year=year)


@_recomputation(_("Demand in the newest international release"))
def demand_twh(tables: Tables, iso3: str, year: float) -> float | None:
    """Electricity that a country used in a year [TWh], newest release."""
    return number_where(tables["electricity_balance"], "demand_twh", iso3=iso3, year=year)


@_recomputation(_("Coal over all sources, newest international release"))
def coal_share(tables: Tables, iso3: str, year: float) -> float:
    """Coal's share of a country's generation in a year, newest release."""
    rows = rows_where(tables["electricity"], iso3=iso3, year=year)
    generation = rows.set_index("source")["generation_twh"]
    return float(generation["coal"] / generation.sum())


@_recomputation(_("Receipts, over the fee of a kilowatt-hour and the year's hours"))
def fee_power_mw(tables: Tables, receipts_kzt: float, fee_kzt_kwh: float) -> float:
    """Mean load [MW] that a year's fee receipts stand for: KZT ÷ KZT per kWh ÷ 8,760 h."""
    return receipts_kzt / fee_kzt_kwh / HOURS_PER_YEAR / 1000


@_recomputation(_("Receipts at the mean exchange rate of the year"))
def fee_receipts_musd(tables: Tables) -> float | None:
    """Fee receipts of 2022 [million USD], at the year's average rate."""
    receipts_kzt = fee_receipts_kzt(tables["mining_reported"], "KAZ", "2022")
    kzt_per_usd = number_where(
        tables["exchange_rate"], "kzt_per_usd", kind="year_average", month="2022-01-01"
    )
    return receipts_kzt / kzt_per_usd / 1e6 if receipts_kzt and kzt_per_usd else None


@_recomputation(_("Newest value in the World Bank's table"))
def surface_area_km2(tables: Tables, iso3: str) -> float:
    """Surface area of a country [km²], the newest value."""
    rows = rows_where(tables["macro"], indicator="surface_area_km2", iso3=iso3)
    return float(rows["value"].iloc[-1])


def _inputs(text: str) -> dict[str, float | str]:
    """``iso3=KAZ;year=2022`` by name, numbers as such."""
    pairs = [] if pd.isna(text) else [pair.partition("=") for pair in text.split(";")]
    return {name.strip(): _parsed(value.strip()) for name, __, value in pairs}


def _parsed(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _recomputed(row: pd.Series, tables: Tables, figures: Figures) -> float | None:
    """Ours, None where these parameters or the tables do not give it."""
    name = row["recomputation"]
    if name in RECOMPUTATIONS:
        function, __ = RECOMPUTATIONS[name]
        return function(tables, **_inputs(row["inputs"]))
    return figures[name].value if name in figures else None


def replicate(published: pd.DataFrame, tables: Tables, figures: Figures) -> pd.DataFrame:
    """The rows of ``published_numbers`` with ours, difference (ours − published), allowed, outcome.

    `recomputation` is a key figure's id or a function of RECOMPUTATIONS; a row without one is not
    computable, one with a reason in ``not_comparable`` is not compared. ``tolerance`` is a fraction
    of the value where ``tolerance_kind`` is relative.
    """
    ours = pd.Series(
        [_recomputed(row, tables, figures) for __, row in published.iterrows()], dtype="float64"
    )
    result = published.reset_index(drop=True).assign(ours=ours)
    relative = result["tolerance_kind"] == "relative"
    result["allowed"] = result["tolerance"].where(
        ~relative, result["tolerance"] * result["value"].abs()
    )
    result["difference"] = result["ours"] - result["value"]
    agrees = result["difference"].abs() <= result["allowed"] * (1 + 1e-9)
    missing, incomparable = result["ours"].isna(), result["not_comparable"].notna()
    result["outcome"] = np.select(
        [incomparable, missing, agrees], ["not comparable", "not computable", "agree"], "disagree"
    )
    return result


def counts(outcomes: pd.DataFrame) -> dict[str, Computed]:
    """How many published numbers there are, and how many of each outcome."""
    found = outcomes["outcome"].value_counts()
    return {
        "replication.total": len(outcomes),
        **{
            f"replication.{outcome.replace(' ', '_')}": int(found.get(outcome, 0))
            for outcome in OUTCOMES
        },
    }
