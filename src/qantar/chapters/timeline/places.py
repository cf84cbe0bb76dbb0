"""The places of January 2022 and how far they lie apart."""

import pandas as pd

from qantar.chapters.shared.geography import great_circle_km


def distance_km(places: pd.DataFrame, one: str, other: str) -> float:
    """Great-circle distance of two places [km]; columns place, latitude, longitude (degrees)."""
    points = places.set_index("place")[["longitude", "latitude"]]
    return great_circle_km(points.loc[one], points.loc[other])
