"""The miners' load by every way, checked against demand, and beside what countries generate."""

import altair as alt
import pandas as pd

from qantar.chapters.energy.demand import Check
from qantar.charting import Chart, NoData, chart, marks
from qantar.charting.colours import GREY_MARK, HERO, MUTED, PAPER, TEXT
from qantar.charting.style import COUNT, FONT_SIZE, ROW, SHARE_FINE
from qantar.common.text import _, clauses
from qantar.data.country_names import format_sentence
from qantar.report import day, number

# What each computed way counts, in words for a chart; a report has its own
WAYS = {
    "map, year": _("Map × power of the network"),
    "map, month": _("Map × power of the network"),
    "map, price": _("The same by price of power"),
    "fleet": _("Map × assumed machines"),
    "demand above trend": _("Growth of demand above the usual"),
    "fee": _("Declared by fee payers"),
}


def megawatts(low: float, high: float) -> str:
    """A range of megawatts, a floor where `high` is not known, a ceiling where `low` is not."""
    least, most = (number(end, ",.0f") if pd.notna(end) else "" for end in (low, high))
    if least == most:
        return least
    if not most:
        return _("≥ {number}").format(number=least)
    if not least:
        return _("≤ {number}").format(number=most)
    return _("{least}–{most}").format(least=least, most=most)


def _when(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """The month of a span within one, else the year in which it ends."""
    one, other = (moment.strftime("%Y-%m") for moment in (start, end))
    return day(one) if one == other else str(end.year)


def _rows(frame: pd.DataFrame) -> pd.DataFrame:
    ways = frame["way"].replace(WAYS)
    whens = [*map(_when, frame["start"], frame["end"])]
    ends = frame[["low_mw", "high_mw"]]
    return frame.assign(
        name=[
            _("{way}, {when}").format(way=way, when=when)
            for way, when in zip(ways, whens, strict=True)
        ],
        value=[*map(megawatts, frame["low_mw"], frame["high_mw"])],
        left=ends.bfill(axis="columns")["low_mw"],
        right=ends.ffill(axis="columns")["high_mw"],
        basis=frame["independent"].map({True: _("without the map"), False: _("with the map")}),
    )


def _ways_title(rows: pd.DataFrame, country: str) -> str:
    """The map's last full year beside what was counted in that year without the map."""
    mapped = rows[rows["way"] == "map, year"]
    year = int(mapped["end"].dt.year.max()) if len(mapped) else int(rows["end"].dt.year.min())
    free = rows[rows["independent"] & (rows["end"].dt.year == year)]
    low, high = (number(end, ",.0f") for end in (free["left"].min(), free["right"].max()))
    said = number(float(mapped["right"].max()), ",.0f") if len(mapped) else ""
    if free.empty:
        words = _("What is held of mining in {country} rests on one map: {said} MW in {year}")
    elif mapped.empty:
        words = _("Counts put miners in {country} at {low} to {high} MW in {year}")
    else:
        words = _(
            "The map puts mining at {said} MW in {year}; estimates of that year without it say "
            "{low} to {high}"
        )
        if not free["whole"].any():
            words = _(
                "In {year} the map puts mining at {said} MW; estimates without it are of parts, "
                "floors or ceilings: {low} to {high} MW"
            )
    return format_sentence(words, country=country, year=year, said=said, low=low, high=high)


@chart(tables=("mining_share", "network_power", "network_power_by_price", "network_daily",
               "mining_load_reports", "mining_reported", "mining_fees",
               "electricity_balance"))  # fmt: skip
def mining_load_by_way(frame: pd.DataFrame, *, country: str) -> Chart:
    """Every estimate of the load, those with and those without the map. frame: frames.all_ways."""
    if frame.empty:
        raise NoData(_("No count of what miners draw in {country} is held."), country=country)
    rows = _rows(frame)
    labels = {
        "name": _("Way and date"),
        "low_mw": _("At least (MW)"),
        "high_mw": _("At most (MW)"),
        "basis": _("Made"),
    }
    return Chart(
        altair=_ranges(rows, labels),
        data=rows[list(labels)],
        title=_ways_title(rows, country),
        measure=_(
            "Megawatts of mining by who counts and when. Filled: made without the Cambridge map. "
            "Open, grey: rests on it. They count different things: the whole load, a part, a "
            "limit, one way of buying."
        ),
        description=_(
            "Rows of points and ranges, megawatts of mining in {country}. With the map: {mapped}. "
            "Without it: {free}."
        ),
        words={
            "country": country,
            "mapped": _told(rows[~rows["independent"]]),
            "free": _told(rows[rows["independent"]]),
        },
        labels=labels,
    )


def _told(rows: pd.DataFrame) -> str:
    return clauses(rows["name"] + ": " + rows["value"]) or _("none")


def _ranges(rows: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    name = marks.in_lines(rows["name"])
    y = alt.Y("name:N", sort=None, axis=None)
    top = 1.3 * float(rows["right"].max())
    x = marks.quantity(alt.X, "left", ticks=4, domain=[0, top], nice=False)
    free = alt.when(alt.datum["independent"]).then(alt.value(HERO))
    colour, fill, ink = (free.otherwise(alt.value(one)) for one in (GREY_MARK, PAPER, MUTED))
    tips = marks.tooltip(rows, {"name": "", "low_mw": COUNT, "high_mw": COUNT, "basis": ""}, labels)
    base = alt.Chart(rows.assign(name=name.words)).encode(y=y, tooltip=tips)
    right = alt.X("right:Q")
    lines = base.mark_rule(strokeWidth=5).encode(x=x, x2="right", color=colour)
    points = base.mark_point(size=60, strokeWidth=2).encode(fill=fill, stroke=colour)
    values = base.mark_text(align="left", baseline="middle", dx=9)
    above = {"align": "left", "baseline": "bottom", "dy": -8 - name.added, **name.look}
    return alt.layer(
        lines,
        points.encode(x=x),
        points.encode(x=right),
        values.encode(x=right, text="value:N", color=ink),
        base.mark_text(**above, color=TEXT).encode(x=alt.value(0), text="name:N"),
    ).properties(height=alt.Step(ROW + FONT_SIZE + 1 + 2 * name.added))


@chart(tables=("mining_share", "network_power", "electricity_balance"))
def residual_check(check: Check | None, *, country: str) -> Chart:
    """Growth of demand beside the growth of the map's mining, and what is left for all others."""
    if check is None or check.demand_growth_twh <= 0:
        raise NoData(_("Demand of {country} is not held year by year."), country=country)
    values = {
        _("All demand"): check.demand_growth_twh,
        _("Miners, by the map"): check.mining_growth_twh,
        _("Left for all others"): check.other_growth_twh,
        _("All demand, a usual year"): check.usual_growth_twh,
    }
    labels = {"what": _("Growth of"), "growth_twh": _("Growth (TWh)")}
    rows = pd.DataFrame(values.items(), columns=list(labels))
    rows["own"] = rows["what"] == _("Left for all others")
    rows["value"] = [number(one, "+.2f") for one in rows["growth_twh"]]
    return Chart(
        altair=_signed_bars(rows, labels),
        data=rows[list(labels)],
        title=_("By the map miners took {share} of the growth of demand in {country} in {year}")
        if check.other_growth_twh >= 0
        else _("By the map the use of miners in {country} grew more in {year} than all demand"),
        measure=_(
            "Growth from {before} to {year}, TWh. Usual: mean of the ten years before, in {falls} "
            "of which demand fell."
        ),
        description=_("Bars, terawatt-hours of growth: {rows}."),
        words={
            "country": country,
            "share": number(check.mining_growth_twh / check.demand_growth_twh, ".0%"),
            "before": check.year - 1,
            "year": check.year,
            "falls": check.falls_before,
            "rows": clauses(rows["what"] + " " + rows["value"]),
        },
        labels=labels,
    )


def _signed_bars(rows: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    """Bars right and left of zero with their names above and values at their ends."""
    low, high = min(0.0, rows["growth_twh"].min()), rows["growth_twh"].max()
    room = 0.16 * (high - low)
    scale = alt.Scale(domain=[low - room, high + room], nice=False)
    x = alt.X("growth_twh:Q", scale=scale, axis=None)
    own = alt.when("datum.own").then(alt.value(HERO))
    grey, ink = (own.otherwise(alt.value(one)) for one in (GREY_MARK, TEXT))
    base = alt.Chart(rows).encode(y=alt.Y("what:N", sort=None, axis=None))
    tips = marks.tooltip(rows, {"what": "", "growth_twh": "+.2f"}, labels)
    names = base.mark_text(align="left", baseline="bottom", dy=-9)
    layers = [
        base.mark_bar(height=14).encode(x=x, color=grey, tooltip=tips),
        names.encode(x=alt.value(0), text="what:N"),
    ]
    for sign, align, dx in (">=", "left", 6), ("<", "right", -6):
        part = base.transform_filter(f"datum.growth_twh {sign} 0").encode(
            x=x, text="value:N", color=ink
        )
        layers.append(part.mark_text(align=align, baseline="middle", dx=dx, fontWeight="bold"))
    return alt.layer(*layers).properties(height=alt.Step(ROW + FONT_SIZE + 3))


def _weight_title(countries: pd.Index, country: str) -> str:
    """Where mining weighed most. countries: by what it weighed, the most first."""
    if countries[0] == country:
        return _(
            "Of the countries on the map mining took the largest part of the power in {country}: "
            "{share} in {year}"
        )
    if country in countries:
        return _("Mining took {share} of the power of {country}; the most was {most} in {first}")
    return _("In {year} mining weighed most on the grid of {first}: {most} of a year's power")


@chart(tables=("mining_share", "network_power", "electricity_balance"))
def share_of_grid(frame: pd.DataFrame, *, country: str) -> Chart:
    """Mining over generation in a year, by country. frame: as from frames.weights."""
    labels = {
        "country": _("Country"),
        "energy_twh": _("Mining (TWh)"),
        "share_of_generation": _("Share of generation"),
        "doubtful": _("Doubtful"),
    }
    drawn = frame[list(labels)]
    shares = drawn.set_index("country")["share_of_generation"]
    told = shares.map(lambda share: number(share, SHARE_FINE))
    return Chart(
        altair=marks.hero_bars(
            drawn,
            "share_of_generation",
            "country",
            hero=country,
            doubtful="doubtful",
            form=SHARE_FINE,
            labels=labels,
        ),
        data=drawn,
        title=_weight_title(told.index, country),
        measure=_(
            "Electricity of miners by the map and the Cambridge index, per cent of all that the "
            "country generated in {year}. Striped: the map's publisher sees little evidence of "
            "mining there. The map names no other country."
        ),
        description=_("Bars by country, mining's share of generation in {year}: {rows}."),
        words={
            "country": country,
            "year": frame["year"].max(),
            "share": told.get(country),
            "first": told.index[0],
            "most": told.iloc[0],
            "rows": clauses(told.index + " " + told),
        },
        labels=labels,
    )
