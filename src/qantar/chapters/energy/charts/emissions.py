"""What the year's mining emitted, with the doubts about load and counting apart and together."""

import pandas as pd

from qantar.chapters.energy.uncertainty import Interval
from qantar.charting import Chart, NoData, chart, marks
from qantar.charting.style import DECIMAL, DECIMAL_FINE
from qantar.common.text import _, clauses
from qantar.report import number
from qantar.report.country_names import format_sentence


def _width(one: Interval) -> float:
    return one.high - one.low


def _form(found: dict[str, Interval]) -> str:
    """One decimal, or two where the ends of a range would read the same."""
    coarse = any(number(one.low, DECIMAL) == number(one.high, DECIMAL) for one in found.values())
    return DECIMAL_FINE if coarse else DECIMAL


def _title(found: dict[str, Interval], country: str, year: int) -> str:
    words = _(
        "Mining in {country} emitted {low} to {high} million tonnes of CO2-equivalent in {year}; "
        "most doubt is in the load"
    )
    if _width(found["counting"]) > _width(found["load"]):
        words = _(
            "Mining in {country} emitted {low} to {high} million tonnes of CO2-equivalent in "
            "{year}, by who counts carbon"
        )
    low, high = (number(end, ".1f") for end in (found["both"].low, found["both"].high))
    return format_sentence(words, country=country, year=year, low=low, high=high)


@chart(
    tables=(
        "mining_share",
        "network_power",
        "electricity",
        "electricity_balance",
        "electricity_vintages",
        "emission_factors",
    )
)
def emissions(
    found: dict[str, Interval] | None, *, country: str, year: int | None, load_factor_95: float
) -> Chart:
    """The 95 per cent intervals of frames.simulated. load_factor_95: stated spread of the load."""
    if found is None or year is None:
        raise NoData(
            format_sentence(
                _("No year's load of miners in {country} is on the map."), country=country
            )
        )
    names = {
        "both": _("Both doubts together"),
        "load": _("Only how much was drawn"),
        "counting": _("Only how carbon is counted"),
    }
    counted = _width(found["counting"]) > 0
    if not counted:  # one way of counting leaves the doubt about the load alone
        names = {"load": names["load"]}
    form = _form({kind: found[kind] for kind in names})
    rows = pd.DataFrame(
        {
            "what": list(names.values()),
            "low_mt": [found[kind].low for kind in names],
            "high_mt": [found[kind].high for kind in names],
            "single": [counted and kind != "both" for kind in names],
        }
    )
    labels = {
        "what": _("Doubt about"),
        "low_mt": _("At least (Mt CO2e)"),
        "high_mt": _("At most (Mt CO2e)"),
    }
    return Chart(
        altair=marks.range_bars(
            rows, "low_mt", "high_mt", "what", doubtful="single", form=form, labels=labels
        ),
        data=rows[list(labels)],
        title=_title(found, country, year),
        measure=(
            _(
                "Life-cycle emissions in {year}, million tonnes of CO2-equivalent, the middle 95 "
                "per cent of simulated cases. Assumed: the map's load is right within a factor of "
                "{factor}; the intensity lies between the lowest and highest life-cycle count, "
                "most of that span below the one used, so that both doubts together end lower "
                "than the load's alone. Striped: one doubt alone."
            )
            if counted and found["both"].high < found["load"].high
            else _(
                "Life-cycle emissions in {year}, million tonnes of CO2-equivalent, the middle 95 "
                "per cent of simulated cases. Assumed: the map's load is right within a factor of "
                "{factor}; the intensity lies between the lowest and highest life-cycle count. "
                "Striped: one doubt alone."
            )
            if counted
            else _(
                "Emissions in {year}, million tonnes of CO2-equivalent, the middle 95 per cent of "
                "simulated cases. Assumed: the map's load is right within a factor of {factor}; "
                "carbon is counted in one way alone."
            )
        ).format(year=year, factor=number(load_factor_95, ".2g")),
        description=_("Ranges, million tonnes of CO2-equivalent: {rows}.").format(
            rows=clauses(
                _("{what} {low} to {high}").format(
                    what=row.what, low=number(row.low_mt, form), high=number(row.high_mt, form)
                )
                for row in rows.itertuples()
            )
        ),
        labels=labels,
    )
