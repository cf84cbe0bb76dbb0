"""Imports of electricity minus exports, year by year."""

import altair as alt
import pandas as pd

from qantar.charting import Chart, NoData, chart, marks
from qantar.charting.colours import ACCENT, GREY_MARK, HERO, TEXT
from qantar.charting.events import Event, with_events
from qantar.charting.style import HEIGHT_SMALL, YEAR_NUMBER
from qantar.common.text import _, clauses
from qantar.report import number

CUT = 2022  # year in which planned supply to miners was cancelled
IN_DOUBT = 2022  # in the trade by month that it agrees with, one import seems misprinted
TOLD = 5  # years whose values the description gives


def _title(since: int, last: int) -> str:
    """What the last year was, and `since` which year power was imported on balance."""
    if since == CUT and last > CUT:
        return _(
            "Since {since}, when supply to miners was cancelled, {country} has not sold more power "
            "than it bought"
        )
    if since <= last:
        return _("{country} has imported power on balance in every year since {since}")
    return _("{country} exported more power than it imported in {last}")


@chart(tables=("electricity_balance", "mining_reported", "mining_fees"))
def net_imports(balance: pd.DataFrame, declared_twh: float | None, *, country: str) -> Chart:
    """Net imports by year, with the power that miners declared in 2022.

    balance: year, net_imports_twh (positive: import); declared_twh: as from load.declared_twh.
    """
    rows = balance.dropna(subset=["net_imports_twh"])[["year", "net_imports_twh"]]
    if rows.empty:
        raise NoData(_("No imports and exports of {country} are held."), country=country)
    rows = rows.assign(series=_("net imports"))
    first, last = int(rows["year"].min()), int(rows["year"].max())
    twh = rows.set_index("year")["net_imports_twh"]
    axis = alt.Axis(format=YEAR_NUMBER, tickMinStep=1, title=None, tickCount=6)
    scale = alt.Scale(domain=[first - 0.6, last + 0.6], nice=False, zero=False)
    x = alt.X("year:Q", axis=axis, scale=scale)
    data, layers = rows, [_bars(rows, x)]
    if declared_twh is not None:
        declared = pd.DataFrame(
            [[CUT, declared_twh, _("declared by miners")]], columns=rows.columns
        )
        data = pd.concat([rows, declared], ignore_index=True)
        layers += _declared(declared, declared_twh, x)
    exported = twh.index[twh < 0]
    since = int(exported.max()) + 1 if len(exported) else first
    event = Event(CUT - 0.5, _("24 Jan 2022"), _("supply to miners cancelled"))
    return Chart(
        altair=with_events(alt.layer(*layers), [event], (first, last), height=HEIGHT_SMALL + 70),
        data=data,
        title=_title(since, last),
        measure=_(
            "Imports minus exports of electricity, TWh a year, {first}–{last}. Grey: exports. "
            "Pale: in doubt. Diamond: what miners alone declared for the fee of 2022."
        ),
        description=_(
            "Bars by year, imports minus exports of electricity of {country} in TWh: at the lowest "
            "{least} in {least_year}; {rows}. {doubted} is in doubt."
        )
        if declared_twh is None
        else _(
            "Bars by year, imports minus exports of electricity of {country} in TWh: at the lowest "
            "{least} in {least_year}; {rows}. {doubted} is in doubt. A diamond: {declared} "
            "declared by miners for {cut}."
        ),
        words={
            "country": country,
            "since": since,
            "first": first,
            "last": last,
            "least": number(twh.min(), ".1f"),
            "least_year": twh.idxmin(),
            "rows": clauses(
                _("{value} in {year}").format(value=number(value, ".1f"), year=year)
                for year, value in twh.tail(TOLD).items()
            ),
            "declared": number(declared_twh or 0, ".1f"),
            "cut": CUT,
            "doubted": IN_DOUBT,
        },
        labels={"year": _("Year"), "net_imports_twh": _("Electricity (TWh)"), "series": _("What")},
    )


def _bars(rows: pd.DataFrame, x: alt.X) -> alt.Chart:
    formats = {"year": YEAR_NUMBER, "net_imports_twh": ".2f"}
    names = {"year": _("Year"), "net_imports_twh": _("Net imports (TWh)")}
    bars = alt.Chart(rows).mark_bar(size=alt.expr(f"max(4, width / {len(rows) * 1.5})"))
    return bars.encode(
        x=x,
        y=alt.Y("net_imports_twh:Q", title=None),
        color=marks.either(alt.datum["net_imports_twh"] > 0, HERO, GREY_MARK),
        opacity=marks.either(alt.datum["year"] == IN_DOUBT, 0.4, 1),
        tooltip=marks.tooltip(rows, formats, names),
    )


def _declared(rows: pd.DataFrame, twh: float, x: alt.X) -> list[alt.Chart]:
    """A diamond for what miners declared, with its value beside it."""
    base = alt.Chart(rows).encode(x=x, y="net_imports_twh:Q")
    point = base.mark_point(shape="diamond", size=110, filled=True, color=ACCENT, opacity=1)
    label = base.encode(text=alt.value(_("miners {twh}").format(twh=number(twh, ".1f"))))
    return [point, *marks.rimmed(label, TEXT, align="right", baseline="middle", dx=-10)]
