"""Key figures of the timeline chapter: the cut in the blocks, in the price, and the politics
around it.
"""

from collections.abc import Mapping

import pandas as pd

from qantar.chapters.network import figures as timeline_network
from qantar.chapters.network.windows import Workings
from qantar.chapters.timeline import context as timeline_context
from qantar.chapters.timeline.names import aliases
from qantar.chapters.timeline.parameters import TimelineParameters
from qantar.report.figures import Figure

__all__ = ["TABLES", "Workings", "aliases", "figures"]

TABLES = ("blocks", "countries", "events", "governance", "network_daily", "outages")


def figures(tables: Mapping[str, pd.DataFrame], parameters: TimelineParameters) -> list[Figure]:
    """All key figures of the chapter. Raises ParameterError where windows or countries leave the
    tables.
    """
    work = Workings(tables, parameters)
    return [*timeline_network.figures(work), *timeline_context.figures(work)]
