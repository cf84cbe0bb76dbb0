"""Countries side by side, and distances on the globe."""

from collections.abc import Sequence

import numpy as np

CENTRAL_ASIA = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
EARTH_RADIUS_KM = 6371.0  # mean radius


def great_circle_km(one: Sequence[float], other: Sequence[float]) -> float:
    """Distance of two points (longitude, latitude; degrees) by the haversine formula [km]."""
    (x1, y1), (x2, y2) = np.radians([one, other])
    half = np.sin((y2 - y1) / 2) ** 2 + np.cos(y1) * np.cos(y2) * np.sin((x2 - x1) / 2) ** 2
    return float(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half)))
