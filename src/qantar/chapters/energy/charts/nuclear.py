"""Charts of uranium and of the planned nuclear plant."""

import json

import altair as alt
import pandas as pd

from qantar.chapters.energy.charts.words import (
    one_decimal,
    own_line_thicker,
    percent,
    source_scale,
    whole,
)
from qantar.chapters.energy.electricity import source_names
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _, told

LABEL_GAP = 0.06
ABOVE_MARKER = -26
TOP = 10
KILOHOURS = 8.76  # hours of a year, in thousands: GW times this is TWh


def _country_scale(shown: list[str], names: dict[str, str]) -> alt.Scale:
    """The book's colours for countries that have one, numbered colours for the rest: their lines
    cross.
    """
    spare = iter(theme.CATEGORIES.values())
    colours = [theme.COUNTRIES.get(iso3) or next(spare) for iso3 in shown]
    return alt.Scale(domain=[names[iso3] for iso3 in shown], range=colours)


@chart(tables=("uranium",))
def uranium_shares(
    produced: pd.DataFrame, *, iso3: str, names: dict[str, str], change: int
) -> Chart:
    """Share of world uranium mine production: the country and the largest others.

    produced: as from uranium.production; change: the year from which another series is used.
    """
    last = produced[produced["year"] == produced["year"].max()].nlargest(4, "share")["iso3"]
    shown = list(dict.fromkeys([iso3, *last])) if iso3 in set(produced["iso3"]) else list(last)
    if produced.empty:
        raise NoData(_("The tables hold no uranium production."))
    drawn = produced[produced["iso3"].isin(shown)].sort_values(["iso3", "year"])
    drawn = drawn.assign(name=drawn["iso3"].map(names), own=drawn["iso3"].eq(iso3))
    colour = _country_scale(shown, names)
    axis = alt.Axis(format=theme.SHARE, titleY=ABOVE_MARKER)
    lines = alt.Chart(drawn).encode(
        x=alt.X("year:Q", axis=theme.year_axis(), scale=alt.Scale(nice=False)),
        y=alt.Y("share:Q", title=_("Share of world mine production"), axis=axis),
        color=alt.Color("name:N", scale=colour, legend=None),
        tooltip=[
            alt.Tooltip("name:N", title=_("Country")),
            alt.Tooltip("year:Q", title=_("Year"), format=theme.YEAR_NUMBER),
            alt.Tooltip("share:Q", title=_("Share"), format=theme.SHARE_FINE),
            alt.Tooltip("tonnes_u:Q", title=_("t U"), format=theme.COUNT),
        ],
    )
    gap = LABEL_GAP * drawn["share"].max()
    labels = theme.end_labels(drawn, "year", "share", "name", colour, gap=gap)
    latest = produced[produced["year"] == produced["year"].max()].nlargest(5, "share")
    first = latest.iloc[0]
    marker = theme.marker(change - 0.5, _("new series"), align="right")
    return Chart(
        altair=alt.layer(*own_line_thicker(lines), labels, marker).properties(height=theme.HEIGHT),
        data=drawn[["iso3", "name", "year", "series", "tonnes_u", "share"]],
        title=told(
            _("{country} mined {share} of the world's uranium in {year}"),
            country=names[first["iso3"]],
            share=percent(first["share"]),
            year=first["year"],
        ),
        description=_(
            "Lines of each country's share of the uranium mined in the world, {start} to {year}; "
            "the series changes in {change}. In {year}: {rows}."
        ).format(
            start=drawn["year"].min(),
            year=first["year"],
            change=change,
            rows=", ".join(f"{row.country} {percent(row.share)}" for row in latest.itertuples()),
        ),
        labels={
            "iso3": _("Code"),
            "name": _("Country"),
            "year": _("Year"),
            "series": _("Series"),
            "tonnes_u": _("Uranium (t U)"),
            "share": _("Share of world"),
        },
    )


@chart(tables=("uranium",))
def uranium_producers(producers: pd.DataFrame, *, iso3: str, year: int) -> Chart:
    """The largest producers of a year [t U]. producers: country, iso3, tonnes_u, share, rank,
    estimated.
    """
    if producers.empty:
        raise NoData(_("The tables hold no uranium production for {year}.").format(year=year))
    kept = (producers["rank"] <= TOP) | producers["iso3"].eq(iso3)
    drawn = producers[kept].assign(own=producers["iso3"].eq(iso3))
    estimated = drawn["estimated"].map({True: _(" (estimate)"), False: ""})
    drawn = drawn.assign(
        label=drawn["share"].map(percent),
        country=drawn["country"] + estimated,
    )
    base = alt.Chart(drawn).encode(
        y=alt.Y("country:N", title=None, sort=list(drawn["country"])),
        x=alt.X(
            "tonnes_u:Q",
            title=_("Uranium mined (t U)"),
            scale=alt.Scale(domain=[0, 1.25 * drawn["tonnes_u"].max()]),
            axis=alt.Axis(format=theme.COUNT, tickCount=4),
        ),
    )
    bars = base.mark_bar().encode(
        color=alt.condition("datum.own", alt.value(theme.HERO), alt.value(theme.GREY_MARK)),
        tooltip=[
            alt.Tooltip("country:N", title=_("Country")),
            alt.Tooltip("tonnes_u:Q", title=_("t U"), format=theme.COUNT),
            alt.Tooltip("share:Q", title=_("Share of world"), format=theme.SHARE_FINE),
        ],
    )
    words = base.mark_text(align="left", dx=4).encode(text="label:N")
    first, second = producers.iloc[0], producers.iloc[1]
    return Chart(
        altair=alt.layer(bars, words).properties(height=alt.Step(theme.ROW)),
        data=drawn[["rank", "country", "tonnes_u", "share"]],
        title=_(
            "{first} mined {times} times as much uranium as {second}, the next, in {year}"
        ).format(
            first=first["country"],
            times=f"{first['tonnes_u'] / second['tonnes_u']:.1f}",
            second=second["country"],
            year=year,
        ),
        description=_("Bars of the uranium mined in {year}, largest first: {rows}.").format(
            year=year,
            rows=", ".join(
                f"{row.country} {whole(row.tonnes_u)} t ({row.label})" for row in drawn.itertuples()
            ),
        ),
        labels={
            "rank": _("Rank"),
            "country": _("Country"),
            "tonnes_u": _("Uranium (t U)"),
            "share": _("Share of world"),
        },
    )


def _sliders(capacity_gw: float, factor: float) -> tuple[alt.Parameter, alt.Parameter]:
    """Sliders for the plant's size and capacity factor, wide enough for the values given."""
    gigawatts = alt.binding_range(
        min=0, max=max(10.0, capacity_gw), step=0.1, name=_("Nuclear capacity (GW)") + " "
    )
    share = alt.binding_range(
        min=min(0.5, factor), max=max(0.95, factor), step=0.01, name=_("Capacity factor") + " "
    )
    return (
        alt.param(name="capacity_gw", value=capacity_gw, bind=gigawatts),
        alt.param(name="capacity_factor", value=factor, bind=share),
    )


def _plan_bars(values: pd.Series, cases: list[str], output: str) -> alt.Chart:
    """The mix as it was and with the plant; `output` is the plant's output [TWh] as an
    expression.
    """
    words = source_names()
    rows = [
        {
            "case": case,
            "source": source,
            "name": words[source],
            "base_twh": twh,
            "place": place,
            "plant": at,
        }
        for at, case in enumerate(cases)
        for place, (source, twh) in enumerate(values.items())
    ]
    twh = (
        "datum.plant == 0 ? datum.base_twh : datum.source == 'nuclear' ? datum.base_twh + "
        f"{output} : datum.source == 'coal' ? max(0, datum.base_twh - {output}) : datum.base_twh"
    )
    scale = source_scale(list(values.index))
    return (
        alt.Chart(pd.DataFrame(rows))
        .transform_calculate(twh=twh)
        .mark_bar()
        .encode(
            y=alt.Y("case:N", title=None, sort=cases),
            x=alt.X(
                "twh:Q", title=_("Generation (TWh)"), axis=alt.Axis(format=theme.COUNT, tickCount=5)
            ),
            color=alt.Color("name:N", scale=scale, legend=alt.Legend(columns=3)),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("case:N", title=_("Case")),
                alt.Tooltip("name:N", title=_("Source")),
                alt.Tooltip("twh:Q", title=_("TWh"), format=theme.DECIMAL),
            ],
        )
    )


def _plan_answer(total: float, output: str) -> alt.Chart:
    """The sentence above the bars, which follows the sliders."""
    sentence = json.dumps(_("plant: {twh} TWh, {share} of the total"))
    words = (
        f"replace(replace({sentence}, '{{twh}}', format({output}, '.1f')), "
        f"'{{share}}', format(({output}) / {total}, '.0%'))"
    )
    return (
        alt.Chart(pd.DataFrame({"place": [0]}))
        .mark_text(align="left", baseline="bottom", dy=-5)
        .encode(x=alt.value(0), y=alt.value(0), text="words:N")
        .transform_calculate(words=words)
    )


@chart(tables=("electricity",))
def nuclear_plan(
    mix: pd.DataFrame, *, country: str, capacity_mw: float, capacity_factor: float, year: int
) -> Chart:
    """The latest mix as it is, and with the plant in place of coal; sliders set size and capacity
    factor.

    mix: source, generation_twh of one year.
    """
    if mix.empty:
        raise NoData(
            told(_("The tables hold no generation by source for {country}."), country=country)
        )
    used = mix[mix["generation_twh"] > 0].set_index("source")["generation_twh"]
    values = used.reindex(["nuclear", *used.index.drop("nuclear", errors="ignore")], fill_value=0.0)
    plant, coal = capacity_mw / 1000 * capacity_factor * KILOHOURS, values.get("coal", 0.0)
    after = values.add(pd.Series({"nuclear": plant, "coal": -min(plant, coal)}), fill_value=0)[
        values.index
    ]
    capacity, factor = _sliders(capacity_mw / 1000, capacity_factor)
    output = f"{capacity.name} * {factor.name} * {KILOHOURS}"
    cases = [_("{year} as it was").format(year=year), _("with the plant")]
    drawn = alt.layer(_plan_bars(values, cases, output), _plan_answer(values.sum(), output))
    return Chart(
        altair=drawn.add_params(capacity, factor).properties(height=alt.Step(2 * theme.ROW)),
        data=pd.DataFrame({"as_it_was_twh": values, "with_plant_twh": after}).reset_index(
            names="source"
        ),
        title=told(
            _("{mw} MW of nuclear power would be {share} of {country}'s generation of {year}"),
            mw=whole(capacity_mw),
            share=percent(plant / values.sum()),
            country=country,
            year=year,
        ),
        description=told(
            _(
                "Two stacked bars: {country}'s generation of {year} by source, and the same with "
                "a nuclear plant of {mw} MW at a capacity factor of {factor} in place of coal. "
                "The plant gives {plant} TWh; coal falls from {before} to {after} TWh. Two "
                "sliders change the plant."
            ),
            country=country,
            year=year,
            mw=whole(capacity_mw),
            factor=percent(capacity_factor),
            plant=one_decimal(plant),
            before=one_decimal(coal),
            after=one_decimal(after.get("coal", 0.0)),
        ),
        labels={
            "source": _("Source"),
            "as_it_was_twh": _("As it was (TWh)"),
            "with_plant_twh": _("With the plant (TWh)"),
        },
    )
