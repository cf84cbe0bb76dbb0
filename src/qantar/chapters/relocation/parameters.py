"""Parameters of the relocation chapter: one miner, power at home, a place abroad, the market."""

from typing import Literal

from pydantic import model_validator

from qantar.report.parameters import ChapterParameters, Country, Day

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


class RelocationParameters(ChapterParameters):
    """What a rerun of the relocation chapter may change."""

    country: Country = "KAZ"
    start_day: Day = "2022-01-24"
    machines: int = 100
    machine_hashrate_ths: float = 100.0
    machine_efficiency_j_th: float = 30.5
    pue: float = 1.10
    horizon_months: int = 24
    discount_rate: float = 0.15
    decay_source: Literal["history", "assumption"] = "history"
    decay_low: float = 0.0
    decay: float = 0.03
    decay_high: float = 0.08
    tariff_stay_usd_kwh: float = 0.04
    fee_kzt_kwh: float = 1.0
    cut_months: int = 4
    night_tariff_kzt_kwh: float = 26.0
    night_hours: float = 10.0
    uptime_stay_low: float = 0.10
    uptime_stay: float = 0.60
    uptime_stay_high: float = 0.95
    destination: str = "United States"
    billed_on: Literal["machine", "site"] = "machine"
    uptime_leave_low: float = 0.90
    uptime_leave: float = 0.97
    uptime_leave_high: float = 1.0
    tariff_leave_usd_kwh_low: float = 0.05
    tariff_leave_usd_kwh: float = 0.07
    tariff_leave_usd_kwh_high: float = 0.09
    import_duty: float = 0.25
    idle_weeks_low: float = 4.0
    idle_weeks: float = 8.0
    idle_weeks_high: float = 13.0
    loss_low: float = 0.0
    loss: float = 0.02
    loss_high: float = 0.10
    move_cost_usd_low: float = 130.0
    move_cost_usd: float = 250.0
    move_cost_usd_high: float = 600.0
    haircut_low: float = 0.0
    haircut: float = 0.25
    haircut_high: float = 0.5
    value_kept_low: float = 0.25
    value_kept: float = 0.5
    value_kept_high: float = 1.0
    correlation_sale: float = -0.5
    correlation_hosting: float = -0.3
    draws: int = 100_000
    seed: int = 20220124

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
