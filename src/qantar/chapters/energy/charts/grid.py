"""Charts of the grid: demand and net imports, monthly trade, the yearly peak."""

import altair as alt
import pandas as pd

from qantar.chapters.energy.charts.words import one_decimal, whole
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _, told

# Monthly trade beyond this is drawn up to the edge of the plot, with its figure in words [GWh].
TRADE_LIMIT_GWH = 360.0


@chart(tables=("electricity_balance",))
def demand_and_generation(balance: pd.DataFrame, *, country: str) -> Chart:
    """Demand against generation, net imports below. balance: year, generation, demand_,
    net_imports_twh.
    """
    rows = balance.dropna(subset=["demand_twh", "net_imports_twh"])
    if rows.empty:
        raise NoData(
            told(
                _("The tables hold no electricity demand and net imports of {country}."),
                country=country,
            )
        )
    names = {"generation_twh": _("generation"), "demand_twh": _("demand")}
    lines = rows.melt("year", list(names), var_name="series", value_name="twh")
    lines["name"] = lines["series"].map(names)
    colour = theme.numbered(names.values())
    x = alt.X(
        "year:Q",
        axis=theme.year_axis(),
        scale=alt.Scale(nice=False, domain=_with_margin(rows["year"])),
    )
    year = alt.Tooltip("year:Q", title=_("Year"), format=theme.YEAR_NUMBER)
    upper = (
        alt.Chart(lines)
        .mark_line()
        .encode(
            x=x,
            y=alt.Y("twh:Q", title=_("Generation and demand (TWh)"), scale=alt.Scale(zero=False)),
            color=alt.Color("name:N", scale=colour, legend=alt.Legend(columns=2)),
            strokeDash=alt.StrokeDash(
                "name:N",
                scale=alt.Scale(domain=list(names.values()), range=[[1, 0], theme.IMPUTED_DASH]),
                legend=alt.Legend(columns=2),
            ),
            tooltip=[alt.Tooltip("name:N", title=_("Series")), year, _twh("twh")],
        )
        .properties(height=theme.HEIGHT_SMALL)
    )
    lower = (
        alt.Chart(rows)
        .mark_bar(size=alt.expr("max(4, width / 34)"))
        .encode(
            x=x,
            y=alt.Y("net_imports_twh:Q", title=_("Net imports (TWh; below zero: exports)")),
            color=alt.condition(
                "datum.net_imports_twh > 0",
                alt.value(theme.ACCENT),
                alt.value(theme.CATEGORIES["6"]),
            ),
            tooltip=[year, _twh("net_imports_twh")],
        )
        .properties(height=theme.HEIGHT_SMALL)
    )
    last = rows.loc[rows["year"].idxmax()]
    exported = rows.loc[rows["net_imports_twh"] < 0, "year"]
    words = _("{country} has imported more electricity than it exported every year since {year}")
    if exported.empty or exported.max() == last["year"]:
        words = _("{country}: demand against generation, {first} to {last}")
    first = int(rows["year"].min())
    since = int(exported.max()) + 1 if len(exported) else first
    return Chart(
        altair=alt.vconcat(upper, lower).resolve_scale(
            color="independent", strokeDash="independent"
        ),
        data=rows[["year", "generation_twh", "demand_twh", "net_imports_twh"]],
        title=told(words, country=country, year=since, first=first, last=int(last["year"])),
        description=_(
            "Above, two lines from {first} to {last}: generation and demand in {country}, in "
            "terawatt-hours; in {last} they are {generation} and {demand}. Below, bars of net "
            "imports: {imports} in {last}."
        ).format(
            first=first,
            last=int(last["year"]),
            country=country,
            generation=one_decimal(last["generation_twh"]),
            demand=one_decimal(last["demand_twh"]),
            imports=one_decimal(last["net_imports_twh"]),
        ),
        labels={
            "year": _("Year"),
            "generation_twh": _("Generation (TWh)"),
            "demand_twh": _("Demand (TWh)"),
            "net_imports_twh": _("Net imports (TWh)"),
        },
    )


def _with_margin(years: pd.Series) -> list[float]:
    """The years' domain with room for half a bar on both sides."""
    return [float(years.min()) - 0.6, float(years.max()) + 0.6]


def _twh(column: str) -> alt.Tooltip:
    return alt.Tooltip(f"{column}:Q", title=_("TWh"), format=theme.DECIMAL_FINE)


@chart(tables=("electricity_trade",))
def monthly_trade(frame: pd.DataFrame, *, country: str, names: dict[str, str]) -> Chart:
    """Monthly imports (up) and exports (down) by partner, doubtful values outlined.

    frame: month, partner, direction, energy_gwh, signed_gwh, doubt; names: reader's name by iso3.
    """
    if frame.empty:
        raise NoData(told(_("The tables hold no monthly trade of {country}."), country=country))
    directions = {"import": _("import (GWh, up)"), "export": _("export (GWh, down)")}
    drawn = frame.assign(
        partner_name=frame["partner"].map(names),
        direction_name=frame["direction"].map(directions),
        shown=frame["signed_gwh"].clip(-TRADE_LIMIT_GWH, TRADE_LIMIT_GWH),
        doubtful=frame["doubt"].notna(),
        printed=[
            _("{value} GWh as printed").format(value=whole(value))
            if value > TRADE_LIMIT_GWH
            else ""
            for value in frame["energy_gwh"]
        ],
        explained="",
        reason=frame["doubt"].fillna(_("none known")),
    )
    last_doubts = (
        drawn[drawn["doubtful"] & drawn["printed"].eq("")].groupby("partner")["month"].idxmax()
    )
    drawn.loc[last_doubts, "explained"] = _("dashed: in doubt")
    base = alt.Chart(drawn[drawn["energy_gwh"] > 0]).encode(
        x=alt.X("month:T", axis=theme.time_axis()),
        y=alt.Y("shown:Q", title=None, scale=alt.Scale(domain=[-TRADE_LIMIT_GWH, TRADE_LIMIT_GWH])),
    )
    colour = alt.Scale(
        domain=list(directions.values()), range=[theme.ACCENT, theme.CATEGORIES["1"]]
    )
    bars = base.mark_bar(size=alt.expr("max(3, width / 38)"), strokeWidth=1.2).encode(
        color=alt.Color("direction_name:N", scale=colour, legend=alt.Legend(columns=2)),
        stroke=alt.Stroke("direction_name:N", scale=colour, legend=None),
        fillOpacity=alt.condition("datum.doubtful", alt.value(0.15), alt.value(0.9)),
        strokeDash=alt.condition("datum.doubtful", alt.value([2, 2]), alt.value([1, 0])),
        tooltip=[
            alt.Tooltip("partner_name:N", title=_("Partner")),
            alt.Tooltip("month:T", title=_("Month"), format=theme.MONTH),
            alt.Tooltip("direction_name:N", title=_("Direction")),
            alt.Tooltip("energy_gwh:Q", title=_("GWh"), format=theme.DECIMAL),
            alt.Tooltip("reason:N", title=_("Doubt")),
        ],
    )
    words = base.mark_text(align="right", baseline="top", dx=-8, dy=2).encode(text="printed:N")
    notes = base.mark_text(align="left", baseline="bottom", dx=10).encode(text="explained:N")
    sure = drawn[~drawn["doubtful"]]
    totals = sure.groupby(["partner_name", "direction_name"])["energy_gwh"].sum()
    months = drawn["month"]
    return Chart(
        altair=alt.layer(bars, words, notes)
        .properties(height=110)
        .facet(row=alt.Row("partner_name:N", title=None)),
        data=drawn[["month", "partner", "direction", "energy_gwh", "doubt"]],
        title=_("{n} of {all} monthly trade figures cannot be right as printed").format(
            n=int(drawn["doubtful"].sum()), all=len(drawn)
        ),
        description=told(
            _(
                "Bars per month from {first} to {last}, a panel per partner: electricity "
                "{country} imported (up) and exported (down), in gigawatt-hours. Sums without the "
                "doubtful values: {totals}."
            ),
            first=months.min().strftime("%Y-%m"),
            last=months.max().strftime("%Y-%m"),
            country=country,
            totals=", ".join(
                f"{partner}, {way}: {whole(value)}" for (partner, way), value in totals.items()
            ),
        ),
        labels={
            "month": _("Month"),
            "partner": _("Partner"),
            "direction": _("Direction"),
            "energy_gwh": _("Electricity (GWh)"),
            "doubt": _("Doubt"),
        },
    )


def _period(period: str, kind: str) -> str:
    """``13 Dec 2023``, or ``winter 2024/25, forecast`` for a span of months."""
    if "/" in period:
        first, last = period.split("/")
        season = _("winter {first}/{last}").format(first=first[:4], last=last[2:4])
        return f"{season}, {kind}"
    return pd.Timestamp(period).strftime("%-d %b %Y")


@chart(tables=("power_peaks",))
def peak_load(frame: pd.DataFrame, *, country: str) -> Chart:
    """Load and generation at the highest load. frame: period, kind, load_mw, generation_mw,
    deficit_mw.
    """
    if frame.empty:
        raise NoData(
            told(_("The tables hold no reported peak load of {country}."), country=country)
        )
    kinds = {"measured": _("measured"), "forecast": _("forecast")}
    short = {"measured": _("{mw} MW short"), "forecast": _("about {mw} MW short")}
    drawn = frame.assign(
        row=[_period(one.period, kinds[one.kind]) for one in frame.itertuples()],
        gap=[short[one.kind].format(mw=whole(one.deficit_mw)) for one in frame.itertuples()],
        middle=(frame["load_mw"] + frame["generation_mw"]) / 2,
    )
    ends = {"generation_mw": _("own generation"), "load_mw": _("load")}
    points = drawn.melt(["row", "kind"], list(ends), var_name="end", value_name="mw")
    points["end_name"] = points["end"].map(ends)
    y = alt.Y("row:N", title=None, sort=list(drawn["row"]))
    x = alt.X(
        "mw:Q", title=_("MW at the highest load"), scale=alt.Scale(zero=False, padding=30)
    ).axis(tickCount=4)
    shape = alt.Scale(domain=list(ends.values()), range=["circle", "square"])
    legend = alt.Legend(columns=2)
    rules = alt.Chart(drawn).mark_rule(strokeWidth=3, color=theme.ACCENT)
    marks = alt.Chart(points).mark_point(size=90, filled=True)
    words = alt.Chart(drawn).mark_text(baseline="bottom", dy=-8)
    layers = [
        rules.encode(y=y, x=alt.X("generation_mw:Q"), x2="load_mw:Q"),
        marks.encode(
            y=y,
            x=x,
            shape=alt.Shape("end_name:N", scale=shape, legend=legend),
            color=alt.Color("end_name:N", scale=theme.numbered(ends.values()), legend=legend),
            tooltip=[
                alt.Tooltip("row:N", title=_("Period")),
                alt.Tooltip("end_name:N", title=_("What")),
                alt.Tooltip("mw:Q", title=_("MW"), format=theme.COUNT),
            ],
        ),
        words.encode(y=y, x=alt.X("middle:Q"), text="gap:N"),
    ]
    measured = drawn[drawn["kind"] == "measured"]
    worst = measured.loc[measured["deficit_mw"].idxmax()]
    return Chart(
        altair=alt.layer(*layers).properties(height=alt.Step(2 * theme.ROW)),
        data=frame[["period", "kind", "load_mw", "generation_mw", "deficit_mw"]],
        title=told(
            _("At the peak of {day} {country} was {mw} MW short of its own power"),
            day=worst["row"],
            country=country,
            mw=whole(worst["deficit_mw"]),
        ),
        description=told(
            _(
                "Rows per winter: load and own generation at the hour of {country}'s highest "
                "load, joined by the deficit. {rows}."
            ),
            country=country,
            rows="; ".join(f"{row.row}: {row.gap}" for row in drawn.itertuples()),
        ),
        labels={
            "period": _("Period"),
            "kind": _("Kind"),
            "load_mw": _("Load (MW)"),
            "generation_mw": _("Own generation (MW)"),
            "deficit_mw": _("Deficit (MW)"),
        },
    )
