"""Key figures around the cut: the price of bitcoin, indices of democracy, and the events
themselves.
"""

import pandas as pd

from qantar.chapters.network import blocks as counting
from qantar.chapters.network import event_study
from qantar.chapters.network.windows import Workings
from qantar.chapters.timeline import chronicle, governance
from qantar.chapters.timeline.names import Recorder
from qantar.report.figures import Figure

DAILY, GOVERNANCE, EVENTS = ("network_daily",), ("governance",), ("events",)
# Days from the event day among which the lowest price is looked for.
PRICE_DAYS = (0, 5)
INDICES = {"polyarchy": "0 to 1", "freedom": "0 to 100", "corruption_perceptions": "0 to 100"}


def figures(work: Workings) -> list[Figure]:
    """The price study, the indices before and after the handover, and counts of events."""
    made = Recorder(work.parameters)
    for add in (_market, _politics, _events):
        add(work, made)
    return made.figures


def _market(work: Workings, made: Recorder) -> None:
    day, prices, observed, cars = (
        work.parameters.event_day,
        work.prices,
        work.car,
        work.placebos["car"],
    )
    change = prices[work.day] / prices[work.day - pd.Timedelta(days=1)] - 1
    first, last = (work.day + pd.Timedelta(days=shift) for shift in PRICE_DAYS)
    made.record("market.return", change, "share", day, DAILY)
    made.record("market.car", observed, "log return", day, DAILY)
    made.record(
        "market.placebo_p", event_study.placebo_p(observed, cars), "probability", day, DAILY
    )
    made.record("market.placebo_days", len(cars), "days", day, DAILY)
    made.record("market.placebo_lower", int((cars <= observed).sum()), "days", day, DAILY)
    span = f"{first:%Y-%m-%d}/{last:%Y-%m-%d}"
    made.record("market.min_close", prices[first:last].min(), "USD", span, DAILY)


def _politics(work: Workings, made: Recorder) -> None:
    p, table = work.parameters, work.tables["governance"]
    governance.check_countries(table, [p.country, *p.peers])
    for year in p.compared_years:
        for index, unit in INDICES.items():
            row = governance.at(table, index, p.country, year)
            value, *bounds = (None, None, None) if row is None else row[["value", "low", "high"]]
            made.record(
                f"politics.{index}",
                value,
                unit,
                str(year),
                GOVERNANCE,
                tuple(bounds),
                "vdem68",
                year=year,
            )


def _events(work: Workings, made: Recorder) -> None:
    p, events = work.parameters, work.tables["events"]
    kinds, dates = events["source_kind"], events["start_date"].str[:4]
    years = f"{dates.min()}/{dates.max()}"
    focus = chronicle.between(events, *map(pd.Timestamp, p.focus_dates))
    repeated = kinds.isin(["republication", "mirror"])
    recalled = events["confidence"] == "recall"
    made.record("timeline.events", len(events), "events", years, EVENTS)
    made.record("timeline.events_primary", int((kinds == "primary").sum()), "events", years, EVENTS)
    made.record("timeline.events_republished", int(repeated.sum()), "events", years, EVENTS)
    made.record("timeline.events_recalled", int(recalled.sum()), "events", years, EVENTS)
    made.record("timeline.events_in_focus", len(focus), "events", "/".join(p.focus_dates), EVENTS)
    almaty = work.tables["outages"].query("scope == 'Almaty' and state == 'blackout'")
    hours = counting.hours(almaty.iloc[0]["start"], almaty.iloc[0]["end"]) if len(almaty) else None
    made.record("internet.almaty_hours", hours, "h", "2022-01-05/2022-01-10", ("outages",))
