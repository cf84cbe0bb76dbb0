"""Emissions of mining, by the way of counting; and mining on the grids of the map."""

import pandas as pd

from qantar.chapters.energy import load as mining_load
from qantar.chapters.energy.electricity import REST
from qantar.common.text import _
from qantar.report.chapter import Tables
from qantar.report.lookup import number_where, rows_where
from qantar.report.sentences import number

WORLD = "WLD"
NEWEST = "ember"
MIX_BASES = {
    "ipcc": "IPCC life cycle",
    "unece": "UNECE life cycle",
    "combustion": "combustion only",
}
COMBUSTION = "combustion"
LIFE_CYCLE = ("ipcc", "unece")
COAL_ONLY = "coal"
# A published carbon intensity is called doubtful above this multiple of what general factors give
# at most.
DOUBTFUL = 1.5
# Fuels that burn nothing, or whose carbon was in the air before: zero where only burning counts.
NOTHING_BURNT = ("nuclear", "hydro", "wind", "solar", "other_renewable")


def factors_of(emission_factors: pd.DataFrame, choice: str) -> pd.Series:
    """Emission factor by fuel [gCO2e/kWh] of one way of counting (ipcc, unece or combustion)."""
    rows = emission_factors[emission_factors["basis"] == MIX_BASES[choice]]
    factors = rows.set_index("fuel")["gco2e_kwh"]
    if choice == COMBUSTION:
        factors = pd.concat([factors, pd.Series(0.0, index=list(NOTHING_BURNT))])
    return factors


def mix_intensity(generation: pd.Series, factors: pd.Series) -> tuple[float, float] | None:
    """Carbon intensity of a mix [gCO2e/kWh] and the share of generation with a factor, or None.

    generation: TWh by fuel. Fuels without a factor are left out of the mean, not counted as clean.
    """
    known = generation[generation.index.isin(factors.index)]
    if known.sum() <= 0:
        return None
    mean = (known * factors.reindex(known.index)).sum() / known.sum()
    return float(mean), float(known.sum() / generation.sum())


def intensities(tables: Tables, iso3: str, year: int) -> pd.DataFrame:
    """Carbon intensity of the country's electricity in a year, counted every way the tables allow.

    Columns choice (ember, ember_<release>, ipcc, unece, combustion, coal), gco2e_kwh, covered
    (share of generation with a factor). tables: electricity, its balance and vintages,
    emission_factors.
    """
    rows, published = [], "carbon_intensity_gco2e_kwh"
    newest = number_where(tables.electricity_balance, published, iso3=iso3, year=year)
    if newest is not None:
        rows.append((NEWEST, newest, 1.0))
    older = rows_where(tables.electricity_vintages, iso3=iso3)
    older = older[(older["year"] == year) & (older["release"] < older["release"].max())]
    for row in older.dropna(subset=[published]).itertuples():
        rows.append((f"{NEWEST}_{row.release}", row.carbon_intensity_gco2e_kwh, 1.0))
    mix = rows_where(tables.electricity, iso3=iso3, year=year)
    generation = mix[mix["source"] != REST].set_index("source")["generation_twh"]
    for choice in MIX_BASES:
        counted = mix_intensity(generation, factors_of(tables.emission_factors, choice))
        if counted:
            rows.append((choice, *counted))
    if generation.get("coal", 0.0) > 0:
        rows.append((COAL_ONLY, float(factors_of(tables.emission_factors, "ipcc")["coal"]), 1.0))
    return pd.DataFrame(rows, columns=["choice", "gco2e_kwh", "covered"])


def counts() -> dict[str, str]:
    """What a kilowatt-hour's emissions are taken from, by parameter `emission_factor`."""
    return {
        NEWEST: _("the published intensity"),
        "ipcc": _("the general factors of the IPCC"),
        "unece": _("the general factors of the UNECE"),
        COMBUSTION: _("what is burnt alone"),
        COAL_ONLY: _("the factor of a coal plant"),
    }


def answers_another_question(choice: str) -> bool:
    """Whether a choice counts something else than the life cycle of the grid's mix, so that the
    range of life-cycle counts is not its doubt.
    """
    return choice in (COMBUSTION, COAL_ONLY)


def is_doubtful(ratio: float | None) -> bool:
    """Whether a published intensity, as a multiple of its fuels' highest, is beyond belief."""
    return ratio is not None and ratio > DOUBTFUL


def doubt(ratio: float | None) -> str:
    """A sentence of caution where a published intensity is far above its mix's; or none."""
    if ratio is None or not is_doubtful(ratio):
        return ""
    return _(
        "The published number is {ratio} times the most that general factors give for the same "
        "fuels: it is doubtful, and shown as published."
    ).format(ratio=number(ratio, ".1f"))


def life_cycle(counted: pd.DataFrame, choice: str) -> tuple[float, float, float] | None:
    """Lowest, chosen and highest life-cycle intensity [gCO2e/kWh]; None without the chosen one.

    counted: as from `intensities`. What is burnt alone and a coal plant's factor answer other
    questions: they are left out, and have no range where one of them is the choice.
    """
    counts = counted.set_index("choice")["gco2e_kwh"]
    if choice not in counts:
        return None
    chosen = float(counts[choice])
    if answers_another_question(choice):
        return chosen, chosen, chosen
    counts = counts.drop([COMBUSTION, COAL_ONLY], errors="ignore")
    return float(counts.min()), chosen, float(counts.max())


def on_the_map(
    mining_share: pd.DataFrame, network_power: pd.DataFrame, balance: pd.DataFrame
) -> pd.DataFrame:
    """Every named country of the map in its last full year: what its miners drew, of how much.

    Columns iso3, year, doubtful, energy_twh, share_of_generation, the largest share first;
    countries that the map shows at zero or whose generation is not held are left out.
    """
    named = mining_share[mining_share["iso3"].notna()]
    parts = [
        mining_load.by_year(mining_load.top_down(own, network_power, iso3)).assign(
            iso3=iso3, doubtful=bool(own["doubtful"].any())
        )
        for iso3, own in named.groupby("iso3")
    ]
    rows = pd.concat(parts).merge(balance[["iso3", "year", "generation_twh"]], on=["iso3", "year"])
    rows = rows[(rows["year"] == rows["year"].max()) & (rows["energy_twh"] > 0)]
    rows["share_of_generation"] = rows["energy_twh"] / rows["generation_twh"]
    columns = ["iso3", "year", "doubtful", "energy_twh", "share_of_generation"]
    rows = rows.dropna(subset=["share_of_generation"])[columns]
    return rows.sort_values("share_of_generation", ascending=False, ignore_index=True)
