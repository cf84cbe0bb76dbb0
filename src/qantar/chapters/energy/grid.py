"""Kazakhstan's grid: plants and consumption by zone, trade with neighbours, the yearly peak."""

import pandas as pd

from qantar.chapters.energy.electricity import of_country


def zone_balance(plants: pd.DataFrame, regions: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Each zone's part of capacity and consumption: zone, capacity_mw, coal_mw, gas_mw, shares.

    Columns capacity_share and consumption_share are fractions of the country's total. plants: iso3,
    zone, fuel, capacity_mw; regions: iso3, zone, consumption_gwh.
    """
    own = of_country(plants, iso3)
    capacity = own.groupby("zone")["capacity_mw"].sum()
    frame = pd.DataFrame(
        {
            "capacity_mw": capacity,
            "coal_mw": own[own["fuel"] == "coal"].groupby("zone")["capacity_mw"].sum(),
            "gas_mw": own[own["fuel"] == "gas"].groupby("zone")["capacity_mw"].sum(),
            "consumption_gwh": of_country(regions, iso3).groupby("zone")["consumption_gwh"].sum(),
        }
    ).fillna(0.0)
    frame["capacity_share"] = frame["capacity_mw"] / frame["capacity_mw"].sum()
    frame["consumption_share"] = frame["consumption_gwh"] / frame["consumption_gwh"].sum()
    return frame.rename_axis("zone").reset_index()


def of_zone(zones: pd.DataFrame, zone: str, column: str) -> float | None:
    """One value of `zone_balance`; None where the zone is not in it."""
    values = zones.loc[zones["zone"] == zone, column]
    return float(values.iloc[0]) if len(values) else None


def trade(electricity_trade: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Monthly trade with signs: month, partner, direction, energy_gwh, signed_gwh (import +),
    doubt.
    """
    rows = of_country(electricity_trade, iso3).drop(columns="iso3")
    sign = rows["direction"].map({"import": 1.0, "export": -1.0})
    return rows.assign(signed_gwh=rows["energy_gwh"] * sign)


def peaks(power_peaks: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """The grid at its highest load: period, kind, load_mw, generation_mw, deficit_mw, fact."""
    rows = of_country(power_peaks, iso3).drop(columns="iso3")
    return rows.assign(deficit_mw=rows["load_mw"] - rows["generation_mw"])
