"""Parameters of the relocation chapter: one machine, what it may earn at home and abroad."""

from typing import Annotated

from pydantic import AfterValidator, Field

from qantar.report.parameters import ChapterParameters, Country, Day, Month, parameter


def _ordered(limits: list[float]) -> list[float]:
    if len(limits) != 3 or sorted(limits) != limits:
        raise ValueError("should be three numbers, low to high: low, most likely, high")
    return limits


ShareTriangle = Annotated[list[Annotated[float, Field(ge=0, le=1)]], AfterValidator(_ordered)]
DecayTriangle = Annotated[list[Annotated[float, Field(ge=-0.5, lt=1)]], AfterValidator(_ordered)]
PositiveTriangle = Annotated[list[Annotated[float, Field(ge=0)]], AfterValidator(_ordered)]


class RelocationParameters(ChapterParameters):
    """What a rerun of the relocation chapter may change."""

    country: Country = parameter(
        "KAZ", "country to stay in", unit="ISO 3166-1 alpha-3", source="edition"
    )
    start_day: Day = parameter(
        "2022-01-24",
        "day of the decision",
        unit="day",
        source="table events: supply to miners cut from that day",
    )
    machine_hashrate_ths: float = parameter(
        100.0,
        "hash rate of the machine",
        unit="TH/s",
        source="table asics: Antminer S19j Pro 100T",
        gt=0,
        le=1000,
    )
    machine_efficiency_j_th: float = parameter(
        30.5,
        "efficiency of the machine",
        unit="J/TH",
        source="assumption: between the S19j Pro's listings of 29.5 and 33 in table asics",
        ge=5,
        le=300,
    )
    pue: float = parameter(
        1.10,
        "site power over machine power, at home and abroad",
        unit="ratio",
        source="CBECI methodology",
        ge=1,
        le=2,
    )
    horizon_months: int = parameter(24, "horizon", unit="months", source="assumption", ge=1, le=120)
    discount_rate: float = parameter(
        0.15, "discount rate", unit="share a year", source="assumption", ge=0, le=1
    )
    hashprice_month: Month = parameter(
        "2022-01",
        "month whose mean hashprice the path starts from",
        unit="month",
        source="table network_daily",
    )
    decay: float = parameter(
        0.03,
        "monthly fall of the hashprice",
        unit="share a month",
        source="assumption",
        ge=-0.5,
        lt=1,
    )
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
    floor_kzt_kwh: float = parameter(
        25.0,
        "least that energy and fee cost at home from the floor's first day",
        unit="KZT/kWh",
        source="table mining_fees: end points cited, the floor between them from memory",
        ge=0,
        le=1000,
    )
    floor_from: Day = parameter(
        "2023-01-01", "first day of the floor", unit="day", source="table mining_fees"
    )
    cut_months: int = parameter(
        4,
        "months without supply at home",
        unit="months",
        source="facts: 24 January to 25 May 2022",
        ge=0,
        le=120,
    )
    uptime_stay: float = parameter(
        0.60, "share of time with power at home", unit="share", source="assumption", ge=0, le=1
    )
    uptime_leave: float = parameter(
        1.0, "share of time with power abroad", unit="share", source="assumption", ge=0, le=1
    )
    tariff_leave_usd_kwh: float = parameter(
        0.07,
        "all-in hosting price abroad: power and hosting, no tax on profit",
        unit="USD/kWh",
        source="table tariffs: US hosting 0.06 to 0.08 (Compass Mining, 2022)",
        ge=0,
        le=1,
    )
    idle_weeks: float = parameter(
        8.0,
        "weeks in which the moved machine earns nothing",
        unit="weeks",
        source="assumption: 30 days door to door (Marathon, 2021) and as long to install",
        ge=0,
        le=520,
    )
    loss: float = parameter(
        0.05, "share of machines lost on the way", unit="share", source="assumption", ge=0, le=1
    )
    move_cost_usd: float = parameter(
        250.0,
        "cost of the move",
        unit="USD per machine",
        source="assumption: air freight of about 800 yuan (LatePost, 2021) and handling",
        ge=0,
    )
    import_duty: float = parameter(
        0.0,
        "duty at the border, share of the machine's price",
        unit="share",
        source="assumption",
        ge=0,
        le=1,
    )
    import_duty_shown: float = parameter(
        0.25,
        "duty of the variant shown beside",
        unit="share",
        source="US duty on machines of Chinese origin (Wall Street Journal, 2021)",
        ge=0,
        le=1,
    )
    residual_value: float = parameter(
        0.0,
        "price of the machine at the horizon, share of today's",
        unit="share",
        source="assumption",
        ge=0,
        le=1,
    )
    residual_shown: float = parameter(
        0.25,
        "residual value of the variant shown beside",
        unit="share",
        source="assumption",
        ge=0,
        le=1,
    )
    asking_month: Month = parameter(
        "2022-02",
        "month of the asking prices",
        unit="month",
        source="table asic_prices: first month with many listings",
    )
    haircut: float = parameter(
        0.0,
        "discount of a sale from the asking price",
        unit="share",
        source="assumption",
        ge=0,
        le=1,
    )
    haircut_shown: float = parameter(
        0.5,
        "largest discount of a sale shown beside",
        unit="share",
        source="assumption",
        ge=0,
        le=1,
    )
    range_uptime_stay: ShareTriangle = parameter(
        [0.1, 0.6, 0.95], "low, most likely, high uptime at home", unit="share", source="assumption"
    )
    range_uptime_leave: ShareTriangle = parameter(
        [0.90, 0.97, 1.0], "low, most likely, high uptime abroad", unit="share", source="assumption"
    )
    range_tariff_leave_usd_kwh: PositiveTriangle = parameter(
        [0.05, 0.07, 0.09],
        "low, most likely, high hosting price abroad",
        unit="USD/kWh",
        source="assumption",
    )
    range_idle_weeks: PositiveTriangle = parameter(
        [4.0, 8.0, 16.0], "low, most likely, high idle weeks", unit="weeks", source="assumption"
    )
    range_loss: ShareTriangle = parameter(
        [0.0, 0.05, 0.15], "low, most likely, high share lost", unit="share", source="assumption"
    )
    range_move_cost_usd: PositiveTriangle = parameter(
        [100.0, 250.0, 600.0],
        "low, most likely, high cost of the move",
        unit="USD per machine",
        source="assumption",
    )
    range_decay: DecayTriangle = parameter(
        [0.0, 0.03, 0.08],
        "low, most likely, high monthly fall of the hashprice",
        unit="share a month",
        source="assumption",
    )
    draws: int = parameter(
        100_000, "draws of the simulation", unit="draws", source="assumption", ge=100, le=1_000_000
    )
    seed: int = parameter(20220124, "seed of the simulation", unit="", source="assumption", ge=0)
