"""Key figures that only the claims need, and that no other chapter computes."""

from collections.abc import Mapping

import pandas as pd

from qantar.chapters.claims import country
from qantar.chapters.shared.geography import CENTRAL_ASIA
from qantar.chapters.shared.mining_map import share_in
from qantar.report.aliases import refuse_renamed
from qantar.report.chapter import Tables
from qantar.report.figures import Figure
from qantar.report.lookup import number_where, rows_where
from qantar.report.register import Computed, Value, ranged

Figures = Mapping[str, Figure]

DAYS_A_YEAR = 365.25
# Born Nazarbayeva, and her husband: the two members of the family on Forbes's list of 2021.
FAMILY = ("Dinara Kulibayeva", "Timur Kulibayev")
UNREGISTERED = "c74"  # claim whose sources count the load of unregistered miners [MW]
# Facts: load of unregistered and of registered miners [MW], by the economy minister.
GREY, WHITE = "grey-1400", "white-640"
DECLARED = "energy.mining_load_fees_mw_2022"  # load that payers of the mining fee declared
MT_PER_TWH = 1e-3  # Mt of carbon dioxide a TWh, at 1 g a kWh


def rule_of_nazarbayev(tables: Tables) -> dict[str, Computed]:
    """Years to the end of his presidency, from independence and from his party leadership."""
    starts = tables["events"].set_index("event_id")["start_date"]
    party, independence, end = (pd.Timestamp(starts[name]) for name in ("e002", "e007", "e031"))
    return {
        "claims.years_since_independence": (end - independence).days / DAYS_A_YEAR,
        "claims.leadership_years": (end - party).days / DAYS_A_YEAR,
    }


def emissions(tables: Tables) -> dict[str, Computed]:
    """Coal's part of Kazakhstan's carbon dioxide in 2021, and its rank had nobody burnt coal, or
    none for power.
    """
    of_2021 = rows_where(tables["co2"], year=2021).sort_values("release")
    newest = of_2021[of_2021["iso3"].isin(CENTRAL_ASIA)].groupby("iso3").last()
    total = newest["co2_mt"].sort_values(ascending=False)
    coal = newest.at["KAZ", "coal_mt"]
    return {
        "claims.coal_share_of_co2_2021": coal / total["KAZ"],
        "claims.co2_rank_without_coal_2021": _rank(newest["co2_mt"] - newest["coal_mt"]),
        "claims.co2_rank_without_coal_power_2021": _rank(newest["co2_mt"] - coal_power(tables)),
        "claims.co2_ratio_to_next_2021": total["KAZ"] / total.drop("KAZ").iloc[0],
    }


def _rank(emissions: pd.Series) -> int:
    """Kazakhstan's rank among the states of `emissions`, the largest first."""
    return int(emissions.rank(ascending=False, method="min")["KAZ"])


def coal_power(tables: Tables) -> pd.Series:
    """Carbon dioxide of the coal burned for power in 2021, at most [Mt], by state of Central Asia:
    generation times the highest of the emission factors of coal.
    """
    burned = rows_where(tables["electricity"], year=2021, source="coal").set_index("iso3")
    factor = rows_where(tables["emission_factors"], fuel="coal")["gco2e_kwh"].max()
    whole = burned["generation_twh"].reindex(CENTRAL_ASIA, fill_value=0.0)
    return whole * factor * MT_PER_TWH


def china(tables: Tables) -> dict[str, Computed]:
    """China's share of the hash rate in the last month of the Cambridge map."""
    return {"claims.china_share_2022_01": share_in(tables["mining_share"], "CHN", "2022-01")}


def tariffs(tables: Tables) -> dict[str, Computed]:
    """What businesses pay for a kilowatt-hour in Kazakhstan over what they pay in America."""
    rows = tables["tariffs"].query("kind == 'business' and as_of == '2022-01'")
    price = rows.set_index("iso3")["low"]
    return {"claims.business_tariff_ratio_usa": price["KAZ"] / price["USA"]}


def family(tables: Tables) -> dict[str, Computed]:
    """Worth of the family's two members on Forbes's list of 2021, and over that of everyone on it
    and over all household wealth.
    """
    listed = rows_where(tables.billionaires, iso3="KAZ", year=2021)
    worth = listed.groupby("name")["worth_usd_bn"].sum()
    own = worth[list(FAMILY)].sum()
    household = number_where(tables.household_wealth, "total_usd_bn", iso3="KAZ", year=2021)
    return {
        "claims.family_usd_bn_2021": own,
        "claims.listed_usd_bn_2021": worth.sum(),
        "claims.family_share_of_listed_2021": own / worth.sum(),
        "claims.family_share_of_wealth_2021": own / household if household else None,
    }


def unregistered(tables: Tables, others: Figures) -> dict[str, Computed]:
    """The energy ministry's load of unregistered miners over the load that fee payers declared, and
    the economy minister's over his of registered ones.
    """
    rows = tables["claim_sources"].query("claim_id == @UNREGISTERED").dropna(subset=["value"])
    refuse_renamed([DECLARED], "claims/evidence.py")
    said = float(rows["value"].max())
    declared = others[DECLARED] if DECLARED in others else Value(None)
    loads = [load for load in (declared.value, declared.low, declared.high) if load]
    ratio = ranged(said / loads[0], [said / load for load in loads]) if loads else None
    facts = tables["facts"].set_index("id")["value"]
    return {
        "claims.unregistered_over_declared": ratio,
        "claims.unregistered_over_registered": float(facts[GREY]) / float(facts[WHITE]),
    }


def values(tables: Tables, others: Figures) -> dict[str, Computed]:
    """All figures of this module by id. `others`: the other chapters' figures by id."""
    return {
        **country.size(tables),
        **country.people(tables),
        **country.density(tables),
        **country.east(tables),
        **country.censuses(tables),
        **country.oil(tables),
        **rule_of_nazarbayev(tables),
        **emissions(tables),
        **china(tables),
        **tariffs(tables),
        **family(tables),
        **unregistered(tables, others),
    }
