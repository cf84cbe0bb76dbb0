"""Key figures around the cut: the price of bitcoin, indices of democracy, and the events themselves."""

import pandas as pd

from qantar.figures import Figure
from qantar.model import blocks as counting
from qantar.model import chronicle, event_study, governance
from qantar.model.timeline_names import aliases, interval
from qantar.model.timeline_workings import Workings
from qantar.text import _

DAILY, GOVERNANCE, EVENTS = ("network_daily",), ("governance",), ("events",)
# Days from the event day among which the lowest price is looked for.
PRICE_DAYS = (0, 5)
INDEX_WORDS = {
    "freedom": _("Freedom House, Freedom in the World, total score of the country"),
    "corruption_perceptions": _("Transparency International, Corruption Perceptions Index of the country"),
}


def figures(work: Workings) -> list[Figure]:
    """The price study, the indices before and after the handover, and counts of events."""
    return [*_market_figures(work), *_politics_figures(work), *_event_figures(work)]


def _market_figures(work: Workings) -> list[Figure]:
    p, names, prices, observed = work.parameters, aliases(work.parameters), work.prices, work.car
    day, previous = work.day, work.day - pd.Timedelta(days=1)
    first, last = (day + pd.Timedelta(days=shift) for shift in PRICE_DAYS)
    return [
        Figure(
            names["market.return"],
            float(prices[day] / prices[previous] - 1),
            "share",
            p.event_day,
            DAILY,
            _("simple return of the end-of-day price, which is the price at 00:00 UTC of the next day"),
        ),
        Figure(
            names["market.car"],
            observed,
            "log return",
            p.event_day,
            DAILY,
            _("cumulated abnormal log return over the event window, constant mean return"),
        ),
        Figure(
            names["market.placebo_p"],
            event_study.placebo_p(observed, work.placebos["car"]),
            "probability",
            p.event_day,
            DAILY,
            _("share of placebo event days with a return as low or lower (lower tail, (k + 1)/(n + 1))"),
        ),
        Figure(
            "market.placebo_days", len(work.placebos), "days", p.event_day, DAILY, _("placebo event days")
        ),
        Figure(
            "market.placebo_lower",
            int((work.placebos["car"] <= observed).sum()),
            "days",
            p.event_day,
            DAILY,
            _("placebo event days with a return as low or lower"),
        ),
        Figure(
            names["market.min_close"],
            float(prices[first:last].min()),
            "USD",
            f"{first:%Y-%m-%d}/{last:%Y-%m-%d}",
            DAILY,
            _("lowest end-of-day price of the event day and the five days after it"),
        ),
    ]


def _politics_figures(work: Workings) -> list[Figure]:
    p, table = work.parameters, work.tables["governance"]
    governance.check_countries(table, [p.country, *p.peers])
    found = []
    for year in p.compared_years:
        row = governance.at(table, "polyarchy", p.country, year)
        bounds = (None, None, None) if row is None else (row["value"], row["low"], row["high"])
        found.append(
            interval(
                f"politics.polyarchy_{year}",
                *bounds,
                "0 to 1",
                str(year),
                GOVERNANCE,
                _("V-Dem electoral democracy index of the country, with its 68 % interval"),
                "vdem68",
            )
        )
        for index, unit in (("freedom", "0 to 100"), ("corruption_perceptions", "0 to 100")):
            row = governance.at(table, index, p.country, year)
            value = None if row is None else float(row["value"])
            found.append(
                Figure(f"politics.{index}_{year}", value, unit, str(year), GOVERNANCE, INDEX_WORDS[index])
            )
    return found


def _event_figures(work: Workings) -> list[Figure]:
    p, events = work.parameters, work.tables["events"]
    focus = chronicle.between(events, *map(pd.Timestamp, p.focus_dates))
    years = f"{events['start_date'].min()[:4]}/{events['start_date'].max()[:4]}"
    almaty = work.tables["outages"].query("scope == 'Almaty' and state == 'blackout'")
    hours = counting.hours(almaty.iloc[0]["start"], almaty.iloc[0]["end"]) if len(almaty) else None
    return [
        Figure("timeline.events", len(events), "events", years, EVENTS, _("events in the table")),
        Figure(
            "timeline.events_primary",
            int((events["source_kind"] == "primary").sum()),
            "events",
            years,
            EVENTS,
            _("events whose source is the body that acted or measured"),
        ),
        Figure(
            "timeline.events_republished",
            int(events["source_kind"].isin(["republication", "mirror"]).sum()),
            "events",
            years,
            EVENTS,
            _("events whose source is a re-publication or an encyclopaedia"),
        ),
        Figure(
            "timeline.events_recalled",
            int((events["confidence"] == "recall").sum()),
            "events",
            years,
            EVENTS,
            _("events of which at least the date is from memory"),
        ),
        Figure(
            "timeline.events_in_focus",
            len(focus),
            "events",
            "/".join(p.focus_dates),
            EVENTS,
            _("events on the days shown by the hour"),
        ),
        Figure(
            "internet.almaty_hours",
            hours,
            "h",
            "2022-01-05/2022-01-10",
            ("outages",),
            _("from the first to the last hour without access in Almaty, a gap of about four hours included"),
        ),
    ]
