"""Charts of emissions: mining by way of counting, moved machines, Central Asia's carbon dioxide."""

import altair as alt
import pandas as pd

from qantar.chapters.energy.charts.words import one_decimal, percent, whole
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _, told

LABEL_GAP = 0.06


def _counting_words(choice: str) -> str:
    words = {
        "ember": _("Ember, newest release"),
        "ipcc": _("IPCC medians × mix"),
        "unece": _("UNECE factors × mix"),
        "combustion": _("combustion only × mix"),
        "coal": _("coal plants alone (IPCC)"),
    }
    release = choice.removeprefix("ember_")
    return words.get(choice) or _("Ember, release of {year}").format(year=release)


@chart(tables=("electricity_balance", "electricity_vintages", "electricity", "emission_factors"))
def ways_of_counting(frame: pd.DataFrame, *, country: str, chosen: str) -> Chart:
    """Emissions of the same load by way of counting. frame: choice, gco2e_kwh, covered,
    emissions_mt.
    """
    drawn = frame.dropna(subset=["emissions_mt"]).sort_values("emissions_mt")
    if not (drawn["emissions_mt"] > 0).any():
        raise NoData(
            told(
                _("The tables hold no mining load or no carbon intensity for {country}."),
                country=country,
            )
        )
    drawn = drawn.assign(
        way=drawn["choice"].map(_counting_words),
        label=[_("{mt} Mt").format(mt=one_decimal(value)) for value in drawn["emissions_mt"]],
        grams=[_("{grams} g/kWh").format(grams=whole(value)) for value in drawn["gco2e_kwh"]],
        chosen=drawn["choice"].eq(chosen),
    )
    base = alt.Chart(drawn).encode(
        y=alt.Y("way:N", title=None, sort=list(drawn["way"])),
        x=alt.X(
            "emissions_mt:Q",
            title=_("Emissions (MtCO2e a year)"),
            scale=alt.Scale(domain=[0, 1.55 * drawn["emissions_mt"].max()]),
            axis=alt.Axis(tickCount=5),
        ),
    )
    bars = base.mark_bar().encode(
        color=alt.condition(
            "datum.chosen", alt.value(theme.HERO), alt.value(theme.CATEGORIES["6"])
        ),
        tooltip=[
            alt.Tooltip("way:N", title=_("Way of counting")),
            alt.Tooltip("gco2e_kwh:Q", title=_("gCO2e/kWh"), format=theme.COUNT),
            alt.Tooltip("emissions_mt:Q", title=_("MtCO2e a year"), format=theme.DECIMAL),
            alt.Tooltip("covered:Q", title=_("Generation with a factor"), format=theme.SHARE),
        ],
    )
    inside = base.mark_text(align="right", dx=-6, color=theme.PAPER).encode(text="label:N")
    outside = base.mark_text(align="left", dx=4).encode(text="grams:N")
    return Chart(
        altair=alt.layer(bars, inside, outside).properties(height=alt.Step(theme.ROW)),
        data=drawn[["choice", "way", "gco2e_kwh", "covered", "emissions_mt"]],
        title=_(
            "The same load is {low} to {high} Mt a year, by the way a kilowatt-hour is counted"
        ).format(
            low=one_decimal(drawn["emissions_mt"].min()),
            high=one_decimal(drawn["emissions_mt"].max()),
        ),
        description=told(
            _("Bars of the yearly emissions of the miners' load in {country}: {rows}."),
            country=country,
            rows="; ".join(f"{row.way}: {row.label}, {row.grams}" for row in drawn.itertuples()),
        ),
        labels={
            "choice": _("Choice"),
            "way": _("Way of counting"),
            "gco2e_kwh": _("Carbon intensity (gCO2e/kWh)"),
            "covered": _("Generation with a factor"),
            "emissions_mt": _("Emissions (MtCO2e a year)"),
        },
    )


@chart(tables=("mining_share", "electricity_balance"))
def moved_machines(
    destinations: pd.DataFrame | None,
    *,
    country: str,
    origin_gco2e_kwh: float,
    mean_gco2e_kwh: float,
) -> Chart:
    """Carbon intensity of the grids that gained share, beside the one that lost it.

    destinations: country, weight, gco2e_kwh (None where the country lost no share); the others in
    gCO2e/kWh.
    """
    if destinations is None:
        raise NoData(
            told(_("Between the two months {country} lost no share of the map."), country=country)
        )
    origin = pd.DataFrame(
        {"country": [country], "gco2e_kwh": [origin_gco2e_kwh], "role": [_("left")]}
    )
    gained = destinations.assign(
        role=[_("took {share}").format(share=percent(weight)) for weight in destinations["weight"]]
    )
    mean = pd.DataFrame(
        {"country": [_("gains, weighted")], "gco2e_kwh": [mean_gco2e_kwh], "role": [_("mean")]}
    )
    drawn = pd.concat([origin, gained, mean]).sort_values("gco2e_kwh", ascending=False)
    parts = dict.fromkeys(gained["country"], "gained") | {country: "left"}
    drawn = drawn.assign(
        part=drawn["country"].map(parts).fillna("mean"),
        label=[f"{row.role}: {whole(row.gco2e_kwh)}" for row in drawn.itertuples()],
    )
    base = alt.Chart(drawn).encode(
        y=alt.Y("country:N", title=None, sort=list(drawn["country"])),
        x=alt.X(
            "gco2e_kwh:Q",
            title=_("Carbon intensity (gCO2e/kWh)"),
            scale=alt.Scale(domain=[0, 1.4 * drawn["gco2e_kwh"].max()]),
            axis=alt.Axis(tickCount=5),
        ),
    )
    part_colours = alt.Scale(
        domain=["left", "gained", "mean"],
        range=[theme.HERO, theme.GREY_MARK, theme.CATEGORIES["6"]],
    )
    bars = base.mark_bar().encode(
        color=alt.Color("part:N", scale=part_colours, legend=None),
        tooltip=[
            alt.Tooltip("country:N", title=_("Country")),
            alt.Tooltip("gco2e_kwh:Q", title=_("gCO2e/kWh"), format=theme.COUNT),
            alt.Tooltip("role:N", title=_("Part in the move")),
        ],
    )
    words = base.mark_text(align="left", dx=4).encode(text="label:N")
    change = mean_gco2e_kwh / origin_gco2e_kwh - 1
    direction = _("cleaner") if change < 0 else _("dirtier")
    return Chart(
        altair=alt.layer(bars, words).properties(height=alt.Step(theme.ROW)),
        data=drawn[["country", "role", "gco2e_kwh"]],
        title=told(
            _("The grids that gained share are {percent} {direction} than {country}'s, on average"),
            percent=percent(abs(change)),
            direction=direction,
            country=country,
        ),
        description=_(
            "Bars of carbon intensity: {country}, which lost share of the mining map, and those "
            "that gained: {rows}. Their mean, weighted by gain, is {mean} gCO2e/kWh."
        ).format(
            country=country,
            rows="; ".join(f"{row.country} {row.label}" for row in drawn.itertuples()),
            mean=whole(mean_gco2e_kwh),
        ),
        labels={
            "country": _("Country"),
            "role": _("Part in the move"),
            "gco2e_kwh": _("Carbon intensity (gCO2e/kWh)"),
        },
    )


@chart(tables=("co2",))
def carbon_dioxide(frame: pd.DataFrame, *, iso3: str, names: dict[str, str]) -> Chart:
    """Territorial carbon dioxide of neighbours; the release before the newest dashed for the
    country itself.

    frame: iso3, release, year, co2_mt.
    """
    own = frame[frame["iso3"] == iso3]
    if own.empty:
        raise NoData(
            told(_("The tables hold no emissions of {country}."), country=names.get(iso3, iso3))
        )
    newest = frame["release"].max()
    lines = frame[frame["release"] == newest].assign(name=lambda rows: rows["iso3"].map(names))
    before = own[own["release"] < newest].assign(name=names[iso3])
    colour = theme.scale(theme.COUNTRIES, [iso3, *lines["iso3"].unique()], names)
    encodings = {
        "x": alt.X("year:Q", axis=theme.year_axis(), scale=alt.Scale(nice=False)),
        "y": alt.Y(
            "co2_mt:Q", title=_("Carbon dioxide (Mt a year)"), axis=alt.Axis(format=theme.COUNT)
        ),
        "color": alt.Color("name:N", scale=colour, legend=None),
        "tooltip": [
            alt.Tooltip("name:N", title=_("Country")),
            alt.Tooltip("year:Q", title=_("Year"), format=theme.YEAR_NUMBER),
            alt.Tooltip("co2_mt:Q", title=_("Mt CO2"), format=theme.DECIMAL),
            alt.Tooltip("release:Q", title=_("Release with data to"), format=theme.YEAR_NUMBER),
        ],
    }
    gap = LABEL_GAP * lines["co2_mt"].max()
    layers = [
        alt.Chart(lines).mark_line().encode(**encodings),
        theme.end_labels(lines, "year", "co2_mt", "name", colour, gap=gap),
    ]
    if len(before):
        layers.append(
            alt.Chart(before).mark_line(strokeDash=theme.IMPUTED_DASH).encode(**encodings)
        )
    last = lines[lines["year"] == lines["year"].max()].sort_values("co2_mt", ascending=False)
    place = last["iso3"].tolist().index(iso3) + 1
    return Chart(
        altair=alt.layer(*layers).properties(height=theme.HEIGHT),
        data=pd.concat([lines, before])[["iso3", "name", "release", "year", "co2_mt"]],
        title=told(
            _("{country} is number {place} of {n} by carbon dioxide in {year}"),
            country=names[iso3],
            place=place,
            n=len(last),
            year=last["year"].iloc[0],
        ),
        description=told(
            _(
                "Lines of yearly carbon dioxide from {first} to {year}, in million tonnes. In "
                "{year}: {rows}. Dashed: the release before, for {country} alone."
            ),
            first=lines["year"].min(),
            year=last["year"].iloc[0],
            rows=", ".join(
                f"{row.name} {whole(row.co2_mt)}" for row in last.itertuples(index=False)
            ),
            country=names[iso3],
        ),
        labels={
            "iso3": _("Code"),
            "name": _("Country"),
            "release": _("Release with data to"),
            "year": _("Year"),
            "co2_mt": _("Carbon dioxide (Mt)"),
        },
    )
