"""The outlook's chart: share, shortage, price of power and hashprice on one axis of time."""

import altair as alt
import pandas as pd

from qantar.chapters.mining.prospects import MINER
from qantar.chapters.mining.words import range_words
from qantar.chapters.shared.charts.words import month_name
from qantar.charting import Chart, NoData, chart, colours, marks, style
from qantar.charting.events import Event, with_events
from qantar.common.dates import dated
from qantar.common.text import _, clauses, named
from qantar.report.sentences import number

HEIGHT = 92
BAR = 13  # px: width of a bar of shortage
BESIDE = pd.Timedelta(days=120)  # how near a line crosses the words over a bar
FIRST = pd.Timestamp("2020-01-01")
ROOM_RIGHT = pd.DateOffset(months=12)
EVENTS = ("cut-2022", "import-2022", "single-buyer-2023", "cut-2024", "reserve-2026")
MEASURED, FORECAST = "measured", "forecast"
# How a winter's shortage is known
KINDS = {
    "bought": _("power bought at the evening peak"),
    "reported": _("a shortage reported"),
    MEASURED: _("load less own generation, measured"),
    FORECAST: _("the operator's forecast"),
}

Domain = tuple[pd.Timestamp, pd.Timestamp]


@chart(tables=("mining_share", "hash_rate_estimates", "power_peaks", "tariffs", "exchange_rate",
               "network_daily", "mining_policy"))  # fmt: skip
def outlook_axis(
    shares: pd.DataFrame,
    deficits: pd.DataFrame,
    prices: pd.DataFrame,
    hashprice: pd.DataFrame,
    policy: pd.DataFrame,
    *,
    country: str,
) -> Chart:
    """What decides mining's future in a country, before and after January 2022.

    shares: date, share_low, share_high, mapped (whether a month of the map); deficits: as from
    prospects.peak_deficits; prices: as from prospects.power_prices; hashprice: month, hashprice;
    policy: table mining_policy, of which some are marked.
    """
    if deficits.empty:
        raise NoData(_("No winter's shortage of power is held for {country}."), country=country)
    domain = FIRST, max(hashprice["month"].max(), deficits["date"].max()) + ROOM_RIGHT
    marked = policy[policy["policy"].isin(EVENTS)]
    events = [
        Event(row.date, dated(row.date, _("%b %Y")), row.label) for row in marked.itertuples()
    ]
    panels = (
        _shares(shares, domain),
        _deficits(deficits, domain, marked["date"]),
        _prices(prices, domain),
        _hashprice(hashprice, domain),
    )
    drawn = [
        with_events(panel, events, domain, height=HEIGHT, labels=place == 0)
        for place, panel in enumerate(panels)
    ]
    labels = {
        "series": _("Series"),
        "date": _("Date"),
        "low": _("Low"),
        "high": _("High"),
        "note": _("Note"),
    }
    measured = deficits[deficits["kind"] == MEASURED]
    return Chart(
        altair=alt.vconcat(*drawn, spacing=30),
        data=_data(shares, deficits, prices, hashprice)[list(labels)],
        title=_("{country}'s share of mining shrank; the shortage of power outlasted the boom")
        if _outlasted(shares, measured["deficit_high_mw"])
        else _("Mining in {country}, its power and its pay on one axis of time"),
        measure=_(
            "Share of the world's mining, dots: counts after the Cambridge map; what the grid "
            "lacked at a winter's peak (full: measured; striped: bought or reported; dashed: "
            "forecast); prices of power in reports (full: miners'; open: other companies'); what a "
            "unit of computing earned a day, to {last}."
        ),
        description=_(
            "Four panels from {start} on. Share of mining: {share}. Shortage at the peak: "
            "{short}. Power: {cheap} to {dear} US cents a kilowatt-hour in "
            "{n:|# report|# reports}, {paid} of them of what miners paid. Hashprice in US dollars "
            "per petahash a second and day: {pay}."
        ),
        words={
            "country": country,
            "last": month_name(hashprice["month"].max()),
            "start": FIRST.year,
            "share": _course(shares.set_index("date")["share_high"], ".1%"),
            "short": clauses(
                _("{month} {mw} MW ({kind})").format(
                    month=month_name(row.date),
                    mw=range_words(row.deficit_low_mw, row.deficit_high_mw),
                    kind=named(row.kind),
                )
                for row in deficits.itertuples()
            ),
            "cheap": number(100 * prices["low"].min(), ".1f"),
            "dear": number(100 * prices["high"].max(), ".1f"),
            "n": len(prices),
            "paid": int((prices["kind"] == MINER).sum()),
            "pay": _course(hashprice.set_index("month")["hashprice"], ".0f"),
        },
        labels=labels,
    )


def _outlasted(shares: pd.DataFrame, measured_mw: pd.Series) -> bool:
    """Whether the miners' share fell while the shortage stayed, by the measured winters."""
    mapped, later = (shares.loc[shares["mapped"] == kind, "share_high"] for kind in (True, False))
    if mapped.empty or later.empty or len(measured_mw) < 2:
        return False
    return later.iloc[-1] < mapped.iloc[-1] and measured_mw.iloc[-1] >= measured_mw.iloc[0]


def _course(values: pd.Series, form: str) -> str:
    """The first value drawn, the highest and the last, each with its month (the index)."""
    seen = values[values.index >= FIRST]
    told = {"first": seen.index[0], "most": seen.idxmax(), "last": seen.index[-1]}
    words = {name: number(seen[month], form) for name, month in told.items()}
    months = {f"{name}_month": month_name(month) for name, month in told.items()}
    return _(
        "{first} in {first_month}, at the highest {most} in {most_month}, {last} in {last_month}"
    ).format(**words, **months)


def _x(domain: Domain) -> alt.X:
    ends = [alt.DateTime(year=one.year, month=one.month, date=one.day) for one in domain]
    scale = alt.Scale(domain=ends, nice=False, padding=0)
    return alt.X("date:T", title=None, axis=marks.time_axis(*domain), scale=scale)


def _y(field: str, title: str, form: str, **scale: object) -> alt.Y:
    axis = alt.Axis(format=form, tickCount=3, titleFontWeight="bold", titleY=-8)
    return alt.Y(field, title=title, axis=axis, scale=alt.Scale(zero=True, **scale))


def _shares(shares: pd.DataFrame, domain: Domain) -> alt.LayerChart:
    """The map's line and later estimates as ranges."""
    y = _y("share_high:Q", _("Share"), style.SHARE)
    seen = shares[shares["date"] >= domain[0]]
    labels = {"date": _("Month"), "share_high": _("Share")}
    formats = {"date": style.MONTH, "share_high": style.SHARE_FINE}
    tooltip = marks.tooltip(seen, formats, labels)
    base = alt.Chart(seen).encode(x=_x(domain), y=y)
    mapped = base.transform_filter("datum.mapped").mark_line(strokeWidth=2.75)
    later = base.transform_filter("!datum.mapped").encode(tooltip=tooltip)
    bars = later.mark_rule(strokeWidth=3, color=colours.HERO).encode(y2="share_low:Q")
    return alt.layer(mapped.encode(tooltip=tooltip), bars, later.mark_point(size=35, filled=True))


def _deficits(deficits: pd.DataFrame, domain: Domain, events: pd.Series) -> alt.LayerChart:
    """Bars of each winter's shortage: full if measured, outlined if forecast, else striped.

    Their numbers stand on the side away from a line of one of the `events` beside them; that of
    the highest bar stands above all lines.
    """
    highest = deficits["deficit_high_mw"].max()
    top = 1.2 * highest  # its number stays below the panel's title
    y = _y("deficit_high_mw:Q", _("Short at the peak, MW"), style.COUNT, domainMax=top)
    frame = deficits.assign(
        words=[*map(range_words, deficits["deficit_low_mw"], deficits["deficit_high_mw"])],
        how=deficits["kind"].map(KINDS),
        align=[
            "center" if high == highest else _away(date, events)
            for date, high in zip(deficits["date"], deficits["deficit_high_mw"], strict=True)
        ],
    )
    fill = (
        alt.when(alt.datum.kind == FORECAST).then(alt.value("transparent"))
        .when(alt.datum.kind == MEASURED).then(alt.value(colours.HERO))
        .otherwise(alt.value(marks.stripes(along="y")))
    )  # fmt: skip
    dash = marks.either(alt.datum.kind == FORECAST, style.IMPUTED_DASH, [1, 0])
    base = alt.Chart(frame).encode(x=_x(domain), y=y)
    labels = {"date": _("When"), "words": _("Short (MW)"), "how": _("Known from")}
    tooltip = marks.tooltip(frame, {"date": style.MONTH, "words": "", "how": ""}, labels)
    bars = base.mark_bar(width=BAR, stroke=colours.HERO)
    layers = [bars.encode(fill=fill, strokeDash=dash, tooltip=tooltip)]
    for align, dx in (("center", 0), ("left", -BAR / 2), ("right", 2)):
        own = base.encode(text="words:N").transform_filter(alt.datum.align == align)
        layers += marks.rimmed(own, colours.TEXT, align=align, dx=dx, baseline="bottom", dy=-3)
    return alt.layer(*layers)


def _away(date: pd.Timestamp, events: pd.Series) -> str:
    """How the words over a bar are aligned, so that they keep clear of the nearest line."""
    if events.empty:
        return "center"
    distance = events - date
    nearest = distance.loc[distance.abs().idxmin()]
    if abs(nearest) > BESIDE:
        return "center"
    return "right" if nearest > pd.Timedelta(0) else "left"


def _prices(prices: pd.DataFrame, domain: Domain) -> alt.LayerChart:
    """Reported prices of power as dots and ranges, open where others than miners pay."""
    y = _y("to_cents:Q", _("Power, US cents a kWh"), ".0f")
    frame = prices.assign(from_cents=100 * prices["low"], to_cents=100 * prices["high"])
    base = alt.Chart(frame).encode(x=_x(domain), y=y)
    labels = {
        "place": _("Who pays"),
        "from_cents": _("From (US cents)"),
        "to_cents": _("To (US cents)"),
    }
    formats = {"place": "", "from_cents": style.DECIMAL, "to_cents": style.DECIMAL}
    fill = marks.either(alt.datum.kind == MINER, colours.HERO, colours.PAPER)
    dots = base.mark_point(size=45, filled=False, strokeWidth=2, stroke=colours.HERO)
    return alt.layer(
        base.mark_rule(strokeWidth=3, color=colours.HERO).encode(y2="from_cents:Q"),
        dots.encode(fill=fill, tooltip=marks.tooltip(frame, formats, labels)),
    )


def _hashprice(hashprice: pd.DataFrame, domain: Domain) -> alt.LayerChart:
    """Hashprice by month, with its last value."""
    y = _y("hashprice:Q", _("Hashprice, USD per PH/s and day"), style.COUNT)
    seen = hashprice[hashprice["month"] >= domain[0]].rename(columns={"month": "date"})
    labels = {"date": _("Month"), "hashprice": _("USD per PH/s and day")}
    tooltip = marks.tooltip(seen, {"date": style.MONTH, "hashprice": style.COUNT}, labels)
    line = alt.Chart(seen).mark_line(strokeWidth=2.75).encode(x=_x(domain), y=y, tooltip=tooltip)
    last = seen.tail(1).assign(words=number(seen["hashprice"].iloc[-1], ".0f"))
    end = alt.Chart(last).encode(x="date:T", y="hashprice:Q", text="words:N")
    return alt.layer(line, *marks.rimmed(end, colours.HERO, "bold", align="left", dx=6))


def _data(
    shares: pd.DataFrame, deficits: pd.DataFrame, prices: pd.DataFrame, hashprice: pd.DataFrame
) -> pd.DataFrame:
    """All four series under one another: series, date, low, high, note."""
    deficit_names = {"deficit_low_mw": "low", "deficit_high_mw": "high", "kind": "note"}
    parts = {
        _("Share of mining"): shares.rename(columns={"share_low": "low", "share_high": "high"}),
        _("Short at the peak (MW)"): deficits.rename(columns=deficit_names),
        _("Power (USD/kWh)"): prices.rename(columns={"place": "note"}),
        _("Hashprice (USD per PH/s and day)"): hashprice.assign(
            date=hashprice["month"], low=hashprice["hashprice"], high=hashprice["hashprice"]
        ),
    }
    whole = pd.concat(parts, names=["series"]).fillna({"note": ""}).reset_index("series")
    return whole[whole["date"] >= FIRST].reset_index(drop=True)
