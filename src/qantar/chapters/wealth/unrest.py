"""Does hardship explain where January 2022 began and turned violent? The frames of the test.

What counts as a result was settled before it was computed: docs/decisions/0020.
"""

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from qantar.chapters.shared.geography import great_circle_km
from qantar.chapters.wealth import association, regions, years_before
from qantar.chapters.wealth.inequality import NEAR_YEARS, SURVEYS
from qantar.chapters.wealth.parameters import WealthParameters
from qantar.report.chapter import Tables
from qantar.report.figures import Figure
from qantar.report.lookup import rows_where
from qantar.report.register import Computed

POWERS = {"unrest.power_03": 0.3, "unrest.power_05": 0.5, "unrest.power_07": 0.7}
POWER_SAMPLES = 2_000
HALF = 0.5  # the true correlation whose power decides a verdict
NEARLY_ALWAYS = 0.95  # a power from which on "in nearly all cases" is true
# What both tests together allow a sentence to say.
TOO_FEW, OTHERS, NUMBERS = "too few regions", "other causes pass", "numbers alone"
# Outcomes in the order of their weight; the first decides.
OUTCOMES = ("start", "attack", "deaths")
PREDICTORS = ("gini", "poverty", "poverty_rise", "cheap_gas", "nearness")
YEAR = 2021
USD_PER_BILLION = 1e9
JANUARY_YEARS = (2018, 2022)
EARLIER_YEARS = (2008, 2012)


def outcomes(unrest: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Per region (index) start, attack and deaths, each larger where there was more unrest.

    unrest: table unrest_regions. start: minus the day in January 2022 of the first dated protest;
    regions without a date come last. deaths: only the four published numbers; the other regions
    share the last rank.
    """
    exact = unrest[unrest["bound"] == "exact"]
    wide = exact.pivot(index="region", columns="measure", values="value").reindex(list(names))
    day = wide["first_protest_day"]
    return pd.DataFrame(
        {
            "start": -day.fillna(day.max() + 1),
            "attack": wide["attacked"],
            "deaths": wide["deaths"].fillna(0.0),
        }
    )


def undated(unrest: pd.DataFrame, names: Sequence[str]) -> list[str]:
    """Regions without a dated first protest; unrest: table unrest_regions."""
    dated = unrest.loc[unrest["measure"] == "first_protest_day", "region"]
    return [name for name in names if name not in set(dated)]


def predictors(table: pd.DataFrame, gas_prices: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Per region of 2021 (index) the PREDICTORS, each larger where more unrest would be expected.

    table: regions; gas_prices: lpg_prices, whose ceilings of 6 January 2022 stand for the prices
    before; areas: region_areas. poverty_rise: percentage points from 2019 to 2021;
    cheap_gas: minus the ceiling [KZT per litre]; nearness: minus the distance from where it began
    [km].
    """
    gini = regions.in_year(table, regions.GINI, YEAR).drop(regions.COUNTRY)
    poverty = regions.as_before_2022(table, regions.POVERTY, YEAR)
    before = regions.as_before_2022(table, regions.POVERTY, YEAR - 2)
    ceilings = rows_where(gas_prices, kind="ceiling", date="2022-01-06")
    frame = pd.DataFrame(
        {
            "gini": gini,
            "poverty": poverty,
            "poverty_rise": (poverty - before) * 100,
            "cheap_gas": -ceilings.set_index("region")["low"],
            "nearness": -distances(areas, regions.FIRST_REGION),
        }
    )
    return frame.loc[gini.index].dropna()


def distances(areas: pd.DataFrame, start: str) -> pd.Series:
    """Kilometres along the great circle from the centre of `start`, by region of 2021.

    areas: table region_areas, whose outlines are older than 2018: Turkistan and Shymkent share one.
    """
    centres = areas.set_index("region")[["longitude", "latitude"]]
    places = {region: centres.loc[region] for region in centres.index}
    places |= {part: centres.loc[whole] for part, whole in regions.BEFORE_2018.items()}
    home = centres.loc[start]
    return pd.Series({region: great_circle_km(home, place) for region, place in places.items()})


def countries(
    mobilisation: pd.DataFrame, inequality: pd.DataFrame, macro: pd.DataFrame
) -> pd.DataFrame:
    """Per country (index iso3) the mean score of mass mobilisation around January 2022.

    mobilisation: V-Dem's v2cagenmob (0 is the mean of all countries and years, higher is more);
    survey_gini: World Bank, the newest of 2011 to 2021; wealth_gini: WID 2021; gdp_per_head: 2021,
    USD. Only countries that have all.
    """
    surveys = inequality[(inequality["source"] == "WDI") & inequality["concept"].isin(SURVEYS)]
    surveys = surveys[surveys["year"].between(YEAR - NEAR_YEARS, YEAR)].sort_values("year")
    wealth = rows_where(inequality, concept="wealth", source="WID", year=YEAR)
    of_year = rows_where(macro, year=YEAR).pivot(index="iso3", columns="indicator", values="value")
    frame = pd.DataFrame(
        {
            "mobilisation": mean_score(mobilisation, *JANUARY_YEARS),
            "survey_gini": surveys.groupby("iso3")["value"].last(),
            "wealth_gini": wealth.set_index("iso3")["value"],
            "gdp_per_head": of_year["gdp_usd_bn"] / of_year["population"] * USD_PER_BILLION,
        }
    )
    return frame.dropna()


def changes(mobilisation: pd.DataFrame, inequality: pd.DataFrame) -> pd.DataFrame:
    """Per country (index iso3) the change of the score and of SWIID's Gini of disposable income.

    Means of 2018 to 2022 minus means of 2008 to 2012; only countries that have both.
    """
    gini = rows_where(inequality, source="SWIID").rename(columns={"value": "score"})
    changed = {
        name: mean_score(scores, *JANUARY_YEARS) - mean_score(scores, *EARLIER_YEARS)
        for name, scores in (("mobilisation", mobilisation), ("disposable_gini", gini))
    }
    return pd.DataFrame(changed).dropna()


def mean_score(table: pd.DataFrame, first: int, last: int) -> pd.Series:
    """Mean of `score` over the years first to last, by country; table: iso3, year, score."""
    return table[table["year"].between(first, last)].groupby("iso3")["score"].mean()


def regions_tested(tables: Tables, p: WealthParameters) -> tuple[pd.DataFrame, str]:
    """`association.permutation_tests` of every outcome, and the verdict on the Gini of the regions.

    The first outcome, the start of protest, decides.
    """
    given = predictors(tables.regions, tables.lpg_prices, tables.region_areas)
    happened = outcomes(tables.unrest_regions, given.index)
    tested = pd.concat(
        [_tested(happened[name], given, p).assign(outcome=name) for name in OUTCOMES]
    ).reset_index()
    found = _power(happened["start"], HALF, p)
    return tested, association.verdict(tested.iloc[0], found, p.significance)


def countries_tested(tables: Tables, p: WealthParameters) -> tuple[pd.DataFrame, str]:
    """`countries`, and the verdict on the Gini of their surveys."""
    frame = countries(tables.mobilisation, tables.inequality, tables.macro)
    tested = _tested(frame["mobilisation"], frame.drop(columns="mobilisation"), p)
    found = _power(frame["mobilisation"], HALF, p)
    return frame, association.verdict(tested.loc["survey_gini"], found, p.significance)


def reading(figures: Mapping[str, Figure], significance: float) -> str:
    """What the tests over regions and over countries say together.

    TOO_FEW: no cause passes, the regions cannot tell, and the countries speak against inequality;
    OTHERS: as TOO_FEW, but other causes than inequality pass; NUMBERS: anything else, and any other
    country than Kazakhstan.
    """
    passed = figures["unrest.start_supported"].value
    if passed is None:
        return NUMBERS
    regions_say = _verdict(figures, "start_gini", "power_05", significance)
    countries_say = _verdict(figures, "countries_survey_gini", "countries_power", significance)
    if countries_say != association.AGAINST or regions_say == association.SUPPORTED:
        return NUMBERS
    if passed:
        return OTHERS
    return TOO_FEW if regions_say == association.CANNOT else NUMBERS


def countries_reading(figures: Mapping[str, Figure], significance: float) -> str:
    """The verdict of the test over countries, one of association's."""
    return _verdict(figures, "countries_survey_gini", "countries_power", significance)


def found_nearly_always(figures: Mapping[str, Figure]) -> bool:
    """Whether the test over countries would find a true correlation of one half in nearly all
    cases.
    """
    return figures["unrest.countries_power"].known() >= NEARLY_ALWAYS


def by_chance_at_least(figures: Mapping[str, Figure]) -> float:
    """Share of cases in which chance does as well as either Gini over countries, in whole per cent
    and rounded down.
    """
    names = ("survey", "wealth")
    least = min(figures[f"unrest.countries_{name}_gini_p"].known() for name in names)
    return math.floor(100 * least) / 100


def grew_together(figures: Mapping[str, Figure], significance: float) -> bool:
    """Whether mobilisation rose beyond chance where incomes grew apart."""
    rho, p = (figures[f"unrest.changes_gini{end}"].known() for end in ("", "_p"))
    return rho > 0 and p < significance


def _verdict(
    figures: Mapping[str, Figure], correlation: str, power_half: str, significance: float
) -> str:
    rho, p = (figures[f"unrest.{correlation}{end}"].value for end in ("", "_p"))
    test = pd.Series({"rho": rho, "p_corrected": p})
    return association.verdict(test, figures[f"unrest.{power_half}"].known(), significance)


def poorest_undated(tables: Tables) -> str | None:
    """The region with most people below the subsistence level, where it has no dated protest and
    the first region the lowest Gini; else None.
    """
    given = predictors(tables.regions, tables.lpg_prices, tables.region_areas)
    poorest = str(given["poverty"].idxmax())
    waits = poorest in undated(tables.unrest_regions, list(given.index))
    return poorest if waits and given["gini"].idxmin() == regions.FIRST_REGION else None


def as_equal_as_first(tables: Tables) -> list[str]:
    """Other regions whose Gini of incomes is that of the first region."""
    gini = predictors(tables.regions, tables.lpg_prices, tables.region_areas)["gini"]
    same = gini.eq(gini[regions.FIRST_REGION])
    return [str(region) for region in gini.index[same] if region != regions.FIRST_REGION]


def regions_test(tables: Tables, p: WealthParameters) -> dict[str, Computed]:
    """Spearman's ρ of each predictor with the start of protest, its corrected p, and the power."""
    given = predictors(tables.regions, tables.lpg_prices, tables.region_areas)
    happened = outcomes(tables.unrest_regions, given.index)
    start = _tested(happened["start"], given, p)
    variants = [
        _tested(happened["start"].drop(left_out), given.drop(left_out), p)
        for left_out in ([regions.FIRST_REGION], undated(tables.unrest_regions, given.index))
    ]
    first = given["gini"][regions.FIRST_REGION]
    return {
        "unrest.start_supported": _supported(start, p),
        "unrest.start_supported_without": max(_supported(test, p) for test in variants),
        "unrest.start_regions": len(given),
        "unrest.undated_regions": len(given) - variants[1]["cases"].iloc[0],
        "unrest.attacked_regions": int(happened["attack"].sum()),
        "unrest.first_gini": first,
        "unrest.country_gini": regions.in_year(tables.regions, regions.GINI, YEAR)[regions.COUNTRY],
        "unrest.first_gini_lower": (given["gini"] < first).sum(),
        "unrest.attacked_first_region": int(happened["attack"][regions.FIRST_REGION]),
        **_correlations("unrest.start", start),
        **{name: _power(happened["start"], rho, p) for name, rho in POWERS.items()},
    }


def _correlations(prefix: str, test: pd.DataFrame) -> dict[str, Computed]:
    """ρ and corrected p of each predictor of a test, by id."""
    named = test.add_prefix(f"{prefix}_", axis="index")
    return {**named["rho"], **named["p_corrected"].add_suffix("_p")}


def _tested(outcome: pd.Series, predictors: pd.DataFrame, p: WealthParameters) -> pd.DataFrame:
    found = association.permutation_test(
        outcome, predictors, permutations=p.permutations, seed=p.seed, significance=p.significance
    )
    return found.set_index("predictor")


def _supported(test: pd.DataFrame, p: WealthParameters) -> int:
    """How many predictors pass the corrected test with the expected sign."""
    return int(((test["p_corrected"] < p.significance) & (test["rho"] > 0)).sum())


def _power(outcome: pd.Series, rho: float, p: WealthParameters) -> float:
    return association.power(
        outcome, rho, samples=POWER_SAMPLES, seed=p.seed, significance=p.significance
    )


def country_test(tables: Tables, p: WealthParameters) -> dict[str, Computed]:
    """The same across countries: inequality and V-Dem's score of mass mobilisation."""
    frame = countries(tables.mobilisation, tables.inequality, tables.macro)
    scores = frame["mobilisation"]
    change = changes(tables.mobilisation, tables.inequality)
    moved = _tested(change["mobilisation"], change[["disposable_gini"]], p).iloc[0]
    before, after = years_before.jump(tables.mobilisation, p.country, YEAR)
    here = p.country in scores.index
    return {
        "unrest.countries": len(frame),
        "unrest.countries_power": _power(scores, HALF, p),
        "unrest.countries_rank": (scores > scores[p.country]).sum() + 1 if here else None,
        "unrest.changes_gini": moved["rho"],
        "unrest.changes_gini_p": moved["p"],
        "unrest.changes_countries": len(change),
        "unrest.score_before": before,
        "unrest.score_after": after,
        **_correlations("unrest.countries", _tested(scores, frame.drop(columns="mobilisation"), p)),
    }
