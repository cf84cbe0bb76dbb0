"""Key figures of the mining chapter: shares and later estimates, hashprice, break-even, the fee."""

import pandas as pd

from qantar.chapters.mining import estimates, machines, prospects
from qantar.chapters.mining.parameters import MiningParameters
from qantar.chapters.shared import hashprice, mining_map, tariffs
from qantar.report import register
from qantar.report.chapter import Tables
from qantar.report.lookup import number_where, rows_where
from qantar.report.register import Computed, Value, ranged

TABLES = register.tables(
    "mining",
    *("asics", "countries", "facts", "forecasts", "mining_bans", "mining_policy"),
    *("power_peaks", "signposts", "tariffs"),
)
MAPS = ("map_world",)
SHARE_MONTHS = ("2019-09", "2021-08", "2022-01")
HASHRATE_MONTHS = ("2021-05", "2021-08", "2022-01")
FORECAST_WINTERS = ("2024/25", "2025/26")
SINCE = 2020  # the first year of reported prices of power that are used
BEFORE_BAN, BEFORE_CUT = "2021-04", "2021-12"  # the last whole months before each
# Key figures of single estimates: the name in the id, and the row of the table.
SHARES = ("association-2023-02", "association-2025-02", "heatmap-2025-q2")
HASHRATES = (*SHARES, "auctions-2024", "receipts-2022", "statistics-2024-h1", "survey-2024")
LOADS = ("auctions-2024", "heatmap-2025-q2", "receipts-2022")
FEES = (
    *("fee_usd_kwh_2022_01", "fee_usd_kwh_2022", "fee_usd_kwh_latest", "fee_share_new_2022"),
    *("fee_share_new_latest", "fee_receipts_kzt_bn_2022", "fee_receipts_usd_2022"),
    "fee_receipts_twh_2022",
)


def figures(tables: Tables, p: MiningParameters) -> dict[str, Computed]:
    """Every key figure of the register; None where the tables do not hold it for the country."""
    daily = hashprice.daily_hashprice(tables.network_daily)
    later = _later(tables, p)
    found: dict[str, Computed] = {
        **map_figures(tables, p.country),
        **later_figures(tables, p.country, later),
        **hashprice_figures(daily),
        **since_figures(later, daily),
        **margin_figures(tables, p, daily),
        **fee_figures(tables, p, daily),
        **outage_figures(tables, p.country, daily),
        **forecast_figures(tables, p.country),
    }
    return {f"mining.{name}": value for name, value in found.items()}


def _own(tables: Tables, iso3: str) -> pd.DataFrame:
    """The country's months on the Cambridge map, with implied hash rate."""
    whole = mining_map.country_hashrate(tables.mining_share, tables.network_daily)
    return mining_map.of_country(whole, iso3)


def map_figures(tables: Tables, iso3: str) -> dict[str, Computed]:
    """Share, rank and implied hash rate of single months of the Cambridge map, and its peak."""
    own, shares = _own(tables, iso3), tables.mining_share
    network = tables.network_daily.set_index("date")["hashrate_ehs"]
    found: dict[str, Computed] = dict.fromkeys(
        ("share_peak", "hashrate_peak_ehs", "hashrate_before_ban")
    )
    found[f"share_{_name(BEFORE_CUT)}"] = mining_map.share_in(shares, iso3, BEFORE_CUT)
    before = mining_map.hashrate_in(own, BEFORE_BAN)
    found[f"hashrate_ehs_{_name(BEFORE_BAN)}"] = before
    for month in SHARE_MONTHS:
        found[f"share_{_name(month)}"] = mining_map.share_in(shares, iso3, month)
    for month in SHARE_MONTHS[1:]:
        found[f"rank_{_name(month)}"] = mining_map.rank_in(shares, iso3, month)
    for month in HASHRATE_MONTHS:
        found[f"hashrate_ehs_{_name(month)}"] = mining_map.hashrate_in(own, month)
        found[f"network_ehs_{_name(month)}"] = hashprice.mean_over(network, month)
    if len(own):
        peak = own.loc[own["share"].idxmax()]
        month = _month(peak["month"])
        found["share_peak"] = Value(peak["share"], as_of=month)
        found["hashrate_peak_ehs"] = Value(peak["hashrate_ehs"], as_of=month)
        if before is not None:
            found["hashrate_before_ban"] = before / peak["hashrate_ehs"]
    return found


def _later(tables: Tables, p: MiningParameters) -> pd.DataFrame:
    """The country's estimates after the map, as from estimates.converted."""
    rows = rows_where(tables.hash_rate_estimates, iso3=p.country)
    network = estimates.network_by_day(tables.network_daily, tables.network_power)
    fleet = estimates.Fleet(p.later_j_th, p.efficiency_spread, p.pue)
    return estimates.converted(rows, network, tables.mining_fees, fleet)


def later_figures(tables: Tables, iso3: str, later: pd.DataFrame) -> dict[str, Computed]:
    """What estimates after the map say: the latest, all of two years, and single ones."""
    network = tables.network_daily.set_index("date")["hashrate_ehs"]
    found: dict[str, Computed] = {
        **_latest(_own(tables, iso3), later, network),
        "hashrate_counts_2024_25_ehs": _all_counts(later),
    }
    own = later.set_index(later["estimate"].str.removesuffix(f"-{iso3.lower()}"))
    for measure, names in (("share", SHARES), ("hashrate", HASHRATES), ("load", LOADS)):
        unit = estimates.MEASURES[measure]
        ends = own[[f"{measure}_high{unit}", f"{measure}_low{unit}"]]
        for name in names:
            figure = (
                ranged(ends.loc[name].iloc[0], {*ends.loc[name]}) if name in own.index else None
            )
            found[f"{measure}_{_name(name)}{unit}"] = figure
    return found


def _latest(own: pd.DataFrame, later: pd.DataFrame, network: pd.Series) -> dict[str, Computed]:
    """The latest estimate that is no floor, and the range of those of the two years before it."""
    names = ("share_latest", "hashrate_latest_ehs", "share_left", "hashrate_left", "network_growth")
    found: dict[str, Computed] = dict.fromkeys(names)
    recent, left = estimates.latest(later), estimates.left_of_peak(own, later)
    if recent.empty:
        return found
    as_of = _span(recent.iloc[-1])
    found["share_latest"] = _last_of(recent["share_high"], as_of)
    found["hashrate_latest_ehs"] = _last_of(recent["hashrate_high_ehs"], as_of)
    if len(left):
        found["share_left"] = _last_of(left["share"], as_of)
        found["hashrate_left"] = _last_of(left["hashrate"], as_of)
        peak = _month(own.loc[own["share"].idxmax(), "month"])
        now = network[estimates.whole_months(recent.iloc[-1])].mean()
        growth = now / hashprice.mean_over(network, peak)
        found["network_growth"] = Value(growth, as_of=f"{peak}/{as_of.split('/')[-1]}")
    return found


def _last_of(values: pd.Series, as_of: str) -> Value:
    """The last value with the range of all."""
    return Value(values.iloc[-1], values.min(), values.max(), as_of)


def _all_counts(later: pd.DataFrame) -> Computed:
    """The range of all counts of 2024 and 2025 [EH/s], floors among them."""
    counted = estimates.counted(later)
    recent = estimates.latest(counted)["hashrate_high_ehs"]
    if recent.empty:
        return None
    low, high = counted["hashrate_low_ehs"].min(), counted["hashrate_high_ehs"].max()
    return Value(recent.iloc[-1], low, high)


def hashprice_figures(daily: pd.Series) -> dict[str, Computed]:
    """Means and extremes of the daily hashprice."""
    monthly, year = hashprice.whole_months(daily), daily["2022-01-01":"2022-12-31"]
    found: dict[str, Computed] = {
        f"hashprice_{_name(period)}": hashprice.mean_over(daily, period)
        for period in ("2021", "2022", "2022-01")
    }
    found["hashprice_latest"] = Value(monthly.iloc[-1], as_of=_month(monthly.index[-1]))
    for name, day in (("max", year.idxmax()), ("min", year.idxmin())):
        found[f"hashprice_{name}_2022"] = Value(year[day], as_of=day.strftime("%Y-%m-%d"))
    return found


def since_figures(later: pd.DataFrame, daily: pd.Series) -> dict[str, Computed]:
    """The fall of the hashprice from the months of the latest estimate to the last whole month."""
    recent = estimates.latest(later)
    if recent.empty:
        return {"pay_fall_since_latest": None}
    monthly = hashprice.whole_months(daily)
    counted = daily[estimates.whole_months(recent.iloc[-1])].mean()
    span = f"{_month(recent['period_start'].iloc[-1])}/{_month(monthly.index[-1])}"
    return {"pay_fall_since_latest": Value(1 - monthly.iloc[-1] / counted, as_of=span)}


def margin_figures(tables: Tables, p: MiningParameters, daily: pd.Series) -> dict[str, Computed]:
    """Break-even prices of both machines, the last month in which each paid, its days of 2022."""
    kinds = {"old": p.old_machine_j_th, "new": p.new_machine_j_th}
    cost = _cost(tables, p, daily)
    left = machines.margins(daily, kinds, p.pue, cost)
    named = pd.DataFrame({"model": list(kinds), "efficiency_j_th": list(kinds.values())})
    named["released"] = pd.Timestamp("2021-01-01")  # both stand for machines of before 2022
    paid = machines.paid_days(daily, named, p.pue, cost, since=2022)
    january = hashprice.mean_over(daily, "2022-01")
    found: dict[str, Computed] = {}
    for kind, efficiency in kinds.items():
        found[f"breakeven_{kind}_2022_01"] = (
            None if january is None else hashprice.breakeven_usd_kwh(january, efficiency, p.pue)
        )
        now = rows_where(left, machine=kind).iloc[-1]
        found[f"breakeven_{kind}_latest"] = Value(now["earned"], as_of=_month(now["month"]))
        last = machines.last_paid(left, kind)
        found[f"last_paid_{kind}"] = (
            None if last is None else Value(last["earned"], as_of=_month(last["month"]))
        )
        found[f"days_profitable_{kind}_2022"] = number_where(
            paid, "paid_share", year=2022, model=kind
        )
    found["months_lost_new"] = Value(machines.months_lost(left, "new"), as_of=_month(now["month"]))
    return found | _at_companies_price(tables, p, daily)


def _at_companies_price(
    tables: Tables, p: MiningParameters, daily: pd.Series
) -> dict[str, Computed]:
    """The latest price of power reported for companies other than miners, and the months in which
    the new machine would have lost money at it.
    """
    rates = tariffs.monthly_rates(tables.exchange_rate)
    prices = prospects.power_prices(tables.tariffs, rates, p.country, SINCE)
    prices = prices[prices["kind"] != prospects.MINER]
    if prices.empty:
        return dict.fromkeys(("price_companies", "months_lost_new_companies"))
    price = prices.iloc[-1]
    cost = _cost(tables, p, daily, price["high"])
    left = machines.margins(daily, {"new": p.new_machine_j_th}, p.pue, cost)
    return {
        "price_companies": Value(price["high"], as_of=_month(price["date"])),
        "months_lost_new_companies": Value(
            machines.months_lost(left, "new"), as_of=_month(left["month"].max())
        ),
    }


def _cost(
    tables: Tables, p: MiningParameters, daily: pd.Series, energy_usd_kwh: float | None = None
) -> pd.DataFrame:
    """Energy price, by default the chapter's, and fee by month of the hashprice: low and high
    [USD/kWh].
    """
    months = hashprice.monthly_means(daily).index
    rates = tariffs.monthly_rates(tables.exchange_rate)
    energy = p.tariff_usd_kwh if energy_usd_kwh is None else energy_usd_kwh
    return tariffs.all_in_usd_kwh(months, energy, p.country, tables.mining_fees, rates)


def fee_figures(tables: Tables, p: MiningParameters, daily: pd.Series) -> dict[str, Computed]:
    """The fee in dollars, its share of what a kilowatt-hour earned, and the receipts of 2022."""
    if p.country not in set(tables.mining_fees["iso3"]):
        return dict.fromkeys(FEES)
    fee = (_cost(tables, p, daily) - p.tariff_usd_kwh)["low"]
    rate = tariffs.monthly_rates(tables.exchange_rate).loc["2022-01-01"]
    flat = tariffs.fee_range_kzt_kwh(tables.mining_fees, p.country, pd.Timestamp("2022-01-01"))[0]
    month = hashprice.whole_months(daily).index[-1]
    earned = hashprice.breakeven_usd_kwh(hashprice.monthly_means(daily), p.new_machine_j_th, p.pue)
    ends = (flat / rate["kzt_per_usd"], flat / rate["high"], flat / rate["low"])
    found: dict[str, Computed] = {
        "fee_usd_kwh_2022_01": ends,
        "fee_usd_kwh_2022": fee["2022"].mean(),
        "fee_usd_kwh_latest": Value(fee[month], as_of=_month(month)),
        "fee_share_new_2022": fee["2022"].mean() / earned["2022"].mean(),
        "fee_share_new_latest": Value(fee[month] / earned[month], as_of=_month(month)),
    }
    return found | _receipts(tables, p.country, flat)


def _receipts(tables: Tables, iso3: str, flat_kzt_kwh: float) -> dict[str, Computed]:
    """The fee's receipts of 2022 in tenge and dollars, and the energy that they stand for."""
    receipts = {"iso3": iso3, "measure": "fee_receipts", "as_of": "2022"}
    kzt = rows_where(tables.mining_reported, **receipts)["value"].iloc[0]
    year = rows_where(tables.exchange_rate, kind="year_average", month="2022-01-01")
    return {
        "fee_receipts_kzt_bn_2022": kzt / 1e9,
        "fee_receipts_usd_2022": kzt / year["kzt_per_usd"].iloc[0],
        "fee_receipts_twh_2022": kzt / flat_kzt_kwh / 1e9,
    }


def outage_figures(tables: Tables, iso3: str, daily: pd.Series) -> dict[str, Computed]:
    """What a day of the country's mining earned in January 2022, and what texts say was lost."""
    hashrate = mining_map.hashrate_in(_own(tables, iso3), "2022-01")
    mean = hashprice.mean_over(daily, "2022-01")
    revenue = None
    if hashrate is not None and mean is not None:
        revenue = hashrate * hashprice.PHS_PER_EHS * mean / 1e6
    lost = number_where(tables.mining_reported, "value", iso3=iso3, measure="outage_loss")
    return {
        "revenue_usd_mn_day_2022_01": revenue,
        "outage_loss_reported_usd_mn": lost / 1e6 if lost else None,
        "outage_loss_reported_hours": 24 * lost / 1e6 / revenue if lost and revenue else None,
    }


def forecast_figures(tables: Tables, iso3: str) -> dict[str, Computed]:
    """What the grid operator expected to lack [MW] at the peaks of winters that nobody counted."""
    forecasts = rows_where(tables.power_peaks, iso3=iso3, kind="forecast")
    return {
        f"deficit_forecast_mw_{winter[:4]}": number_where(
            forecasts, "deficit_high_mw", winter=winter
        )
        for winter in FORECAST_WINTERS
    }


def _name(text: str) -> str:
    return text.replace("-", "_")


def _month(day: pd.Timestamp) -> str:
    return day.strftime("%Y-%m")


def _span(row: pd.Series) -> str:
    """The period of an estimate: one ISO month, or a span of two."""
    first, last = _month(row["period_start"]), _month(row["period_end"])
    return first if first == last else f"{first}/{last}"
