"""Kazakhstan's grid: what it lacked winter by winter, and where plants and consumers stand."""

import pandas as pd

from qantar.chapters.energy.electricity import of_country
from qantar.report.register import Value, ranged

CUT = "2021/22"  # the winter in which planned supply to miners was cancelled
LOST_COMMA = "decimal comma"  # in the words of the trade table's doubt about a value ten times off


def peaks(power_peaks: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """The shortage at the peak of each winter: winter, period, kind, deficit_low_mw, …_high_mw."""
    columns = ["winter", "period", "kind", "deficit_low_mw", "deficit_high_mw"]
    return of_country(power_peaks, iso3)[columns].sort_values("winter", ignore_index=True)


def shortage(rows: pd.DataFrame, winter: str) -> Value:
    """What was short [MW] at a winter's peak, forecasts left out; no value where unknown.

    A range is given as its least with both ends. rows: as from `peaks`.
    """
    found = rows[(rows["winter"] == winter) & (rows["kind"] != "forecast")]
    if found.empty:
        return Value(None)
    low, high = found[["deficit_low_mw", "deficit_high_mw"]].iloc[0].astype(float)
    return ranged(low, {low, high})


def traded(electricity_trade: pd.DataFrame, iso3: str, year: int) -> pd.DataFrame:
    """A country's trade of one year as tabled, but each lost decimal comma put back."""
    rows = of_country(electricity_trade, iso3)
    rows = rows[rows["month"].dt.year == year]
    lost = rows["doubt"].str.contains(LOST_COMMA, na=False)
    return rows.assign(energy_gwh=rows["energy_gwh"].where(~lost, rows["energy_gwh"] / 10))


def net_imports_twh(trade: pd.DataFrame) -> float | None:
    """Imports minus exports [TWh] of rows as from `traded`; None without a row."""
    signs = trade["direction"].map({"import": 1, "export": -1})
    return float((trade["energy_gwh"] * signs).sum() / 1000) if len(trade) else None


def bought_from(trade: pd.DataFrame, partner: str) -> Value:
    """A partner's share of imports; the range leaves out the months of doubtful imports too.

    trade: as from `traded`.
    """
    imports = trade[trade["direction"] == "import"]
    if imports.empty:
        return Value(None)
    doubtful = imports.loc[imports["doubt"].notna(), "month"]
    sure = imports[~imports["month"].isin(doubtful)]
    every, certain = (
        float(rows.loc[rows["partner"] == partner, "energy_gwh"].sum() / rows["energy_gwh"].sum())
        for rows in (imports, sure)
    )
    return ranged(every, {every, certain})


def stayed(rows: pd.DataFrame) -> bool:
    """Whether every winter after supply to miners was cancelled lacked more than any before.

    rows: as from `peaks`; forecasts are left out.
    """
    known = rows[rows["kind"] != "forecast"].set_index("winter")["deficit_high_mw"]
    later = known[known.index > CUT]
    before = known[known.index <= CUT].max()
    return CUT in known.index and len(later) > 0 and bool((later > before).all())


def zone_balance(plants: pd.DataFrame, regions: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Each zone's share of coal capacity, all capacity and consumption (fractions), by zone.

    plants: iso3, zone, fuel, capacity_mw; regions: iso3, zone, consumption_gwh.
    """
    own = of_country(plants, iso3)
    sums = {
        "coal_share": own[own["fuel"] == "coal"].groupby("zone")["capacity_mw"].sum(),
        "capacity_share": own.groupby("zone")["capacity_mw"].sum(),
        "consumption_share": of_country(regions, iso3).groupby("zone")["consumption_gwh"].sum(),
    }
    shares = {name: part / part.sum() for name, part in sums.items()}
    return pd.DataFrame(shares).fillna(0.0).rename_axis("zone")
