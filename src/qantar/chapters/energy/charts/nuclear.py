"""What the planned nuclear plant would give, beside what the country uses and lacks."""

import pandas as pd

from qantar.chapters.energy.nuclear import Scenario
from qantar.charting import Chart, NoData, chart, marks
from qantar.charting.style import DECIMAL
from qantar.common.text import _, clauses
from qantar.report import number


def _title(plant: Scenario) -> str:
    """What part of the growth until its first year the plant covers, if there is any growth."""
    if plant.growth_twh <= 0:
        return _("A nuclear plant of {mw} MW would give {share} of what {country} generates")
    if plant.plant_twh >= plant.growth_twh:
        return _(
            "If generation grows by {growth} a year, a nuclear plant of {mw} MW would cover all "
            "growth until {year}"
        )
    return _(
        "If generation grows by {growth} a year, a nuclear plant of {mw} MW would cover {share} "
        "of the growth until {year}"
    )


@chart(tables=("electricity", "electricity_balance"))
def nuclear_plan(plant: Scenario | None, *, country: str) -> Chart:
    """The plant's yearly output beside growth of generation, coal power and net imports [TWh]."""
    if plant is None:
        raise NoData(_("No generation of {country} is held."), country=country)
    values = {
        _("The plant"): plant.plant_twh,
        _("Growth until {year}").format(year=plant.plant_year): plant.growth_twh,
        _("Coal power"): plant.coal_twh or None,
        _("Net imports"): max(plant.net_imports_twh or 0.0, 0.0) or None,
    }
    labels = {"what": _("What"), "twh": _("Electricity (TWh a year)")}
    rows = pd.DataFrame(values.items(), columns=list(labels)).astype({"twh": float})
    rows = rows.dropna(ignore_index=True)
    grows = plant.growth_twh > 0
    return Chart(
        altair=marks.hero_bars(
            rows, "twh", "what", hero=_("The plant"), form=DECIMAL, labels=labels
        ),
        data=rows,
        title=_title(plant),
        measure=_(
            "Electricity, TWh a year. The plant: {mw} MW, {factor} of the year at full power. "
            "Growth: {growth} a year from {latest}, assumed. The rest: {latest}."
        ),
        description=_("Bars, terawatt-hours a year: {rows}."),
        words={
            "country": country,
            "year": plant.plant_year,
            "share": number(
                plant.plant_twh / plant.growth_twh if grows else plant.share_of_latest, ".0%"
            ),
            "mw": number(plant.capacity_mw, ",.0f"),
            "factor": number(plant.capacity_factor, ".0%"),
            "growth": number(plant.growth, ".1%"),
            "latest": plant.latest_year,
            "rows": clauses(f"{row.what} {number(row.twh, '.1f')}" for row in rows.itertuples()),
        },
        labels=labels,
    )
