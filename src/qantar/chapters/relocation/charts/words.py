"""Names that the relocation charts and tables share, and values with their units."""

from qantar.common.text import _, named
from qantar.data.country_names import format_sentence
from qantar.report.sentences import number

SHARES = ("uptime_stay", "uptime_leave", "loss", "haircut", "value_kept", "duty")
FORMS = dict.fromkeys(SHARES, ".0%")
THOUSANDS = "format(datum.value / 1000, ',.0f')"  # what an axis of US dollars says at its ticks


def choice_name(choice: str, name: str) -> str:
    """A choice as the subject of a sentence: Staying, Selling, Leaving for Russia."""
    if choice == "leave":
        return format_sentence(_("Leaving for {place}"), place=name)
    return {"stay": _("Staying"), "sell": _("Selling")}[choice]


def row_name(choice: str, name: str) -> str:
    """A choice as the label of its row."""
    if choice == "leave":
        return format_sentence(_("Leave for {place}"), place=name)
    if choice == "sell":
        return _("Sell")
    return {
        "nothing": _("Stay, no power in the cut"),
        "night": _("Stay, night imports in the cut"),
        "declared": _("Stay, declared load in the cut"),
        "steady": _("Stay, power as assumed"),
    }[name]


def supply_names() -> dict[str, str]:
    """The supplies at home."""
    return {
        "nothing": _("no power in the cut"),
        "night": _("night imports in the cut"),
        "declared": _("the declared load in the cut"),
        "steady": _("power as assumed"),
    }


def assumption_names() -> dict[str, str]:
    """The assumptions that are moved."""
    return {
        "destination": _("Destination"),
        "supply": _("Power during the cut"),
        "cut": _("Months of the cut"),
        "billing": _("Billed abroad on"),
        "duty": _("Import duty"),
        "decay": _("Change of hashprice a month"),
        "uptime_stay": _("Uptime at home"),
        "uptime_leave": _("Uptime abroad"),
        "tariff_leave_usd_kwh": _("Price of power abroad"),
        "idle_weeks": _("Weeks of the move"),
        "loss": _("Machines lost"),
        "move_cost_usd": _("Cost of the move"),
        "haircut": _("Discount of a sale"),
        "value_kept": _("Worth kept to the end"),
    }


def thousands(low_usd: float, high_usd: float) -> str:
    """A range in thousand US dollars; one number where both ends round to it."""
    low, high = (number(usd / 1000, ",.0f") for usd in (low_usd, high_usd))
    return low if low == high else _("{low} to {high}").format(low=low, high=high)


def value_words(assumption: str, value: float | str) -> str:
    """One value of an assumption, with its unit."""
    if isinstance(value, str):
        short = {
            "nothing": _("none"),
            "night": _("at night"),
            "declared": _("as declared"),
            "site": _("site"),
            "machine": _("machine"),
        }
        return short.get(value) or named(value)
    if assumption == "decay":
        return number(-value, "+.1%")
    if assumption == "tariff_leave_usd_kwh":
        return _("{cents} ¢").format(cents=number(100 * value, ".3g"))
    if assumption == "move_cost_usd":
        return _("{usd} USD").format(usd=number(value, ",.0f"))
    return number(value, FORMS.get(assumption, ".3g"))
