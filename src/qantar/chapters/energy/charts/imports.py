"""Imports of electricity minus exports, year by year."""

import altair as alt
import pandas as pd

from qantar.charting import Chart, NoData, chart, marks
from qantar.charting.colours import ACCENT, GREY_MARK, HERO, TEXT
from qantar.charting.events import Event, with_events
from qantar.charting.style import HEIGHT_SMALL, YEAR_NUMBER
from qantar.common.text import _
from qantar.report import number
from qantar.report.country_names import format_sentence

CUT = 2022  # year in which miners were cut off the grid


def _title(rows: pd.DataFrame, country: str) -> str:
    exported = rows.loc[rows["net_imports_twh"] < 0, "year"]
    last = int(rows["year"].max())
    since = int(exported.max()) + 1 if len(exported) else int(rows["year"].min())
    before = rows.loc[rows["year"] < since, "net_imports_twh"]
    if since == CUT and last > CUT and (before > 0).any():
        words = _(
            "Since {since}, the year the miners were cut off, {country} has again imported more "
            "power than it sold"
        )
    elif since == CUT and last > CUT:
        words = _("{country} turned to importing power in the year the miners were cut off")
    elif since <= last:
        words = _("{country} has imported power on balance in every year since {since}")
    else:
        words = _("{country} exported more power than it imported in {last}")
    return format_sentence(words, country=country, since=since, last=last)


@chart(tables=("electricity_balance", "mining_reported", "mining_fees"))
def net_imports(balance: pd.DataFrame, declared_twh: float | None, *, country: str) -> Chart:
    """Net imports by year, with the power that miners declared in 2022.

    balance: year, net_imports_twh (positive: import); declared_twh: as from load.declared_twh.
    """
    rows = balance.dropna(subset=["net_imports_twh"])[["year", "net_imports_twh"]]
    if rows.empty:
        raise NoData(
            format_sentence(_("No imports and exports of {country} are held."), country=country)
        )
    rows = rows.assign(series=_("net imports"))
    data = rows
    if declared_twh is not None:
        row = {"year": CUT, "net_imports_twh": declared_twh, "series": _("declared by miners")}
        data = pd.concat([rows, pd.DataFrame([row])], ignore_index=True)
    first, last = int(rows["year"].min()), int(rows["year"].max())
    x = _x(first, last)
    drawn = alt.layer(_bars(rows, x), *_declared(data[data["series"] != _("net imports")], x))
    event = Event(CUT - 0.5, _("24 Jan 2022"), _("miners cut off"))
    return Chart(
        altair=with_events(drawn, [event], (first, last), height=HEIGHT_SMALL + 70),
        data=data,
        title=_title(rows, country),
        measure=_(
            "Imports minus exports of electricity, TWh a year, {first}–{last}. Grey, below zero: "
            "exports. Diamond: what miners alone declared for the fee of 2022."
        ).format(first=first, last=last),
        description=format_sentence(
            _(
                "Bars by year: imports minus exports of electricity of {country}, from {least} TWh "
                "in {least_year} to {latest} TWh in {last}."
            ),
            country=country,
            least=number(float(rows["net_imports_twh"].min()), ".1f"),
            least_year=int(rows.loc[rows["net_imports_twh"].idxmin(), "year"]),
            latest=number(float(rows.loc[rows["year"].idxmax(), "net_imports_twh"]), ".1f"),
            last=last,
        ),
        labels={
            "year": _("Year"),
            "net_imports_twh": _("Electricity (TWh)"),
            "series": _("What"),
        },
    )


def _x(first: int, last: int) -> alt.X:
    domain = [first - 0.6, last + 0.6]
    axis = alt.Axis(format=YEAR_NUMBER, tickMinStep=1, title=None, tickCount=6)
    scale = alt.Scale(domain=domain, nice=False, zero=False)
    return alt.X("year", type="quantitative", axis=axis, scale=scale)


def _bars(rows: pd.DataFrame, x: alt.X) -> alt.Chart:
    imported = alt.datum["net_imports_twh"] > 0
    formats = {"year": YEAR_NUMBER, "net_imports_twh": ".2f"}
    names = {"year": _("Year"), "net_imports_twh": _("Net imports (TWh)")}
    return (
        alt.Chart(rows)
        .mark_bar(size=alt.expr(f"max(4, width / {len(rows) * 1.5})"))
        .encode(
            x=x,
            y=alt.Y("net_imports_twh", type="quantitative", title=None),
            color=alt.when(imported).then(alt.value(HERO)).otherwise(alt.value(GREY_MARK)),
            tooltip=marks.tooltip(rows, formats, names),
        )
    )


def _declared(rows: pd.DataFrame, x: alt.X) -> list[alt.Chart]:
    """A diamond for what miners declared, with its value beside it."""
    if rows.empty:
        return []
    base = alt.Chart(rows).encode(x=x, y=alt.Y("net_imports_twh", type="quantitative"))
    point = base.mark_point(shape="diamond", size=110, filled=True, color=ACCENT, opacity=1)
    words = _("miners {twh}").format(twh=number(float(rows["net_imports_twh"].iloc[0]), ".1f"))
    label = base.encode(text=alt.value(words))
    return [point, *marks.rimmed(label, TEXT, align="right", baseline="middle", dx=-10)]
