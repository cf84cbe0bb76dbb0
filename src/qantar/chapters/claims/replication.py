"""Published numbers computed again: agree, disagree, not comparable, or not computable."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from qantar.chapters.wealth.distribution import gini_pchip, lorenz
from qantar.report.chapter import Tables
from qantar.report.figures import Figure
from qantar.report.register import Computed

TABLES = (
    "billionaires_totals",
    "co2",
    "electricity",
    "electricity_balance",
    "governance",
    "income_deciles",
    "inequality",
    "macro",
    "network_daily",
    "network_power",
    "oil_reserves",
    "published_numbers",
    "regions",
    "uranium",
    "wealth_vintages",
)
OUTCOMES = ("disagree", "not comparable", "agree", "not computable")  # in the order of the page

Figures = Mapping[str, Figure]
Inputs = Mapping[str, str]


def _value(figures: Figures, name: str) -> float | None:
    """Value of a key figure; None where these parameters, or the tables, do not give it."""
    figure = figures.get(name)
    return None if figure is None or figure.value is None else float(figure.value)


def cbeci_energy_twh(tables: Tables, figures: Figures, inputs: Inputs) -> float:
    """Energy of a year [TWh]: mean best-guess power × 365.25 days × 24 h, the index's own year."""
    power = tables["network_power"]
    return float(
        power.loc[power["date"].dt.year == int(inputs["year"]), "power_best_gw"].mean() * 8.766
    )


def fleet_energy_twh(tables: Tables, figures: Figures, inputs: Inputs) -> float:
    """Energy of a year [TWh] of a whole network: J/TH × (sampled EH/s ÷ sampled share) × hours."""
    network_ehs = float(inputs["sampled_ehs"]) / float(inputs["sampled_share"])
    return float(inputs["efficiency_j_th"]) * network_ehs * float(inputs["hours"]) / 1e6


def decile_gini(tables: Tables, figures: Figures, inputs: Inputs) -> float:
    """Gini integrated from the deciles of one country and year (see wealth.distribution)."""
    rows = tables["income_deciles"]
    wanted = (rows["iso3"] == inputs["iso3"]) & (rows["year"] == int(inputs["year"]))
    share = rows[wanted & (rows["welfare"] == inputs["welfare"])].sort_values("decile")["share"]
    return gini_pchip(*lorenz(share.to_numpy()))


def uranium_tonnes(tables: Tables, figures: Figures, inputs: Inputs) -> float:
    """Mine production of a year [t U], summed over the countries listed."""
    return float(_mined(tables, inputs).sum())


def uranium_share(tables: Tables, figures: Figures, inputs: Inputs) -> float:
    """One country's share of a year's mine production."""
    mined = _mined(tables, inputs)
    return float(mined[inputs["iso3"]] / mined.sum())


def _mined(tables: Tables, inputs: Inputs) -> pd.Series:
    rows = tables["uranium"]
    year = rows[
        (rows["series"] == "WNA") & (rows["year"] == int(inputs["year"])) & (rows["iso3"] != "WLD")
    ]
    return year.set_index("iso3")["tonnes_u"]


def billionaires_people(tables: Tables, figures: Figures, inputs: Inputs) -> float:
    """People on a year's list, summed over countries."""
    return float(_listed(tables, inputs)["people"].sum())


def billionaires_worth_usd_tn(tables: Tables, figures: Figures, inputs: Inputs) -> float:
    """Worth of everyone on a year's list [trillion USD], summed over countries."""
    return float(_listed(tables, inputs)["total_usd_bn"].sum() / 1000)


def _listed(tables: Tables, inputs: Inputs) -> pd.DataFrame:
    rows = tables["billionaires_totals"]
    return rows[(rows["year"] == int(inputs["year"])) & (rows["iso3"] != "WLD")]


def generation_twh(tables: Tables, figures: Figures, inputs: Inputs) -> float:
    """Electricity generated in a country and year [TWh], newest release."""
    rows = tables["electricity_balance"]
    wanted = (rows["iso3"] == inputs["iso3"]) & (rows["year"] == int(inputs["year"]))
    return float(rows.loc[wanted, "generation_twh"].iloc[0])


def coal_share(tables: Tables, figures: Figures, inputs: Inputs) -> float:
    """Coal's share of a country's generation in a year, newest release."""
    rows = tables["electricity"]
    year = rows[(rows["iso3"] == inputs["iso3"]) & (rows["year"] == int(inputs["year"]))]
    return float(
        year.loc[year["source"] == "coal", "generation_twh"].sum() / year["generation_twh"].sum()
    )


def fee_power_mw(tables: Tables, figures: Figures, inputs: Inputs) -> float:
    """Mean load [MW] that a year's fee receipts stand for: KZT ÷ KZT per kWh ÷ 8,760 h."""
    return float(inputs["receipts_kzt"]) / float(inputs["fee_kzt_kwh"]) / 8760 / 1000


def fee_receipts_musd(tables: Tables, figures: Figures, inputs: Inputs) -> float | None:
    """Fee receipts of 2022 [million USD], at the year's average rate."""
    value = _value(figures, "mining.fee_receipts_usd_2022")
    return None if value is None else value / 1e6


def surface_area_km2(tables: Tables, figures: Figures, inputs: Inputs) -> float:
    """Surface area of a country [km²]."""
    rows = tables["macro"]
    wanted = (rows["indicator"] == "surface_area_km2") & (rows["iso3"] == inputs["iso3"])
    return float(rows.loc[wanted, "value"].iloc[-1])


RECOMPUTATIONS: dict[str, Callable[[Tables, Figures, Inputs], float | None]] = {
    function.__name__: function
    for function in (
        cbeci_energy_twh,
        fleet_energy_twh,
        decile_gini,
        uranium_tonnes,
        uranium_share,
        billionaires_people,
        billionaires_worth_usd_tn,
        generation_twh,
        coal_share,
        fee_power_mw,
        fee_receipts_musd,
        surface_area_km2,
    )
}


def _inputs(text: str) -> dict[str, str]:
    pairs = [] if pd.isna(text) else text.split(";")
    return {
        name.strip(): value.strip() for name, __, value in (pair.partition("=") for pair in pairs)
    }


def _recomputed(row: pd.Series, tables: Tables, figures: Figures) -> float | None:
    if pd.isna(row["recomputation"]):
        return None
    name = row["recomputation"]
    if name in RECOMPUTATIONS:
        return RECOMPUTATIONS[name](tables, figures, _inputs(row["inputs"]))
    return _value(figures, name)


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
