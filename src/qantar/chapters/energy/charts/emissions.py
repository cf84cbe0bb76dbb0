"""What the year's mining emitted, with the doubts about load and counting apart and together."""

import pandas as pd

from qantar.chapters.energy.uncertainty import Interval
from qantar.charting import Chart, NoData, chart, marks
from qantar.charting.style import DECIMAL, DECIMAL_FINE
from qantar.common.text import _, clauses
from qantar.report import number


def _form(found: dict[str, Interval]) -> str:
    """One decimal, or two where the ends of a range would read the same."""
    coarse = any(number(one.low, DECIMAL) == number(one.high, DECIMAL) for one in found.values())
    return DECIMAL_FINE if coarse else DECIMAL


def _title(found: dict[str, Interval]) -> str:
    counting, load = (found[kind].high - found[kind].low for kind in ("counting", "load"))
    if counting > load:
        return _(
            "By the map's load mining in {country} emitted {low} to {high} million tonnes of "
            "CO2-equivalent in {year}, by who counts carbon"
        )
    return _(
        "By the map's load mining in {country} emitted {low} to {high} million tonnes of "
        "CO2-equivalent in {year}; most doubt is in that load"
    )


@chart(tables=("mining_share", "network_power", "electricity", "electricity_balance",
               "electricity_vintages", "emission_factors"))  # fmt: skip
def emissions(
    found: dict[str, Interval] | None, *, country: str, year: int | None, load_factor_95: float
) -> Chart:
    """The 95 per cent intervals of frames.simulated. load_factor_95: stated spread of the load."""
    if found is None or year is None:
        raise NoData(_("No year's load of miners in {country} is on the map."), country=country)
    names = {
        "both": _("Both doubts together"),
        "load": _("Only how much was drawn"),
        "counting": _("Only how carbon is counted"),
    }
    counted = found["counting"].high > found["counting"].low
    if not counted:  # one way of counting leaves the doubt about the load alone
        names = {"load": names["load"]}
    form = _form({kind: found[kind] for kind in names})
    labels = {
        "what": _("Doubt about"),
        "low_mt": _("At least (Mt CO2e)"),
        "high_mt": _("At most (Mt CO2e)"),
    }
    ends = [(name, found[kind].low, found[kind].high) for kind, name in names.items()]
    rows = pd.DataFrame(ends, columns=list(labels))
    rows["single"] = [counted and kind != "both" for kind in names]
    return Chart(
        altair=marks.range_bars(
            rows, "low_mt", "high_mt", "what", doubtful="single", form=form, labels=labels
        ),
        data=rows[list(labels)],
        title=_title(found),
        measure=_(
            "Life-cycle emissions in {year}, million tonnes of CO2-equivalent: the middle 95 per "
            "cent of simulated cases. Assumed: the map's load is right within a factor of "
            "{factor}. Striped: one doubt alone; most of the counts of carbon lie below the one "
            "used."
        )
        if counted and found["both"].high < found["load"].high
        else _(
            "Life-cycle emissions in {year}, million tonnes of CO2-equivalent: the middle 95 per "
            "cent of simulated cases. Assumed: the map's load is right within a factor of "
            "{factor}. Striped: one doubt alone."
        )
        if counted
        else _(
            "Emissions in {year}, million tonnes of CO2-equivalent, the middle 95 per cent of "
            "simulated cases. Assumed: the map's load is right within a factor of {factor}; "
            "carbon is counted in one way alone."
        ),
        description=_("Ranges, million tonnes of CO2-equivalent: {rows}."),
        words={
            "country": country,
            "year": year,
            "low": number(found["both"].low, ".1f"),
            "high": number(found["both"].high, ".1f"),
            "factor": number(load_factor_95, ".2g"),
            "rows": clauses(
                _("{what} {low} to {high}").format(
                    what=row.what, low=number(row.low_mt, form), high=number(row.high_mt, form)
                )
                for row in rows.itertuples()
            ),
        },
        labels=labels,
    )
