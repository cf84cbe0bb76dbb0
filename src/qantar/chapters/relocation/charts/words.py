"""Words of the relocation charts: money, inputs, and what a probability may be called."""

import altair as alt

from qantar.charting import theme
from qantar.common.text import _
from qantar.report.sentences import number

# Between these limits a probability is called neither; beyond the outer ones it is called clear.
NEITHER = (0.35, 0.65)
CLEAR = (0.1, 0.9)


SHAPES = {"stay": "circle", "leave": "square", "sell": "diamond"}


def choice_scales() -> tuple[dict[str, str], alt.Scale, alt.Scale]:
    """Readers' names of the three choices, their colours and their shapes."""
    names = {"stay": _("stay"), "leave": _("leave"), "sell": _("sell")}
    colour = theme.scale(theme.CHOICES, names, names)
    return names, colour, alt.Scale(domain=list(names.values()), range=list(SHAPES.values()))


def usd(amount: float) -> str:
    """Whole dollars."""
    return number(amount, ",.0f")


def leaning(p_leave_better: float) -> str:
    """What the share of draws in which leaving beats staying allows to say: no verdict near one
    half.
    """
    share = number(p_leave_better, ".0%")
    if NEITHER[0] <= p_leave_better <= NEITHER[1]:
        return _("Leaving is better in {share} of draws: that is no verdict either way.").format(
            share=share
        )
    if CLEAR[0] <= p_leave_better <= CLEAR[1]:
        side = _("leaving") if p_leave_better > 0.5 else _("staying")
        text = _(
            "Leaving is better in {share} of draws: the ranges lean towards {side}, and no more "
            "than that."
        )
        return text.format(share=share, side=side)
    side = _("leaving") if p_leave_better > 0.5 else _("staying")
    text = _(
        "Leaving is better in {share} of draws: within these ranges {side} is the better of the "
        "two."
    )
    return text.format(share=share, side=side)


def input_names() -> dict[str, str]:
    """The reader's names of the uncertain inputs."""
    return {
        "uptime_stay": _("Uptime at home"),
        "uptime_leave": _("Uptime abroad"),
        "tariff_leave_usd_kwh": _("Hosting price abroad"),
        "idle_weeks": _("Idle weeks"),
        "loss": _("Machines lost"),
        "move_cost_usd": _("Cost of the move"),
        "decay": _("Monthly fall of hashprice"),
    }


def input_value(name: str, value: float) -> str:
    """A value of an uncertain input with its unit."""
    if name in ("uptime_stay", "uptime_leave", "loss", "decay"):
        return number(value, ".0%")
    if name == "tariff_leave_usd_kwh":
        return _("{cents} ¢").format(cents=number(100 * value, ".0f"))
    return (
        _("{usd} USD").format(usd=usd(value)) if name == "move_cost_usd" else number(value, ".0f")
    )
