"""From an Altair chart to what is shown: theme, colours, pictures, digest."""

from qantar.charting.chart import Chart, NoData, Note, chart

__all__ = ["Chart", "NoData", "Note", "chart"]
