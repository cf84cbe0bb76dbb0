"""Charts of money: output, prices, rents and the exchange rate over time; billionaires beside
GDP.
"""

import altair as alt
import pandas as pd

from qantar.chapters.wealth.charts.words import listed, money_name, percent
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _, told
from qantar.report.sentences import number

PANEL = 90
SHARES = ("resource_rents_of_gdp", "inflation")
THOUSANDS = "gdp_per_head_usd"
# From here on values are written without decimals.
LARGE = 1000


@chart(tables=("macro", "oil_price"))
def money_over_time(frame: pd.DataFrame, *, country: str, base_year: int, year: int) -> Chart:
    """A panel for each series on one axis of years, the two compared years marked.

    frame: indicator, year, value.
    """
    if frame.empty:
        raise NoData(told(_("The tables hold no prices or output of {country}."), country=country))
    drawn = frame.assign(
        shown=frame["value"].where(frame["indicator"] != THOUSANDS, frame["value"] / 1000)
    )
    span = [int(frame["year"].min()), int(frame["year"].max())]
    panels = [
        _money_panel(rows, str(indicator), span, (base_year, year))
        for indicator, rows in drawn.groupby("indicator", sort=False)
    ]
    return Chart(
        altair=alt.vconcat(*panels, spacing=14),
        data=frame,
        title=_money_title(frame, country, base_year, year),
        description=told(
            _("{n} panels of lines from {first} to {last} for {country}. {values}"),
            n=len(panels),
            first=span[0],
            last=span[1],
            country=country,
            values=" ".join(
                _money_words(rows, str(one)) for one, rows in drawn.groupby("indicator", sort=False)
            ),
        ),
        labels={"indicator": _("Series"), "year": _("Year"), "value": _("Value")},
    )


def _money_panel(
    rows: pd.DataFrame, indicator: str, span: list[int], marked: tuple[int, int]
) -> alt.LayerChart:
    form = theme.SHARE if indicator in SHARES else theme.SIGNIFICANT
    name = money_name(indicator)
    years = alt.Scale(domain=span, nice=False, zero=False)
    base = alt.Chart(rows).encode(
        x=alt.X("year:Q", axis=theme.year_axis(), scale=years),
        y=alt.Y("shown:Q", title=name, axis=alt.Axis(format=form, tickCount=3)),
    )
    tooltip = [
        alt.Tooltip("year:Q", title=_("Year"), format=theme.YEAR_NUMBER),
        alt.Tooltip(
            "shown:Q", title=name, format=theme.SHARE_FINE if indicator in SHARES else form
        ),
    ]
    at = pd.DataFrame({"year": [one for one in marked if span[0] <= one <= span[1]]})
    rules = (
        alt.Chart(at)
        .mark_rule(strokeDash=theme.EXPECTED_DASH)
        .encode(x=alt.X("year:Q", scale=years))
    )
    points = base.mark_point(size=25).encode(tooltip=tooltip)
    return alt.layer(rules, base.mark_line(), points).properties(height=PANEL)


def _money_words(rows: pd.DataFrame, indicator: str) -> str:
    first, last = rows.iloc[0], rows.iloc[-1]
    great = max(first["shown"], last["shown"]) >= LARGE
    form = ".0%" if indicator in SHARES else ",.0f" if great else ",.3g"
    return _("{name}: {first} in {start}, {last} in {end}.").format(
        name=money_name(indicator),
        first=number(first["shown"], form),
        start=first["year"],
        last=number(last["shown"], form),
        end=last["year"],
    )


def _money_title(frame: pd.DataFrame, country: str, base_year: int, year: int) -> str:
    rate = frame[frame["indicator"] == "exchange_rate_per_usd"].set_index("year")["value"]
    head = frame[frame["indicator"] == "gdp_per_head_usd"].set_index("year")["value"]
    if not {base_year, year} <= set(rate.index) or not {base_year, year} <= set(head.index):
        return _("{country}: money over time").format(country=country)
    text = _(
        "{country}, {start} to {end}: GDP per head in dollars {change}, the dollar {dollar} in "
        "its currency"
    )
    if rate[year] == rate[base_year]:
        text = _("{country}, {start} to {end}: GDP per head in dollars {change}")
    return text.format(
        country=country,
        start=base_year,
        end=year,
        change=number(head[year] / head[base_year] - 1, "+.0%"),
        dollar=number(rate[year] / rate[base_year] - 1, "+.0%"),
    )


@chart(tables=("billionaires_totals", "macro", "household_wealth"))
def billionaires_of_peers(
    frame: pd.DataFrame, *, names: dict[str, str], country: str, year: int
) -> Chart:
    """Wealth of the people on Forbes's list over GDP in one year, one row a country.

    frame: iso3, year, people, total_usd_bn, of_gdp, of_wealth (all years); names: by code; country:
    code.
    """
    rows = (
        frame[(frame["year"] == year)]
        .dropna(subset="of_gdp")
        .sort_values("of_gdp", ascending=False)
    )
    if country not in set(rows["iso3"]):
        message = _("The tables hold no list of billionaires or no GDP of {country} in {year}.")
        raise NoData(told(message, country=names[country], year=year))
    label = _("{share} · {people}")
    drawn = rows.assign(
        name=rows["iso3"].map(names),
        own=rows["iso3"] == country,
        text=[
            label.format(share=percent(row.of_gdp), people=int(row.people))
            if row.people
            else _("nobody listed")
            for row in rows.itertuples()
        ],
    )
    base = alt.Chart(drawn).encode(y=alt.Y("name:N", sort=drawn["name"].tolist(), title=None))
    colour = alt.Color(
        "own:N",
        scale=alt.Scale(domain=[True, False], range=[theme.HERO, theme.GREY_MARK]),
        legend=None,
    )
    x = alt.X(
        "of_gdp:Q",
        title=_("Billionaires' wealth over GDP · people listed"),
        axis=alt.Axis(format=theme.SHARE, tickCount=4),
        scale=alt.Scale(domain=[0, float(drawn["of_gdp"].max()) * 1.25 + 0.01]),
    )
    bars = base.mark_bar(height=12).encode(
        x=x,
        color=colour,
        tooltip=[
            alt.Tooltip("name:N", title=_("Country")),
            alt.Tooltip("people:Q", title=_("People")),
            alt.Tooltip("total_usd_bn:Q", title=_("Billion US dollars"), format=theme.DECIMAL),
            alt.Tooltip("of_gdp:Q", title=_("Over GDP"), format=theme.SHARE_FINE),
        ],
    )
    words = base.mark_text(align="left", dx=5).encode(x=x, text="text:N")
    place = drawn["own"].tolist().index(True) + 1
    own = drawn[drawn["own"]].iloc[0]
    return Chart(
        altair=alt.layer(bars, words).properties(height=alt.Step(theme.ROW)),
        data=drawn[["iso3", "name", "year", "people", "total_usd_bn", "of_gdp"]],
        title=_of_peers_title(own, year, place, len(drawn)),
        description=_(
            "Bars for {year}: net worth of the people on Forbes's list over GDP. {values}."
        ).format(
            year=year,
            values=listed(
                f"{row.name_} {percent(row.of_gdp) if row.people else row.text}"
                for row in drawn.rename(columns={"name": "name_"}).itertuples()
            ),
        ),
        labels={
            "iso3": _("Code"),
            "name": _("Country"),
            "year": _("Year"),
            "people": _("People listed"),
            "total_usd_bn": _("Net worth (billion USD)"),
            "of_gdp": _("Over GDP"),
        },
    )


def _of_peers_title(own: pd.Series, year: int, place: int, n: int) -> str:
    text = _("{country}, {year}: billionaires' wealth is {share} of GDP, rank {place} of {n}")
    if not own["people"]:
        text = _(
            "{country}, {year}: nobody is on Forbes's list, so there is nothing to set beside GDP"
        )
    return text.format(
        country=own["name"], year=year, share=percent(own["of_gdp"]), place=place, n=n
    )


@chart(tables=("billionaires_totals", "macro", "household_wealth"))
def billionaires_over_time(frame: pd.DataFrame, *, names: dict[str, str], country: str) -> Chart:
    """Wealth of a country's people on Forbes's list over GDP and over household wealth, per year.

    frame: iso3, year, people, total_usd_bn, of_gdp, of_wealth; names: by code; country: code.
    """
    own = frame[(frame["iso3"] == country) & frame["of_gdp"].notna()]
    if own.empty or own["people"].max() == 0:
        message = _("Forbes lists nobody under {country} from {first} to {last}.")
        years = frame["year"]
        raise NoData(told(message, country=names[country], first=years.min(), last=years.max()))
    kinds = {"of_gdp": _("over GDP"), "of_wealth": _("over household wealth (UBS)")}
    drawn = own.melt(["year", "people", "total_usd_bn"], list(kinds), "kind", "share").dropna(
        subset="share"
    )
    drawn["name"] = drawn["kind"].map(kinds)
    base = alt.Chart(drawn).encode(
        x=alt.X("year:Q", axis=theme.year_axis(), scale=alt.Scale(nice=False)),
        y=alt.Y(
            "share:Q",
            title=_("Billionaires' wealth"),
            axis=alt.Axis(format=theme.SHARE, tickCount=5),
        ),
        color=alt.Color(
            "name:N",
            scale=theme.numbered(kinds.values()),
            legend=alt.Legend(title=None, columns=1, offset=30),
        ),
        tooltip=[
            alt.Tooltip("year:Q", title=_("Year"), format=theme.YEAR_NUMBER),
            alt.Tooltip("name:N", title=_("Share")),
            alt.Tooltip("share:Q", title=_("Billionaires' wealth"), format=theme.SHARE_FINE),
            alt.Tooltip("people:Q", title=_("People")),
            alt.Tooltip("total_usd_bn:Q", title=_("Billion US dollars"), format=theme.DECIMAL),
        ],
    )
    line = base.transform_filter("datum.kind == 'of_gdp'").mark_line()
    points = base.mark_point(size=60).encode(
        shape=alt.Shape("name:N", scale=alt.Scale(domain=list(kinds.values())))
    )
    first, last = own.iloc[0], own.iloc[-1]
    words = {
        "country": names[country],
        "first": percent(first["of_gdp"]),
        "start": first["year"],
        "last": percent(last["of_gdp"]),
        "end": last["year"],
    }
    title = _("{country}: billionaires' wealth was {first} of GDP in {start}, {last} in {end}")
    return Chart(
        altair=alt.layer(line, points).properties(height=theme.HEIGHT),
        data=drawn[["year", "kind", "share", "people", "total_usd_bn"]],
        title=title.format(**words),
        description=told(
            _(
                "A line over time, net worth of the people Forbes lists under {country} over GDP: "
                "{first} in {start}, {last} in {end}; points for the same over household wealth: "
                "{points}."
            ),
            points=listed(
                f"{row.year} {percent(row.share)}"
                for row in drawn[drawn["kind"] == "of_wealth"].itertuples()
            )
            or _("none in the tables"),
            **words,
        ),
        labels={
            "year": _("Year"),
            "kind": _("Over"),
            "share": _("Share"),
            "people": _("People listed"),
            "total_usd_bn": _("Net worth (billion USD)"),
        },
    )
