"""The counts of January 2022: what officials said when, and what others counted."""

import pandas as pd


def deaths(toll: pd.DataFrame) -> pd.DataFrame:
    """Every count of all the dead in the country, by date.

    Columns: date (the first of the month where the day is not known), day_known, dead, kind
    (official, withdrawn, cited: said by others to be official, names: a list of names), counted_by,
    publisher, url.
    """
    counted = toll[toll["place"].isna() & toll["measure"].isin(["dead", "dead by name"])]
    kind = pd.Series("official", index=counted.index)
    kind = kind.mask(counted["side"] == "others", "cited")
    kind = kind.mask(counted["measure"] == "dead by name", "names")
    kind = kind.mask(counted["standing"] == "withdrawn", "withdrawn")
    frame = pd.DataFrame(
        {
            "date": pd.to_datetime(counted["date"], format="ISO8601"),
            "day_known": counted["precision"] == "day",
            "dead": counted["value"].astype("int64"),
            "kind": kind,
            "counted_by": counted["counted_by"],
            "publisher": counted["source_publisher"],
            "url": counted["source_url"],
        }
    )
    return frame.sort_values(["date", "dead"], ignore_index=True)


def official(counts: pd.DataFrame) -> pd.DataFrame:
    """The official counts of a frame of `deaths`, each only where it changes the one before."""
    standing = counts[counts["kind"] == "official"]
    return standing[standing["dead"].ne(standing["dead"].shift())].reset_index(drop=True)


def count(
    toll: pd.DataFrame, measure: str, counted_by: str | None = None, date: str | None = None
) -> int:
    """The latest count of a measure for the country, of one body and date where given.

    Raises KeyError where the table holds none.
    """
    rows = toll[toll["measure"] == measure]
    if counted_by is not None:
        rows = rows[rows["counted_by"] == counted_by]
    rows = rows[rows["date"] == date] if date is not None else rows[rows["standing"] == "stands"]
    if rows.empty:
        raise KeyError(
            f"toll: no row for {measure} of {counted_by or 'anybody'} at {date or 'any date'}"
        )
    whole = rows[rows["place"].isna()] if rows["place"].isna().any() else rows
    return int(whole.sort_values("date")["value"].iloc[-1])
