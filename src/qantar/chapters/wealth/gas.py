"""The price of liquefied gas, from the plant to the pump."""

from collections.abc import Iterable

import pandas as pd

from qantar.chapters.wealth.parameters import WealthParameters
from qantar.common.text import N_
from qantar.report.chapter import Tables
from qantar.report.register import Computed, Value, ranged

KG_PER_TONNE = 1000.0
NEW_YEAR, CEILINGS = "2022-01-01", "2022-01-06"
# From the plant to the pump, as drawn from top to bottom.
LADDER = ("set price", "exchange price", "cost", "export price", "pump before", "pump")
AT_THE_PUMP = (N_("pump"), N_("ceiling"), N_("offered"))


def per_litre(kzt_per_tonne: float, density_kg_litre: float) -> float:
    """KZT per litre = KZT per tonne x kg per litre / 1,000."""
    return kzt_per_tonne * density_kg_litre / KG_PER_TONNE


def ladder(prices: pd.DataFrame, region: str, density_kg_litre: float) -> pd.DataFrame:
    """What a litre cost at New Year 2022 from the plant to the pump of `region`.

    prices: table lpg_prices; tonnes are turned into litres with the density [kg per litre]. Columns
    step (in the order of LADDER), low, high [KZT per litre]; empty for a region without a price at
    the pump.
    """
    old = prices["date"].str[:4].eq("2021")
    step = prices["kind"].mask(prices["kind"].eq("pump") & old, "pump before")
    ours = prices["region"].isin([region, "Kazakhstan"]) & (old | prices["date"].eq(NEW_YEAR))
    newest = prices.assign(step=step)[ours].sort_values("date").groupby("step").tail(1)
    rows = newest.set_index("step").reindex(list(LADDER)).dropna(subset="low")
    if "pump" not in rows.index:
        rows = rows[:0]
    ends = rows[["low", "high"]].astype(float)
    ends[rows["unit"] == "KZT per tonne"] *= per_litre(1.0, density_kg_litre)
    return ends.rename_axis("step").reset_index()


def at_the_pump(prices: pd.DataFrame) -> pd.DataFrame:
    """Prices, ceilings and offers at the pump as reported: region, date, kind, low, high [KZT per
    litre], regions (in how many, where that was counted).

    prices: table lpg_prices. `date` becomes the day, the first of a month, or the middle of a year.
    """
    columns = ["region", "date", "kind", "low", "high", "regions"]
    rows = prices[prices["kind"].isin(AT_THE_PUMP)]
    whole = rows["date"].where(rows["date"].str.len() > 4, rows["date"] + "-07-01")
    days = pd.to_datetime(whole)
    return rows.assign(date=days)[columns].reset_index(drop=True)


def price_step(prices: pd.DataFrame, region: str) -> tuple[float, float, float] | None:
    """New Year's price over the middle of those of 2021, and over their highest and lowest."""
    steps = ladder(prices, region, 1.0).set_index("step")
    if not {"pump", "pump before"} <= set(steps.index):
        return None
    before, after = steps.loc["pump before"], steps.loc["pump"]
    middle = (before["low"] + before["high"]) / 2
    return after["high"] / middle, after["low"] / before["high"], after["high"] / before["low"]


def figures(tables: Tables, p: WealthParameters) -> dict[str, Computed]:
    """From the plant to the pump at New Year 2022, who drove on gas, and what came later."""
    table = tables.lpg_prices
    steps = ladder(table, p.focus_region, p.gas_kg_per_litre).set_index("step")
    per_tonne = table[table["unit"] == "KZT per tonne"].set_index(["kind", "date"])["low"]
    pump = table[(table["kind"] == "pump") & (table["date"] > CEILINGS)]
    dearest = pump.loc[pump["high"].idxmax()]
    ceiling = table[(table["kind"] == "ceiling") & (table["date"] == CEILINGS)]
    new_year = table[(table["kind"] == "pump") & (table["date"] == NEW_YEAR)]
    neighbours = new_year[new_year["region"] != p.focus_region]
    cars = tables.living_standards.set_index("measure").loc["lpg_cars"]
    own_cars = cars["region"] == p.focus_region
    exchange = per_tonne["exchange price"]
    return {
        "gas.pump_before": _middle(steps, "pump before"),
        "gas.pump": _middle(steps, "pump"),
        "gas.step": price_step(table, p.focus_region),
        "gas.set_price_kzt_tonne": float(per_tonne["set price"].iloc[0]),
        "gas.cost_kzt_tonne": float(per_tonne["cost", "2021-12-31"]),
        "gas.set_price_kzt_litre": _middle(steps, "set price"),
        "gas.cost_kzt_litre": _middle(steps, "cost"),
        "gas.exchange_kzt_litre": _middle(steps, "exchange price"),
        "gas.export_kzt_litre": _middle(steps, "export price"),
        "gas.exchange_rise": float(exchange["2021-12"] / exchange["2021-01"] - 1),
        "gas.ceilings_kzt_litre": ends(ceiling["low"]),
        "gas.neighbours": ends(neighbours[["low", "high"]].stack()) if len(neighbours) else None,
        "gas.cars_share": ends([cars["low"], cars["high"]]) if own_cars else None,
        "gas.dearest_since": Value(float(dearest["high"]), as_of=str(dearest["date"])),
    }


def _middle(steps: pd.DataFrame, step: str) -> Computed:
    return ends(steps.loc[step, ["low", "high"]]) if step in steps.index else None


def ends(numbers: Iterable[float]) -> Value:
    """The middle of the lowest and highest with both; one number where they are the same."""
    low, high = float(min(numbers)), float(max(numbers))
    return ranged((low + high) / 2, {low, high})
