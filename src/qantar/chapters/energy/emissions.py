"""Emissions of mining: how they depend on the way of counting, and on where the machines stand."""

from dataclasses import dataclass

import pandas as pd

from qantar.chapters.energy import load as mining_load
from qantar.chapters.energy.electricity import REST, of_country, value_in
from qantar.common.text import _

WORLD = "WLD"
NEWEST = "ember"
MIX_BASES = {
    "ipcc": "IPCC life cycle",
    "unece": "UNECE life cycle",
    "combustion": "combustion only",
}
COMBUSTION = "combustion"
COAL_ONLY = "coal"
# A published carbon intensity is called doubtful above this multiple of what general factors give
# at most.
DOUBTFUL = 1.5
# Fuels that burn nothing, or whose carbon was in the air before: zero where only burning counts.
NOTHING_BURNT = ("nuclear", "hydro", "wind", "solar", "other_renewable")


def year_of(month: str) -> int:
    """The year of an ISO month."""
    return int(month[:4])


def factors_of(emission_factors: pd.DataFrame, choice: str) -> pd.Series:
    """Emission factor by fuel [gCO2e/kWh] of one way of counting (ipcc, unece or combustion)."""
    rows = emission_factors[emission_factors["basis"] == MIX_BASES[choice]]
    factors = rows.set_index("fuel")["gco2e_kwh"]
    if choice == COMBUSTION:
        factors = pd.concat([factors, pd.Series(0.0, index=list(NOTHING_BURNT))])
    return factors


def mix_intensity(generation: pd.Series, factors: pd.Series) -> tuple[float, float] | None:
    """Carbon intensity of a mix [gCO2e/kWh] and the share of generation that has a factor; None
    without any.

    generation: TWh by fuel. Fuels without a factor are left out of the mean, not counted as clean.
    """
    total = generation.sum()
    known = generation[generation.index.isin(factors.index)]
    if known.sum() <= 0:
        return None
    return float((known * factors.reindex(known.index)).sum() / known.sum()), float(
        known.sum() / total
    )


def intensities(tables: dict[str, pd.DataFrame], iso3: str, year: int) -> pd.DataFrame:
    """Carbon intensity of the country's electricity in a year, counted every way the tables allow.

    Columns choice (ember, ember_<release>, ipcc, unece, combustion, coal), gco2e_kwh, covered
    (share of generation with a factor). tables: electricity, its balance and vintages,
    emission_factors.
    """
    rows = []
    newest = value_in(
        of_country(tables["electricity_balance"], iso3), year, "carbon_intensity_gco2e_kwh"
    )
    if newest is not None:
        rows.append((NEWEST, newest, 1.0))
    older = of_country(tables["electricity_vintages"], iso3)
    older = older[(older["year"] == year) & (older["release"] < older["release"].max())]
    for row in older.dropna(subset=["carbon_intensity_gco2e_kwh"]).itertuples():
        rows.append((f"{NEWEST}_{row.release}", row.carbon_intensity_gco2e_kwh, 1.0))
    mix = of_country(tables["electricity"], iso3)
    generation = mix[(mix["year"] == year) & (mix["source"] != REST)].set_index("source")[
        "generation_twh"
    ]
    for choice in MIX_BASES:
        counted = mix_intensity(generation, factors_of(tables["emission_factors"], choice))
        if counted:
            rows.append((choice, *counted))
    if generation.get("coal", 0.0) > 0:
        rows.append((COAL_ONLY, float(factors_of(tables["emission_factors"], "ipcc")["coal"]), 1.0))
    return pd.DataFrame(rows, columns=["choice", "gco2e_kwh", "covered"])


def doubt(ratio: float | None) -> str:
    """A sentence of caution, after a space, where a published intensity is far above its mix's;
    or none.
    """
    if ratio is None or ratio <= DOUBTFUL:
        return ""
    return " " + _(
        "The published number is {ratio} times the most that general factors give for the same "
        "fuels: it is doubtful, and shown as published."
    ).format(ratio=f"{ratio:.1f}")


def on_the_map(
    mining_share: pd.DataFrame, network_power: pd.DataFrame, balance: pd.DataFrame, month: str
) -> pd.DataFrame:
    """Every named country of the map in a month: its miners' load, what that is of its grid, and
    emissions.

    Columns iso3, country, doubtful, share, load_mw, share_of_generation, gco2e_kwh, emissions_mt.
    """
    rows = mining_share[(mining_share["month"] == f"{month}-01") & mining_share["iso3"].notna()]
    power = mining_load.monthly_power(network_power)["power_best_gw"]
    at = pd.Timestamp(f"{month}-01")
    if at not in power.index:
        rows = rows.iloc[:0]
    load = rows["share"] * power.get(at, float("nan")) * mining_load.MW_PER_GW
    grid = balance[balance["year"] == year_of(month)].set_index("iso3")
    frame = rows[["iso3", "country", "doubtful", "share"]].assign(
        load_mw=load,
        share_of_generation=load.map(mining_load.energy_twh)
        / rows["iso3"].map(grid["generation_twh"]),
        gco2e_kwh=rows["iso3"].map(grid["carbon_intensity_gco2e_kwh"]),
    )
    frame["emissions_mt"] = mining_load.emissions_mt(frame["load_mw"], frame["gco2e_kwh"])
    return frame.sort_values("share", ascending=False, ignore_index=True)


@dataclass(frozen=True)
class Move:
    """Machines that left a country between two months, and the grids that took them, by the
    map's shares.
    """

    lost_share: float
    load_mw: float
    origin_gco2e_kwh: float
    destination_gco2e_kwh: float
    destinations: pd.DataFrame

    @property
    def change_mt(self) -> float:
        """Change of yearly emissions [MtCO2e], had the same load moved; negative = less."""
        return mining_load.emissions_mt(
            self.load_mw, self.destination_gco2e_kwh - self.origin_gco2e_kwh
        )


def move(
    mining_share: pd.DataFrame,
    network_power: pd.DataFrame,
    balance: pd.DataFrame,
    iso3: str,
    months: tuple[str, str],
) -> Move | None:
    """The counterfactual of moved machines; None where the country lost no share or has no carbon
    intensity.

    The load lost (share lost times the network's best-guess power in the first month) is spread
    over the groups that gained share, in proportion to their gains, at their grids' average
    intensity in the year of the first month; the group ``Other`` counts at the world's average.
    """
    wide = mining_share.assign(month=mining_share["month"].dt.strftime("%Y-%m"))
    wide = wide.pivot(index="country", columns="month", values="share")
    codes = mining_share.drop_duplicates("country").set_index("country")["iso3"].fillna(WORLD)
    own = codes.index[codes == iso3]
    power = mining_load.monthly_power(network_power)["power_best_gw"]
    intensity = (
        balance[balance["year"] == year_of(months[0])]
        .set_index("iso3")["carbon_intensity_gco2e_kwh"]
        .dropna()
    )
    if not len(own) or not set(months) <= set(wide.columns) or iso3 not in intensity:
        return None
    change = (wide[months[1]] - wide[months[0]]).dropna()
    gains = change[(change > 0) & codes.reindex(change.index).isin(intensity.index)]
    lost = -float(change[own[0]])
    if lost <= 0 or gains.empty:
        return None
    weights = gains / gains.sum()
    frame = pd.DataFrame({"iso3": codes.reindex(gains.index), "gain": gains, "weight": weights})
    frame["gco2e_kwh"] = frame["iso3"].map(intensity)
    frame = frame.reset_index().sort_values("weight", ascending=False, ignore_index=True)
    return Move(
        lost_share=lost,
        load_mw=lost * float(power[pd.Timestamp(f"{months[0]}-01")]) * mining_load.MW_PER_GW,
        origin_gco2e_kwh=float(intensity[iso3]),
        destination_gco2e_kwh=float((frame["weight"] * frame["gco2e_kwh"]).sum()),
        destinations=frame,
    )
