"""What the planned nuclear plant would give, beside what the country uses and lacks."""

import pandas as pd

from qantar.chapters.energy.nuclear import Scenario
from qantar.charting import Chart, NoData, chart, marks
from qantar.charting.style import DECIMAL
from qantar.common.text import _, clauses
from qantar.report import number
from qantar.report.country_names import format_sentence


def _title(plant: Scenario, country: str) -> str:
    """What part of the growth until its first year the plant covers, if there is any growth."""
    mw = number(plant.capacity_mw, ",.0f")
    words = {"country": country, "year": plant.plant_year, "mw": mw}
    if plant.growth_twh <= 0:
        share = number(plant.share_of_latest, ".0%")
        text = _("A nuclear plant of {mw} MW would give {share} of what {country} generates")
        return format_sentence(text, share=share, **words)
    covered = plant.plant_twh / plant.growth_twh
    text = _("A nuclear plant of {mw} MW would cover {share} of the growth until {year}")
    if covered >= 1:
        text = _("A nuclear plant of {mw} MW would cover all growth until {year}")
    return format_sentence(text, share=number(covered, ".0%"), **words)


@chart(tables=("electricity", "electricity_balance"))
def nuclear_plan(plant: Scenario | None, *, country: str) -> Chart:
    """The plant's yearly output beside growth of generation, coal power and net imports [TWh]."""
    if plant is None:
        raise NoData(format_sentence(_("No generation of {country} is held."), country=country))
    values = {
        _("The plant"): plant.plant_twh,
        _("Growth until {year}").format(year=plant.plant_year): plant.growth_twh,
        _("Coal power"): plant.coal_twh or None,
        _("Net imports"): max(plant.net_imports_twh or 0.0, 0.0) or None,
    }
    labels = {"what": _("What"), "twh": _("Electricity (TWh a year)")}
    rows = pd.DataFrame(values.items(), columns=list(labels)).astype({"twh": float})
    rows = rows.dropna(ignore_index=True)
    return Chart(
        altair=marks.hero_bars(
            rows, "twh", "what", hero=_("The plant"), form=DECIMAL, labels=labels
        ),
        data=rows,
        title=_title(plant, country),
        measure=_(
            "Electricity, TWh a year. The plant: {mw} MW, {factor} of the year at full power. "
            "Growth: {growth} a year from {latest}, assumed. The rest: {latest}."
        ).format(
            mw=number(plant.capacity_mw, ",.0f"),
            factor=number(plant.capacity_factor, ".0%"),
            growth=number(plant.growth, ".1%"),
            latest=plant.latest_year,
        ),
        description=_("Bars, terawatt-hours a year: {rows}.").format(
            rows=clauses(f"{row.what} {number(row.twh, '.1f')}" for row in rows.itertuples())
        ),
        labels=labels,
    )
