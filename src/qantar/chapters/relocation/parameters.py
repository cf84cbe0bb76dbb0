"""Parameters of the relocation chapter: one miner, power at home, a place abroad, the market."""

from typing import Any, Literal

from pydantic import model_validator

from qantar.report.parameters import ChapterParameters, Country, Day, parameter

# Inputs with a range: the point is the mode of a triangle from <name>_low to <name>_high.
TRIANGLES = (
    "decay",
    "uptime_stay",
    "uptime_leave",
    "tariff_leave_usd_kwh",
    "idle_weeks",
    "loss",
    "move_cost_usd",
    "haircut",
    "value_kept",
)
RENAMED = {
    **{
        f"range_{name}": f"is now {name}_low, {name} and {name}_high"
        for name in TRIANGLES
        if name not in ("haircut", "value_kept")
    },
    "hashprice_month": "is gone: the path starts from the 30 days before start_day",
    "asking_month": "is gone: the price is that of the first month with listings from start_day on",
    "floor_kzt_kwh": "is gone: no source gives the steps of the fee of 2023",
    "floor_from": "is gone: no source gives the steps of the fee of 2023",
    "import_duty_shown": "is now import_duty",
    "haircut_shown": "is now haircut_high",
    "residual_value": "is now value_kept",
    "residual_shown": "is now value_kept",
}


def _share(default: float, meaning: str, source: str, *, most: float = 1.0) -> Any:
    return parameter(default, meaning, unit="share", source=source, ge=0, le=most)


class RelocationParameters(ChapterParameters):
    """What a rerun of the relocation chapter may change."""

    renamed = RENAMED
    country: Country = parameter(
        "KAZ", "country to stay in", unit="ISO 3166-1 alpha-3", source="edition"
    )
    start_day: Day = parameter(
        "2022-01-24",
        "day of the decision",
        unit="day",
        source="table events: supply to miners cut from that day",
    )
    machines: int = parameter(
        100, "machines of the miner", unit="machines", source="assumption", ge=1, le=1_000_000
    )
    machine_hashrate_ths: float = parameter(
        100.0,
        "hash rate of a machine",
        unit="TH/s",
        source="table asics: Antminer S19j Pro 100T",
        gt=0,
        le=1000,
    )
    machine_efficiency_j_th: float = parameter(
        30.5,
        "efficiency of a machine",
        unit="J/TH",
        source="assumption: between the S19j Pro's listings of 29.5 and 33 in table asics",
        ge=5,
        le=300,
    )
    pue: float = parameter(
        1.10,
        "power of the miner's own site over power of its machines",
        unit="ratio",
        source="CBECI methodology",
        ge=1,
        le=2,
    )
    horizon_months: int = parameter(24, "horizon", unit="months", source="assumption", ge=1, le=48)
    discount_rate: float = parameter(
        0.15, "discount rate", unit="share a year", source="assumption", ge=0, le=1
    )
    decay_source: Literal["history", "assumption"] = parameter(
        "history",
        "where the fall of the hashprice comes from: falls known by start_day, or decay_low, "
        "decay and decay_high",
        unit="",
        source="table network_daily",
    )
    decay_low: float = parameter(
        0.0, "smallest assumed fall of the hashprice", unit="share a month", source="assumption",
        ge=-0.5, lt=1,
    )  # fmt: skip
    decay: float = parameter(
        0.03, "likeliest assumed fall of the hashprice", unit="share a month", source="assumption",
        ge=-0.5, lt=1,
    )  # fmt: skip
    decay_high: float = parameter(
        0.08, "largest assumed fall of the hashprice", unit="share a month", source="assumption",
        ge=-0.5, lt=1,
    )  # fmt: skip
    tariff_stay_usd_kwh: float = parameter(
        0.04,
        "energy price at home",
        unit="USD/kWh",
        source="table tariffs: 0.03 to 0.04 (BTC KZ)",
        ge=0,
        le=1,
    )
    fee_kzt_kwh: float = parameter(
        1.0,
        "mining fee at home",
        unit="KZT/kWh",
        source="table mining_fees: flat fee of 2022",
        ge=0,
        le=1000,
    )
    cut_months: int = parameter(
        4,
        "months after start_day in which supply at home is cut",
        unit="months",
        source="table events: 24 January to late May 2022",
        ge=0,
        le=48,
    )
    night_tariff_kzt_kwh: float = parameter(
        26.0,
        "price of imported power at night during the cut",
        unit="KZT/kWh",
        source="table destinations: a farm in Karaganda region",
        ge=0,
        le=1000,
    )
    night_hours: float = parameter(
        10.0,
        "hours a day with imported power during the cut",
        unit="hours",
        source="table destinations: midnight to ten in the morning",
        ge=0,
        le=24,
    )
    uptime_stay_low: float = _share(0.10, "least share of time with power at home", "assumption")
    uptime_stay: float = _share(0.60, "share of time with power at home", "assumption")
    uptime_stay_high: float = _share(0.95, "most share of time with power at home", "assumption")
    destination: str = parameter(
        "United States",
        "place to leave for; a name of table destinations replaces that row",
        unit="",
        source="table destinations",
        min_length=2,
        max_length=30,
    )
    billed_on: Literal["machine", "site"] = parameter(
        "machine",
        "whose kilowatt-hours are paid for abroad: a host bills the machine's",
        unit="",
        source="table destinations",
    )
    uptime_leave_low: float = _share(0.90, "least share of time with power abroad", "assumption")
    uptime_leave: float = _share(0.97, "share of time with power abroad", "assumption")
    uptime_leave_high: float = _share(1.0, "most share of time with power abroad", "assumption")
    tariff_leave_usd_kwh_low: float = parameter(
        0.05, "lowest price of power abroad", unit="USD/kWh", source="table destinations",
        ge=0, le=1,
    )  # fmt: skip
    tariff_leave_usd_kwh: float = parameter(
        0.07, "price of power abroad, hosting included", unit="USD/kWh",
        source="table destinations", ge=0, le=1,
    )  # fmt: skip
    tariff_leave_usd_kwh_high: float = parameter(
        0.09, "highest price of power abroad", unit="USD/kWh", source="table destinations",
        ge=0, le=1,
    )  # fmt: skip
    import_duty: float = _share(
        0.25, "duty at the border, share of what the machine would sell for", "table destinations"
    )
    idle_weeks_low: float = parameter(
        4.0, "fewest weeks of the move", unit="weeks", source="table destinations", ge=0, le=208
    )
    idle_weeks: float = parameter(
        8.0, "weeks of the move, in which nothing is earned", unit="weeks",
        source="table destinations", ge=0, le=208,
    )  # fmt: skip
    idle_weeks_high: float = parameter(
        13.0, "most weeks of the move", unit="weeks", source="table destinations", ge=0, le=208
    )
    loss_low: float = _share(0.0, "least share of machines lost", "table destinations")
    loss: float = _share(0.02, "share of machines lost on the way", "table destinations")
    loss_high: float = _share(0.10, "largest share of machines lost", "table destinations")
    move_cost_usd_low: float = parameter(
        130.0, "lowest cost of the move", unit="USD per machine", source="table destinations", ge=0
    )
    move_cost_usd: float = parameter(
        250.0, "cost of the move", unit="USD per machine", source="table destinations", ge=0
    )
    move_cost_usd_high: float = parameter(
        600.0, "highest cost of the move", unit="USD per machine", source="table destinations", ge=0
    )
    haircut_low: float = _share(
        0.0, "smallest discount of a sale from the price asked", "assumption"
    )
    haircut: float = _share(0.25, "discount of a sale from the price asked", "assumption")
    haircut_high: float = _share(
        0.5,
        "largest discount of a sale",
        "CoinDesk, July 2022: machines traded at about half of the price index",
    )
    value_kept_low: float = _share(
        0.25, "least share of a machine's worth in days of earnings kept to the horizon",
        "assumption", most=2.0,
    )  # fmt: skip
    value_kept: float = _share(
        0.5, "share of a machine's worth in days of earnings kept to the horizon", "assumption",
        most=2.0,
    )  # fmt: skip
    value_kept_high: float = _share(
        1.0, "most of a machine's worth in days of earnings kept to the horizon", "assumption",
        most=2.0,
    )  # fmt: skip
    correlation_sale: float = parameter(
        -0.5, "correlation of the price of machines with the fall of the hashprice", unit="",
        source="assumption", ge=-1, le=1,
    )  # fmt: skip
    correlation_hosting: float = parameter(
        -0.3, "correlation of the price of power abroad with the fall of the hashprice", unit="",
        source="assumption", ge=-1, le=1,
    )  # fmt: skip
    draws: int = parameter(
        100_000, "draws of the simulation", unit="draws", source="assumption", ge=100, le=1_000_000
    )
    seed: int = parameter(20220124, "seed of the simulation", unit="", source="assumption", ge=0)

    @model_validator(mode="after")
    def _one_problem(self) -> "RelocationParameters":
        for name in TRIANGLES:
            low, point, high = triangle(self, name)
            if not low <= point <= high:
                raise ValueError(
                    f"parameter {name} = {point:g} lies outside {low:g} to {high:g} "
                    f"({name}_low, {name}_high); change those too"
                )
        fields = type(self).model_fields
        decays = ("decay_low", "decay", "decay_high")
        changed = [name for name in decays if getattr(self, name) != fields[name].default]
        if self.decay_source == "history" and changed:
            raise ValueError(
                f"parameter {changed[0]} has no effect with decay_source = 'history'; "
                "set decay_source to 'assumption'"
            )
        return self


def triangle(p: RelocationParameters, name: str) -> tuple[float, float, float]:
    """Lowest, likeliest and highest value of an input of TRIANGLES."""
    return getattr(p, f"{name}_low"), getattr(p, name), getattr(p, f"{name}_high")
