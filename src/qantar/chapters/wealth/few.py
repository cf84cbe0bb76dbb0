"""'A few people own half of the country': the statement tested three ways."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from qantar.chapters.wealth import distribution
from qantar.chapters.wealth.inequality import share
from qantar.report.chapter import Tables
from qantar.report.lookup import rows_where

BILLION = 1e9
STATED = (162, 0.5)  # people and share of wealth in the president's statement: facts W001, W002
AS_STATED, FAILS, HOLDS = "as stated", "fails", "holds"


@dataclass(frozen=True)
class Few:
    """What the tables say of the richest few of a country in a year; None where they are silent.

    tables: wealth_shares, wealth_vintages, household_wealth, billionaires, rich_counts.
    """

    tables: Tables
    country: str
    year: int
    people: int

    def _top(self, group: str, release: str = "wealth_shares") -> float | None:
        return share(self.tables[release], self.country, self.year, group)

    @cached_property
    def top1(self) -> float | None:
        """Wealth share of the richest 1 %, newest release."""
        return self._top("top1")

    @cached_property
    def top1_older(self) -> float | None:
        """Wealth share of the richest 1 %, older release."""
        return self._top("top1", "wealth_vintages")

    @cached_property
    def household(self) -> pd.Series | None:
        """Adults, total and mean wealth of the year."""
        rows = rows_where(self.tables.household_wealth, iso3=self.country, year=self.year)
        return rows.iloc[0] if len(rows) else None

    @cached_property
    def adults(self) -> float | None:
        """Number of adults."""
        return None if self.household is None else float(self.household["adults_thousand"]) * 1000

    @cached_property
    def listed(self) -> pd.DataFrame:
        """Forbes's list, richest first: name, worth_usd_bn, rank, fraction, share (cumulative)."""
        rows = rows_where(self.tables.billionaires, iso3=self.country, year=self.year)
        rows = rows.sort_values(["worth_usd_bn", "name"], ascending=[False, True])
        rows = rows[["name", "worth_usd_bn"]].assign(rank=range(1, len(rows) + 1))
        if self.household is not None:
            rows["fraction"] = rows["rank"] / self.adults
            rows["share"] = rows["worth_usd_bn"].cumsum() / float(self.household["total_usd_bn"])
        return rows.reset_index(drop=True)

    @cached_property
    def alpha(self) -> float | None:
        """Pareto exponent of the shares of the richest 10 % and 1 %."""
        return _alpha(self._top("top10"), self.top1)

    @cached_property
    def alpha_listed(self) -> float | None:
        """Pareto exponent of the tail through the richest 1 % and all of Forbes's list."""
        if self.top1 is None or self.household is None or self.listed.empty:
            return None
        last = self.listed.iloc[-1]
        return distribution.pareto_alpha_through(
            (distribution.HUNDREDTH, self.top1), (float(last["fraction"]), float(last["share"]))
        )

    def _share(self, exponent: float | None, top1: float | None) -> float | None:
        if exponent is None or top1 is None or self.adults is None:
            return None
        return distribution.tail_share(self.people / self.adults, exponent, top1)

    @cached_property
    def bound(self) -> float | None:
        """Way (iii): the share of the richest 1 %, where the few are known to be among them."""
        few_enough = self.adults is not None and self.people / self.adults <= distribution.HUNDREDTH
        return self.top1 if few_enough else None

    @cached_property
    def share_pareto(self) -> float | None:
        """Way (i): share of the few on the tail of the shares."""
        return self._share(self.alpha, self.top1)

    @cached_property
    def share_older(self) -> float | None:
        """Way (i) on the older release."""
        top10 = self._top("top10", "wealth_vintages")
        return self._share(_alpha(top10, self.top1_older), self.top1_older)

    @cached_property
    def share_listed(self) -> float | None:
        """Way (ii): share of the few on the tail through Forbes's list."""
        return self._share(self.alpha_listed, self.top1)


def _alpha(top10: float | None, top1: float | None) -> float | None:
    return None if top10 is None or top1 is None else distribution.pareto_alpha(top10, top1)


def ways(few: Few, claimed: float) -> pd.DataFrame:
    """The claim and three ways: way (claim, pareto, listed, bound), share, low, high.

    The bound holds whatever the tail: the few are among the richest 1 %, so they cannot own more
    than these. Empty where the tables do not say how many adults there are.
    """
    ends = [number for number in (few.bound, few.top1_older) if number is not None]
    rows = [
        ("claim", claimed, None, None),
        ("bound", few.bound, min(ends, default=None), max(ends, default=None)),
        ("listed", few.share_listed, None, None),
        ("pareto", few.share_pareto, few.share_older, few.share_pareto),
    ]
    frame = pd.DataFrame(rows, columns=["way", "share", "low", "high"])
    frame = frame.astype({"share": float, "low": float, "high": float})
    known = frame.dropna(subset="share").reset_index(drop=True)
    return known if few.share_pareto is not None else known[:0]


def fails(few: Few, claimed: float) -> bool | None:
    """Whether the claim asks for more than the bound allows; None where there is no bound."""
    return None if few.bound is None else claimed > few.bound


def reading(few: Few, claimed: float) -> str:
    """AS_STATED: what the president said fails; FAILS: another number of people or share does;
    HOLDS: the bound does not rule it out, or is not known.
    """
    if not fails(few, claimed):
        return HOLDS
    return AS_STATED if (few.people, claimed) == STATED else FAILS


def needs(few: Few, claimed: float) -> tuple[float | None, float | None]:
    """What the claim would need, billion USD: a fortune each, and wealth that no statistic sees.

    The wealth unseen is counted from the higher of the two tails, and among their fortunes.
    """
    if few.household is None:
        return None, None
    total = float(few.household["total_usd_bn"])
    seen = few.share_listed if few.share_listed is not None else few.share_pareto
    if seen is None:
        return None, None
    unseen = distribution.unseen_needed(claimed, seen, total)
    return claimed * (total + unseen) / few.people, unseen


def needs_at_least(few: Few, claimed: float) -> float | None:
    """Wealth that no statistic sees, billion USD, if all that the bound allows were the few's."""
    if few.household is None or few.bound is None:
        return None
    return distribution.unseen_needed(claimed, few.bound, float(few.household["total_usd_bn"]))


def billionaires_on_tail(few: Few) -> float | None:
    """Adults with over a billion dollars on the tail through the richest 10 % and 1 %."""
    if few.household is None or few.alpha is None or few.top1 is None or few.adults is None:
        return None
    return distribution.people_above(
        BILLION, few.alpha, few.top1, float(few.household["mean_usd"]), few.adults
    )
