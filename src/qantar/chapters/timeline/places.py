"""The places of January 2022 and how far they lie apart."""

import numpy as np
import pandas as pd

EARTH_RADIUS_KM = 6371.0  # mean radius


def distance_km(places: pd.DataFrame, one: str, other: str) -> float:
    """Great-circle distance between two places (columns place, latitude, longitude; degrees) [km].

    The haversine formula on a sphere.
    """
    points = np.radians(
        places.set_index("place").loc[[one, other], ["latitude", "longitude"]].to_numpy()
    )
    (lat_1, lon_1), (lat_2, lon_2) = points
    half = np.sin((lat_2 - lat_1) / 2) ** 2
    half += np.cos(lat_1) * np.cos(lat_2) * np.sin((lon_2 - lon_1) / 2) ** 2
    return float(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half)))
