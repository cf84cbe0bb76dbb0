"""From an Altair chart to what is shown: colours, marks, pictures, digest."""

from qantar.charting.chart import Chart, NoData, Note, chart

__all__ = ["Chart", "NoData", "Note", "chart"]
