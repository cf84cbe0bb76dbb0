"""The miners' load by every way, checked against demand, and beside what countries generate."""

import altair as alt
import pandas as pd

from qantar.chapters.energy.demand import Check
from qantar.charting import Chart, NoData, chart, marks
from qantar.charting.colours import GREY_MARK, HERO, MUTED, PAPER, TEXT
from qantar.charting.style import COUNT, FONT_SIZE, ROW, SHARE_FINE
from qantar.common.text import _, clauses
from qantar.report import day, number
from qantar.report.country_names import format_sentence

WAYS = (
    "mining_share",
    "network_power",
    "network_power_by_price",
    "network_daily",
    "mining_load_reports",
    "mining_reported",
    "mining_fees",
    "electricity_balance",
)


def _way_names() -> dict[str, str]:
    """What each computed way counts, in words for a chart; a report has its own."""
    return {
        "map, year": _("Map × power of the network"),
        "map, month": _("Map × power of the network"),
        "map, price": _("The same by price of power"),
        "fleet": _("Map × assumed machines"),
        "demand above trend": _("Growth of demand above the usual"),
        "fee": _("Declared by fee payers"),
    }


def _value(low: float, high: float) -> str:
    least, most = (number(end, ",.0f") if pd.notna(end) else "" for end in (low, high))
    if least == most:
        return least
    if not most:
        return _("≥ {number}").format(number=least)
    if not least:
        return _("≤ {number}").format(number=most)
    return _("{low}–{high}").format(low=least, high=most)


def _when(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """The month of a span within one, else the year in which it ends."""
    one, other = (moment.strftime("%Y-%m") for moment in (start, end))
    return day(one) if one == other else str(end.year)


def _rows(frame: pd.DataFrame) -> pd.DataFrame:
    names = _way_names()
    ends = frame[["low_mw", "high_mw"]]
    return frame.assign(
        name=[
            _("{way}, {when}").format(
                way=names.get(row.way, row.way), when=_when(row.start, row.end)
            )
            for row in frame.itertuples()
        ],
        value=[_value(row.low_mw, row.high_mw) for row in frame.itertuples()],
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
            "The map puts mining at {said} MW in {year}; counts of that year without it say {low} "
            "to {high}"
        )
        if not free["whole"].any():
            words = _(
                "The map puts mining at {said} MW in {year}; counts without it see a part, or "
                "give a floor: {low} to {high} MW"
            )
    return format_sentence(words, country=country, year=year, said=said, low=low, high=high)


@chart(tables=WAYS)
def mining_load_by_way(frame: pd.DataFrame, *, country: str) -> Chart:
    """Every estimate of the load, those with and those without the map. frame: frames.all_ways."""
    if frame.empty:
        raise NoData(
            format_sentence(
                _("No count of what miners draw in {country} is held."), country=country
            )
        )
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
            "Open, grey: rests on it. They count different things: the whole load, a limit, a "
            "fall, one way of buying."
        ),
        description=format_sentence(
            _("Rows of points and ranges, megawatts of mining in {country}: {rows}."),
            country=country,
            rows=clauses(f"{row.name}: {row.value} ({row.basis})" for row in rows.itertuples()),
        ),
        labels=labels,
    )


def _ranges(rows: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    name = marks.in_lines(rows["name"])
    y = alt.Y("name", type="nominal", sort=None, axis=None)
    top = 1.3 * float(rows["right"].max())
    scale = alt.Scale(domain=[0, top], nice=False)
    x = alt.X("left", type="quantitative", title=None, scale=scale, axis=alt.Axis(tickCount=4))
    free = alt.datum["independent"]
    colour = alt.when(free).then(alt.value(HERO)).otherwise(alt.value(GREY_MARK))
    fill = alt.when(free).then(alt.value(HERO)).otherwise(alt.value(PAPER))
    tips = marks.tooltip(rows, {"name": "", "low_mw": COUNT, "high_mw": COUNT, "basis": ""}, labels)
    base = alt.Chart(rows.assign(name=name.words)).encode(y=y, tooltip=tips)
    right = alt.X("right", type="quantitative")
    lines = base.mark_rule(strokeWidth=5).encode(x=x, x2="right", color=colour)
    points = base.mark_point(size=60, strokeWidth=2).encode(fill=fill, stroke=colour)
    values = base.mark_text(align="left", baseline="middle", dx=9).encode(
        x=right,
        text=alt.Text("value", type="nominal"),
        color=alt.when(free).then(alt.value(HERO)).otherwise(alt.value(MUTED)),
    )
    above = {"align": "left", "baseline": "bottom", "dy": -8 - name.added, **name.look}
    names = base.mark_text(**above, color=TEXT).encode(
        x=alt.value(0), text=alt.Text("name", type="nominal")
    )
    layers = [lines, points.encode(x=x), points.encode(x=right), values, names]
    return alt.layer(*layers).properties(height=alt.Step(ROW + FONT_SIZE + 1 + 2 * name.added))


def _check_title(check: Check, country: str) -> str:
    words = _("By the map miners in {country} added more in {year} than all demand grew")
    if check.other_growth_twh >= 0:
        words = _("By the map miners took {share} of the growth of demand in {country} in {year}")
    share = number(check.mining_growth_twh / check.demand_growth_twh, ".0%")
    return format_sentence(words, country=country, year=check.year, share=share)


@chart(tables=("mining_share", "network_power", "electricity_balance"))
def residual_check(check: Check | None, *, country: str) -> Chart:
    """Growth of demand beside the growth of the map's mining, and what is left for all others."""
    if check is None or check.demand_growth_twh <= 0:
        raise NoData(
            format_sentence(_("Demand of {country} is not held year by year."), country=country)
        )
    values = {
        _("All demand"): check.demand_growth_twh,
        _("Miners, by the map"): check.mining_growth_twh,
        _("Left for all others"): check.other_growth_twh,
        _("All demand, a usual year"): check.usual_growth_twh,
    }
    rows = pd.DataFrame({"what": list(values), "growth_twh": list(values.values())})
    rows["own"] = rows["what"] == _("Left for all others")
    rows["value"] = [number(one, "+.2f") for one in rows["growth_twh"]]
    labels = {"what": _("Growth of"), "growth_twh": _("Growth (TWh)")}
    measure = _(
        "Growth from {before} to {year}, TWh. Usual: mean of the ten years before, in {falls} of "
        "which demand fell."
    ).format(before=check.year - 1, year=check.year, falls=check.falls_before)
    return Chart(
        altair=_signed_bars(rows, labels),
        data=rows[["what", "growth_twh"]],
        title=_check_title(check, country),
        measure=measure,
        description=_("Bars, terawatt-hours of growth: {rows}.").format(
            rows=clauses(f"{row.what} {row.value}" for row in rows.itertuples())
        ),
        labels=labels,
    )


def _signed_bars(rows: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    """Bars right and left of zero with their names above and values at their ends."""
    y = alt.Y("what", type="nominal", sort=None, axis=None)
    low, high = min(0.0, rows["growth_twh"].min()), rows["growth_twh"].max()
    room = 0.16 * (high - low)
    scale = alt.Scale(domain=[low - room, high + room], nice=False)
    x = alt.X("growth_twh", type="quantitative", scale=scale, axis=None)
    own = alt.when("datum.own").then(alt.value(HERO))
    base = alt.Chart(rows).encode(y=y)
    tips = marks.tooltip(rows, {"what": "", "growth_twh": "+.2f"}, labels)
    layers = [
        base.mark_bar(height=14).encode(
            x=x, color=own.otherwise(alt.value(GREY_MARK)), tooltip=tips
        ),
        base.mark_text(align="left", baseline="bottom", dy=-9).encode(
            x=alt.value(0), text=alt.Text("what", type="nominal")
        ),
    ]
    text = alt.Text("value", type="nominal")
    for sign, align, dx in (">=", "left", 6), ("<", "right", -6):
        part = base.transform_filter(f"datum.growth_twh {sign} 0").encode(x=x, text=text)
        words = part.mark_text(align=align, baseline="middle", dx=dx, fontWeight="bold")
        layers.append(words.encode(color=own.otherwise(alt.value(TEXT))))
    return alt.layer(*layers).properties(height=alt.Step(ROW + FONT_SIZE + 3))


def _weight_title(rows: pd.DataFrame, country: str, year: int) -> str:
    shares = rows.set_index("country")["share_of_generation"]
    first = shares.index[0]
    if first == country:
        words = _(
            "On no grid of the map did mining weigh as much as in {country}: {share} in {year}"
        )
        return format_sentence(
            words, country=country, share=number(shares.iloc[0], SHARE_FINE), year=year
        )
    if country in shares.index:
        words = _("Mining took {share} of the power of {country}; the most was {most} in {first}")
        share, most = (number(shares[one], SHARE_FINE) for one in (country, first))
        return format_sentence(words, country=country, share=share, most=most, first=first)
    words = _("In {year} mining weighed most on the grid of {first}: {most} of a year's power")
    return format_sentence(words, year=year, first=first, most=number(shares.iloc[0], SHARE_FINE))


@chart(tables=("mining_share", "network_power", "electricity_balance"))
def share_of_grid(frame: pd.DataFrame, *, country: str) -> Chart:
    """Mining over generation in a year, by country. frame: as from frames.weights."""
    year = int(frame["year"].max())
    labels = {
        "country": _("Country"),
        "energy_twh": _("Mining (TWh)"),
        "share_of_generation": _("Share of generation"),
        "doubtful": _("Doubtful"),
    }
    drawn = frame[list(labels)]
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
        title=_weight_title(drawn, country, year),
        measure=_(
            "Electricity of miners by the map and the Cambridge index, per cent of all that the "
            "country generated in {year}. Striped: the map's publisher sees little evidence of "
            "mining there. The map names no other country."
        ).format(year=year),
        description=_("Bars by country, mining's share of generation in {year}: {rows}.").format(
            year=year,
            rows=clauses(
                f"{row.country} {number(row.share_of_generation, SHARE_FINE)}"
                for row in drawn.itertuples()
            ),
        ),
        labels=labels,
    )
