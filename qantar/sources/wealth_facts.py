"""Single figures quoted from publications: household wealth, the very rich, LPG prices, census counts."""

import re
from collections.abc import Iterator

import pandas as pd

from qantar.errors import RefreshError
from qantar.sources.base import Inputs, table

FILE = "wealth-facts.csv"
UBS_WEALTH = re.compile(
    r"Kazakhstan (?P<year>\d{4}): (?P<adults_thousand>\d+) thousand adults, total household wealth US\$"
    r"(?P<total_usd_bn>\d+) bn, mean wealth per adult US\$(?P<mean_usd>\d+), median US\$(?P<median_usd>\d+)"
)
UBS_GINI = re.compile(r"^(?P<country>[A-Z][A-Za-z ]+?) (?P<year>\d{4}): wealth Gini (?P<gini>[\d.]+)")
UBS_BANDS = re.compile(r"(\d+) \(50-100 m\) \+ (\d+) \(100-500 m\) \+ (\d+) \(500 m\+\)")
PRICE_BEFORE = re.compile(r"from (?P<low>\d+)-(?P<high>\d+) tenge in (?P<year>\d{4})")
GROUPS = re.compile(r"percent (?P<groups>[A-Z][a-z]+(?: / [A-Z][a-z]+)*)$")


def rows(inputs: Inputs, topic: str) -> pd.DataFrame:
    """The facts of a topic as text columns, in the file's order; raises RefreshError where there is none."""
    frame = inputs.csv(FILE, ("id", "topic", "date_or_year", "value", "unit", "statement"), dtype="str")
    found = frame[frame["topic"] == topic]
    if found.empty:
        raise RefreshError(f"{FILE}: no fact on {topic!r}")
    return found


def _match(pattern: re.Pattern[str], fact: pd.Series) -> re.Match[str]:
    found = pattern.search(fact["statement"])
    if found is None:
        raise RefreshError(f"{FILE}: fact {fact['id']} does not read like {pattern.pattern!r}")
    return found


@table("household_wealth", inputs=(FILE,))
def household_wealth(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, adults_thousand, total_usd_bn, mean_usd and median_usd (per adult), fact: UBS."""
    facts = rows(inputs, "wealth-per-adult")
    found = [
        {"iso3": "KAZ", **{key: int(text) for key, text in _match(UBS_WEALTH, fact).groupdict().items()}}
        | {"fact": fact["id"]}
        for _, fact in facts.iterrows()
    ]
    return pd.DataFrame(found).sort_values(["iso3", "year"], ignore_index=True)


def ubs_ginis(inputs: Inputs, codes: dict[str, str]) -> pd.DataFrame:
    """iso3, year, value: UBS's wealth Ginis (0-1) of Kazakhstan and some peers; `codes` by country name."""
    own = rows(inputs, "wealth-gini")
    own = own[own["source_title"].str.contains("Databook 2023")]
    found = [("KAZ", int(fact["date_or_year"]), float(fact["value"])) for _, fact in own.iterrows()]
    for _, fact in rows(inputs, "wealth-gini-peers").iterrows():
        text = _match(UBS_GINI, fact)
        country = text["country"].removeprefix("Mainland ")
        if country not in codes:
            raise RefreshError(f"{FILE}: fact {fact['id']} names {country!r}, which is no country of ours")
        found.append((codes[country], int(text["year"]), float(text["gini"])))
    frame = pd.DataFrame(found, columns=["iso3", "year", "value"])
    return frame.assign(value=(frame["value"] / 100).round(4))


@table("rich_counts", inputs=(FILE,))
def rich_counts(inputs: Inputs) -> pd.DataFrame:
    """iso3, year, above_usd_m, people (adults with more wealth than that), publisher, fact."""
    ubs = rows(inputs, "wealth-162-check").iloc[0]
    bands = [int(count) for count in _match(UBS_BANDS, ubs).groups()]
    knight = rows(inputs, "wealth-uhnw").iloc[0]
    found = [
        (int(ubs["date_or_year"]), above, sum(bands[place:]), "UBS / Credit Suisse", ubs["id"])
        for place, above in enumerate((50, 100, 500))
    ]
    found.append((int(knight["date_or_year"]), 30, int(knight["value"]), "Knight Frank", knight["id"]))
    frame = pd.DataFrame(found, columns=["year", "above_usd_m", "people", "publisher", "fact"])
    return frame.assign(iso3="KAZ").sort_values(["year", "above_usd_m"], ignore_index=True)


def _prices(facts: pd.DataFrame) -> Iterator[tuple[str, float, float, str, str]]:
    for _, fact in facts.iterrows():
        if fact["unit"] != "KZT per litre" or "Mangystau" not in fact["statement"]:
            continue
        ends = [float(text) for text in fact["value"].split("-")]
        before = PRICE_BEFORE.search(fact["statement"])
        if before:
            low, high = float(before["low"]), float(before["high"])
            yield f"{before['year']}-07-01", low, high, "year", fact["id"]
        yield fact["date_or_year"], ends[0], ends[-1], "day", fact["id"]


@table("lpg_price", inputs=(FILE,))
def lpg_price(inputs: Inputs) -> pd.DataFrame:
    """date, span (day, or year: the date is its middle), low_kzt_litre, high_kzt_litre, region, fact."""
    found = list(_prices(rows(inputs, "lpg-price")))
    frame = pd.DataFrame(found, columns=["date", "low_kzt_litre", "high_kzt_litre", "span", "fact"])
    frame = frame.assign(date=pd.to_datetime(frame["date"]), region="Mangystau")
    return frame.sort_values("date", ignore_index=True)


@table("census_ethnicity", inputs=(FILE,))
def census_ethnicity(inputs: Inputs) -> pd.DataFrame:
    """year, group (Kazakh, Russian), share of the population, confidence, fact; one row a census and group.

    Where two sources tell of the same census, the one marked high counts.
    """
    found = []
    for _, fact in rows(inputs, "ethnic-census").iterrows():
        names = _match_unit(fact)
        for name, text in zip(names, fact["value"].split(" / "), strict=True):
            confidence = fact["confidence"].split()[0]
            found.append(
                (int(fact["date_or_year"]), name, round(float(text) / 100, 4), confidence, fact["id"])
            )
    frame = pd.DataFrame(found, columns=["year", "group", "share", "confidence", "fact"])
    frame = frame.sort_values(["year", "group", "confidence", "fact"])  # "high" sorts before "medium"
    return frame.drop_duplicates(["year", "group"]).reset_index(drop=True)


def _match_unit(fact: pd.Series) -> list[str]:
    found = GROUPS.search(fact["unit"])
    if found is None:
        raise RefreshError(
            f"{FILE}: fact {fact['id']} has unit {fact['unit']!r}; 'percent Kazakh / Russian'?"
        )
    return found["groups"].split(" / ")
