"""What each chart of the timeline draws, and the words that its sentences fill in."""

import re
from functools import cached_property
from typing import Any

import pandas as pd

from qantar.chapters.network import blocks as counting
from qantar.chapters.network import event_study, pools, readings
from qantar.chapters.network.blocks import Interval
from qantar.chapters.network.windows import Workings
from qantar.chapters.timeline import chronicle, governance
from qantar.common.text import _

# Hours before and after the cut that are drawn one by one; width of the intervals in the long
# picture.
HOURS_DRAWN = (24, 72)
WIDE_HOURS = 6
PRICE_DAYS = (-5, 5)
LAST_WAIT_HOURS = 168
YEARS_BEFORE = 14
INDICES = ("polyarchy", "voice_accountability", "freedom", "corruption_perceptions")
FED_MINUTES = "e141"
# The fall that BTC.com's figures showed by Reuters of 6 January 2022 (table events, e082).
REPORTED_FALL = 0.14
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#$~])")


class Views(Workings):
    """Each property is what the chart of the same name takes."""

    @cached_property
    def focus(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """First moment and end of the days shown by the hour."""
        first, end = map(pd.Timestamp, self.parameters.focus_dates)
        return first, end

    @property
    def all_events(self) -> dict[str, Any]:
        """Every event, and the days of the detail."""
        return {
            "frame": chronicle.overview(self.tables["events"]),
            "detail": self.parameters.detail_dates,
        }

    @property
    def january(self) -> dict[str, Any]:
        """Bands, events, blocks and prices of the days shown by the hour."""
        step = pd.Timedelta(hours=WIDE_HOURS)
        before, after = -((self.focus[0] - self.cut) // step), -((self.cut - self.focus[1]) // step)
        return {
            "bands": chronicle.bands(self.tables["outages"], *self.focus),
            "events": chronicle.between(self.tables["events"], *self.focus),
            "blocks": counting.per_interval(self.times, self.cut, before, after, WIDE_HOURS),
            "prices": self.prices,
            "dates": self.parameters.focus_dates,
            "cut": self.parameters.cut_time,
        }

    @cached_property
    def blackout(self) -> pd.DataFrame:
        """Certain spans without access nationwide around the cut."""
        hour = pd.Timedelta(hours=1)
        ends = (self.cut - HOURS_DRAWN[0] * hour, self.cut + HOURS_DRAWN[1] * hour)
        bands = chronicle.bands(self.tables["outages"], *ends)
        dark = (bands["lane"] == chronicle.NATIONWIDE) & (
            bands["state"] == chronicle.STATES["blackout"]
        )
        return bands[dark & bands["certain"] & ~bands["report"]].reset_index(drop=True)

    @property
    def blocks_per_hour(self) -> dict[str, Any]:
        """Blocks hour by hour, the blackout, the mean before."""
        frame = counting.per_interval(self.times, self.cut, *HOURS_DRAWN, 1)
        cut = self.parameters.cut_time
        return {"frame": frame, "bands": self.blackout, "cut": cut, "mean": self.mean_per_hour}

    @property
    def rate_ratios(self) -> dict[str, Any]:
        """The rate ratio for each time of the cut."""
        return {"frame": self.cuts, "falls": self.parameters.falls}

    @property
    def detection(self) -> dict[str, Any]:
        """The chance to see a fall by hours of waiting."""
        waits = [(counting.hours(self.cut, self.retarget), _("retarget"))]
        if len(self.blackout):
            end = self.blackout["end"].iloc[0]
            waits.append((counting.hours(self.cut, end), _("first blackout")))
        waits.append(
            (
                float(self.parameters.after_hours),
                _("{hours} hours").format(hours=self.parameters.after_hours),
            )
        )
        falls = self.parameters.falls
        frame = counting.power_curves(falls, self.before, LAST_WAIT_HOURS)
        return {
            "frame": frame,
            "fall": max(falls),
            "waits": sorted(wait for wait in waits if wait[0] > 0),
        }

    @property
    def earlier_windows(self) -> dict[str, Any]:
        """Rate ratios of earlier windows, the one at the cut, and the range of counting noise."""
        hours = counting.hours(self.start, self.cut)
        noise = counting.null_range(self.parameters.after_hours, self.before, hours)
        return {"frame": self.earlier, "observed": self.ratio.value, "chance": noise}

    @property
    def by_pool(self) -> dict[str, Any]:
        """Blocks by pool up to the retarget, and the holes of the attribution."""
        blocks = self.tables["blocks"]
        return {
            "frame": pools.by_pool(blocks, self.start, self.cut, self.retarget),
            "holes": pools.holes_in(blocks, self.start, self.retarget),
            "hours": counting.hours(self.cut, self.retarget),
        }

    @property
    def price_evening(self) -> dict[str, Any]:
        """Prices around the event day and the events between them."""
        first, last = (self.day + pd.Timedelta(days=shift) for shift in PRICE_DAYS)
        moments = [(self.cut, _("internet cut, {time}"))]
        dated = chronicle.dated(self.tables["events"]).set_index("event_id")
        if FED_MINUTES in dated.index:
            moments.append((dated.loc[FED_MINUTES, "start"], _("Federal Reserve, {time}")))
        inside = [
            (at, word) for at, word in sorted(moments) if first <= at <= last + pd.Timedelta(days=1)
        ]
        frame = pd.DataFrame(
            {
                "time": [at for at, _word in inside],
                "word": [word.format(time=at.strftime("%H:%M")) for at, word in inside],
            }
        )
        return {"prices": self.prices[first:last], "moments": frame}

    @property
    def placebo_returns(self) -> dict[str, Any]:
        """Placebo returns and the event's."""
        p_value = event_study.placebo_p(self.car, self.placebos["car"])
        return {
            "frame": self.placebos,
            "observed": self.car,
            "p_value": p_value,
            "window": self.study.window,
        }

    @property
    def democracy(self) -> dict[str, Any]:
        """Electoral democracy of the country and its peers."""
        p = self.parameters
        frame = governance.series(
            self.tables["governance"],
            "polyarchy",
            [p.country, *p.peers],
            p.handover_year - YEARS_BEFORE,
        )
        return {
            "frame": frame,
            "names": self.names,
            "country": p.country,
            "handover": p.handover_year,
        }

    @property
    def handover(self) -> dict[str, Any]:
        """All indices before and after the handover."""
        p = self.parameters
        countries = [p.country, *p.peers]
        frame = governance.change(self.tables["governance"], INDICES, countries, *p.compared_years)
        return {
            "frame": frame,
            "names": self.names,
            "country": p.country,
            "years": p.compared_years,
        }

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of countries by iso3."""
        return dict(self.tables["countries"][["iso3", "name"]].itertuples(index=False))

    @property
    def country(self) -> str:
        """The country's name."""
        return self.names.get(self.parameters.country, self.parameters.country)

    @property
    def regime(self) -> str:
        """The country's regime in the year before the handover, in words."""
        found = governance.regime(
            self.tables["governance"], self.parameters.country, self.parameters.compared_years[0]
        )
        return found or _("not coded")

    @property
    def overlap(self) -> str:
        """Whether the polyarchy intervals of the two years overlap, in a sentence."""
        rows = self.handover["frame"].query(
            "index == 'polyarchy' and iso3 == @self.parameters.country"
        )
        if rows["overlap"].any():
            return _("The two overlap: the change is within what its experts disagree about.")
        return _("The two do not overlap.")

    @property
    def reading(self) -> str:
        """What the interval of the rate ratio says."""
        return readings.reading(self.ratio, self.parameters.falls)

    @property
    def reading_named_pools(self) -> str:
        """What the interval of the named pools says."""
        return readings.reading(self.named_ratio, self.parameters.falls)

    @property
    def reading_to_retarget(self) -> str:
        """What the interval up to the retarget says."""
        last = self.cuts[self.cuts["to_retarget"]].iloc[0]
        return readings.reading(
            Interval(last["ratio"], last["low"], last["high"]), self.parameters.falls
        )

    @property
    def reported_fall(self) -> float:
        """The fall of pools' hash rate in the press (share)."""
        return REPORTED_FALL

    @property
    def cut_day(self) -> str:
        """The day of the cut in words."""
        return self.cut.strftime(_("%-d %B %Y"))

    @property
    def largest_fall(self) -> str:
        """The largest fall asked about, in words."""
        return readings.fall_words(max(self.parameters.falls))

    @property
    def holes(self) -> str:
        """The pools whose attribution has a hole in the windows."""
        return readings.listed(self.by_pool["holes"]["pool"].tolist()) or _("no pool")

    def accounts(self, of: str) -> str:
        """Rival accounts of one thing as a Markdown table: when, account, source."""
        frame = chronicle.readings(self.tables["events"], of)
        return table(frame, {"when": _("When"), "account": _("Account"), "publisher": _("Source")})

    @property
    def hours_stated(self) -> str:
        """The events of the days shown whose hour is stated, as a Markdown table."""
        frame = chronicle.between(self.tables["events"], *self.focus)
        frame = frame[frame["exact"]].assign(
            time=lambda events: events["start"].dt.strftime("%-d %b %H:%M")
        )
        heads = {
            "time": _("UTC"),
            "panel": _("Panel"),
            "title": _("Event"),
            "publisher": _("Source"),
        }
        return table(frame, heads)


def table(frame: pd.DataFrame, heads: dict[str, str]) -> str:
    """A Markdown table of the columns in `heads`; the publisher links to the url, doubts are
    marked.
    """
    rows = [
        "| " + " | ".join(_cell(row, column) for column in heads) + " |"
        for row in frame.to_dict("records")
    ]
    return "\n".join(["| " + " | ".join(heads.values()) + " |", "| --- " * len(heads) + "|", *rows])


def _cell(row: dict[str, Any], column: str) -> str:
    text = _SPECIAL.sub(r"\\\1", str(row[column]))
    if column != "publisher":
        return text
    link = f"[{text}](<{row['url']}>)" if isinstance(row["url"], str) else text
    return link if row["sure"] else _("{link} (date from memory)").format(link=link)
