"""Key figures of the timeline chapter: counts, blackout, what came of it, democracy."""

from functools import partial

import pandas as pd

from qantar.chapters.timeline import governance, internet, places, toll
from qantar.chapters.timeline.parameters import TimelineParameters
from qantar.report import register
from qantar.report.chapter import Tables
from qantar.report.register import Computed, Value

TABLES = register.tables("timeline", "countries", "day_strip", "events", "people", "unrest_regions")
MAPS = ("map_outline", "map_regions", "map_neighbours")
PROSECUTORS = "Prosecutor General’s Office"
# Verdicts on torture and violence against detainees, each on other officers than the ones before.
TORTURE = (
    *("torture_officers_imprisoned", "committee_officers_imprisoned"),
    *("police_imprisoned_2024", "police_imprisoned_2025"),
)


def figures(tables: Tables, p: TimelineParameters) -> dict[str, Computed]:
    """The chapter's key figures by id; unit, date and definition stand in figures.csv.

    Raises ParameterError where the country or a peer is not in the table of indices.
    """
    apart_km = places.distance_km(tables.places, "Zhanaozen", "Almaty")
    return {
        **counts(tables.january_counts),
        **internet_access(tables.outages),
        **outcomes(tables.outcomes),
        **democracy(tables.governance, p),
        "timeline.zhanaozen_almaty_km": round(apart_km, -2),
    }


def counts(january: pd.DataFrame) -> dict[str, Computed]:
    """What was counted in January 2022 and after, each from its row."""
    count = partial(toll.count, january)
    steps = toll.official(toll.deaths(january))
    return {
        "toll.dead": int(steps["dead"].iloc[-1]),
        "toll.dead_first": int(steps["dead"].iloc[0]),
        "toll.dead_withdrawn": toll.count(
            january, "dead", "Health ministry’s channel", "2022-01-09"
        ),
        "toll.dead_cited": count("dead", "Ten rights groups"),
        "toll.dead_civilians": count("dead civilians"),
        "toll.dead_officers": count("dead officers"),
        "toll.named_azattyq": count("dead by name", "Radio Azattyq"),
        "toll.named_arrukhkhak": count("dead by name", "Ar.Rukh.Khak"),
        "toll.shot_in_videos": count("shot dead in four incidents"),
        "toll.tortured_to_death": count("tortured to death"),
        "toll.dead_rioters": count("dead suspected of riot"),
        "toll.dead_emergency": count("dead who broke emergency rules"),
        "toll.dead_other_crimes": count("dead in other crimes"),
        "toll.dead_almaty": count("dead", PROSECUTORS, "2023-01-05"),
        "toll.injured": count("injured"),
        "toll.detained": count("detained"),
        "toll.protesters_2022_01_04": count("protesters", PROSECUTORS, "2022-01-04"),
        "toll.troops_announced": count("foreign troops announced"),
        "toll.troops": count("foreign troops"),
    }


def internet_access(outages: pd.DataFrame) -> dict[str, Computed]:
    """How long Almaty was cut off, and for how long of that access came back."""
    span = internet.offline_span(outages, "Almaty")
    hours = None if span is None else (span[1] - span[0]) / pd.Timedelta(hours=1)
    return {
        "internet.almaty_hours": hours,
        "internet.almaty_hours_back": internet.hours_back_online(outages, "Almaty"),
    }


def outcomes(table: pd.DataFrame) -> dict[str, Computed]:
    """Every outcome with a number, under the name of its measure, and TORTURE's verdicts added."""
    counted = table.dropna(subset=["measure"])
    found: dict[str, Computed] = {
        f"outcomes.{row.measure}": Value(row.value, as_of=row.date) for row in counted.itertuples()
    }
    verdicts = counted.loc[counted["measure"].isin(TORTURE), "value"]
    return {**found, "outcomes.officers_imprisoned": verdicts.sum()}


def democracy(table: pd.DataFrame, p: TimelineParameters) -> dict[str, Computed]:
    """V-Dem's index in both years compared, with its 68 % interval."""
    governance.check_countries(table, [p.country, *p.peers])
    rows = [governance.at(table, "polyarchy", p.country, year) for year in p.compared_years]
    values = [None if row is None else tuple(row[["value", "low", "high"]]) for row in rows]
    return dict(zip(("politics.polyarchy_before", "politics.polyarchy_after"), values, strict=True))
