"""What the mining charts draw: frames made from the workings, tidy and small."""

import pandas as pd

from qantar.chapters.mining import fee as mining_fee
from qantar.chapters.mining import machines as mining_machines
from qantar.chapters.mining.series import Workings
from qantar.chapters.shared import mining_map, tariffs
from qantar.chapters.shared.hashprice import (
    breakeven_usd_kwh,
    mean_over,
    monthly_means,
    whole_months,
)
from qantar.common.text import _

GROUPS_SHOWN = 5
# The fee's regimes: their year and a day inside them.
REGIMES = (("2021", "2021-12-01"), ("2022", "2022-01-01"), ("2023", "2023-01-01"))
PAID_YEARS = range(2018, 2026)


def map_doubt(work: Workings) -> str:
    """A sentence of caution where the map's publisher doubts the country's share (see
    mining_map.doubt).
    """
    return mining_map.doubt(work.tables["mining_share"], work.parameters.country)


def hashprice_weeks(work: Workings) -> pd.DataFrame:
    """Mean hashprice of each whole week: date (its first day), hashprice."""
    weekly = work.daily.resample("7D").agg(["mean", "count"])
    whole = weekly[weekly["count"] == 7]
    return pd.DataFrame({"date": whole.index, "hashprice": whole["mean"].to_numpy()})


def hashprice_days(
    work: Workings, first: str = "2021-01-01", last: str = "2022-12-31"
) -> pd.DataFrame:
    """Hashprice by day between two ISO days: date, hashprice."""
    days = work.daily[first:last]
    return pd.DataFrame({"date": days.index, "hashprice": days.to_numpy()})


def halvings(work: Workings) -> pd.DataFrame:
    """Halvings of the block subsidy since the hashprice begins: date, subsidy_btc (from cited
    facts).
    """
    rows = work.tables["facts"]
    rows = rows[rows["id"].str.fullmatch(r"halving-\d+")]
    frame = pd.DataFrame(
        {"date": pd.to_datetime(rows["date"]), "subsidy_btc": rows["value"].astype(float)}
    )
    return frame[frame["date"] >= work.daily.index.min()].reset_index(drop=True)


def shares_by_group(work: Workings, rest: str) -> pd.DataFrame:
    """Shares of the map's largest groups and of the rest: month, country, iso3, share,
    hashrate_ehs.

    The country of the chapter is always among the groups shown.
    """
    names = mining_map.largest(work.hashrate, work.parameters.country, GROUPS_SHOWN)
    return mining_map.grouped(work.hashrate, names, rest)


def own_share(work: Workings) -> pd.DataFrame:
    """The country on the map: month, share, hashrate_ehs; empty where the map does not name it."""
    own = mining_map.of_country(work.hashrate, work.parameters.country)
    return own[["month", "share", "hashrate_ehs"]]


def reported_shares(work: Workings) -> pd.DataFrame:
    """Shares that texts report after the map ends: date, as_of, share, hashrate_ehs, reporter,
    confidence.

    The implied hash rate takes the network's mean of the month in which the point is drawn.
    """
    rows = work.tables["mining_reported"]
    rows = rows[(rows["measure"] == "hashrate_share") & (rows["iso3"] == work.parameters.country)]
    network = monthly_means(work.network_hashrate)
    month = rows["date"].dt.to_period("M").dt.to_timestamp()
    frame = rows.rename(columns={"value": "share"})
    frame["hashrate_ehs"] = frame["share"] * month.map(network)
    return frame[["date", "as_of", "share", "hashrate_ehs", "reporter", "confidence"]].sort_values(
        "date"
    )


def migration(work: Workings) -> pd.DataFrame:
    """Implied hash rate before and after the migration, by named group (see
    mining_map.migration).
    """
    return mining_map.migration(
        work.hashrate, work.parameters.migration_before, work.parameters.migration_after
    )


def breakeven_history(work: Workings) -> pd.DataFrame:
    """Break-even price of each machine of the parameters by month: month, model, efficiency_j_th,
    breakeven_usd_kwh."""
    machines = mining_machines.machine_rows(work.tables["asics"], work.parameters.machines)
    return mining_machines.breakeven_history(work.daily, machines, work.parameters.pue)


def power_costs(work: Workings) -> pd.DataFrame:
    """What power costs, by month: month, place (ISO code), kind, usd_kwh.

    Kind ``all_in`` is energy and fee at home, ``energy`` the energy price of a country without fee,
    ``industry`` the industrial prices that the tables hold.
    """
    home = whole_months(work.all_in).rename("usd_kwh").reset_index()
    home = home.assign(place=work.parameters.country, kind="all_in" if work.has_fee else "energy")
    industry = (
        work.tables["industrial_prices"].rename(columns={"iso3": "place"}).assign(kind="industry")
    )
    return pd.concat([home, industry], ignore_index=True)


def prices(work: Workings) -> pd.DataFrame:
    """Single prices in dollars, cheapest first: place, iso3, as_of, low, high [USD/kWh],
    confidence.

    Those that texts report, the year's mean of industrial prices, and energy and fee in the country
    of the chapter.
    """
    told = work.tables["tariffs"]
    told = told[(told["currency"] == "USD") & told["kind"].isin(["miner", "hosting", "business"])]
    columns = ["place", "iso3", "as_of", "low", "high", "confidence"]
    industry = work.tables["industrial_prices"]
    rows = [
        (_("industry, national"), iso3, "2022", price, price, "series")
        for iso3, price in industry[industry["month"].dt.year == 2022]
        .groupby("iso3")["usd_kwh"]
        .mean()
        .items()
    ]
    miner = {"2022": _("this chapter's price, assumed")}
    if work.has_fee:
        miner["2022"] = _("chapter's miner, all in")
        miner["2023"] = _("chapter's miner, fee from memory")
    for year, name in miner.items():
        price = mean_over(work.all_in, year)
        rows.append((name, work.parameters.country, year, price, price, "model"))
    frame = pd.concat([told[columns], pd.DataFrame(rows, columns=columns)], ignore_index=True)
    return frame.sort_values(["high", "low", "place", "as_of"], ignore_index=True)


def breakevens(work: Workings, periods: tuple[str, ...] = ("2022-01", "2022-12")) -> pd.DataFrame:
    """Break-even price of the old and the new machine in ISO months: machine, period,
    breakeven_usd_kwh.
    """
    pue = work.parameters.pue
    rows = [
        (name, period, breakeven_usd_kwh(mean_over(work.daily, period), efficiency, pue))
        for name, efficiency in work.efficiencies.items()
        for period in periods
    ]
    return pd.DataFrame(rows, columns=["machine", "period", "breakeven_usd_kwh"])


def paid_days(work: Workings) -> pd.DataFrame:
    """Share of each year's days on which each machine earned its power (see
    mining_machines.paid_days).
    """
    machines = mining_machines.machine_rows(work.tables["asics"], work.parameters.machines)
    paid = mining_machines.paid_days(
        work.daily, machines, work.parameters.pue, work.all_in, PAID_YEARS
    )
    released = machines.set_index("model")["released"].dt.year
    return paid[paid["year"] > paid["model"].map(released)].reset_index(drop=True)


def fee_bite(work: Workings) -> pd.DataFrame:
    """What the fee took from a kilowatt-hour's revenue, by machine and whole year (see
    mining_fee).
    """
    p = work.parameters
    bite = mining_fee.fee_bite(work.daily, work.efficiencies, p.pue, p.tariff_usd_kwh, work.all_in)
    last = work.daily.index.max()
    whole = last.year if last.day_of_year >= 365 else last.year - 1
    return bite[bite["year"] <= whole].reset_index(drop=True)


def tariff_stack(work: Workings, names: dict[str, str]) -> pd.DataFrame:
    """Energy and fee under each regime: energy, regime, KZT/kWh of each and both, kzt_per_usd,
    total_usd_kwh.

    names: the energy prices by the fact that cites them (``""`` = the chapter's own) and their
    reader's names.

    Empty where the country has no fee.
    """
    if not work.has_fee:
        return pd.DataFrame()
    rate = {
        name: float(tariffs.rate_on(work.rates, pd.DatetimeIndex([day])).iloc[0])
        for name, day in REGIMES
    }
    table = work.tables["tariffs"]
    prices = {}
    for fact, name in names.items():
        row = table[(table["fact"] == fact) & (table["currency"] == "KZT")]
        if fact:
            prices[name] = float(row[["low", "high"]].mean(axis=1).iloc[0])
        else:
            prices[name] = work.parameters.tariff_usd_kwh * rate["2022"]
    frame = tariffs.stack(work.tables["mining_fees"], work.parameters.country, REGIMES, prices)
    frame["kzt_per_usd"] = frame["regime"].map(rate)
    return frame.assign(total_usd_kwh=frame["total_kzt_kwh"] / frame["kzt_per_usd"])


def outage_cost(work: Workings) -> pd.DataFrame:
    """Revenue lost per megawatt and hour in the outage's month, by machine (see
    mining_machines).
    """
    p, month = work.parameters, work.parameters.outage_first_day[:7]
    return mining_machines.outage_cost(work.daily, work.efficiencies, p.pue, work.all_in, month)


def explorer(work: Workings) -> pd.DataFrame:
    """Monthly mean hashprice for the break-even explorer: month, hashprice; whole months only."""
    monthly = whole_months(work.daily)
    return pd.DataFrame({"month": monthly.index, "hashprice": monthly.to_numpy()})
