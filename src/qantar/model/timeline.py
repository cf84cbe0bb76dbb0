"""Key figures of the timeline chapter: the cut in the blocks, in the price, and the politics around it."""

from collections.abc import Mapping

import pandas as pd

from qantar.figures import Figure
from qantar.model import timeline_context, timeline_network
from qantar.model.timeline_names import aliases
from qantar.model.timeline_workings import Workings
from qantar.parameters.timeline import TimelineParameters

__all__ = ["TABLES", "Workings", "aliases", "figures"]

TABLES = ("blocks", "countries", "events", "governance", "network_daily", "outages")


def figures(tables: Mapping[str, pd.DataFrame], parameters: TimelineParameters) -> list[Figure]:
    """All key figures of the chapter. Raises ParameterError where windows or countries leave the tables."""
    work = Workings(tables, parameters)
    return [*timeline_network.figures(work), *timeline_context.figures(work)]
