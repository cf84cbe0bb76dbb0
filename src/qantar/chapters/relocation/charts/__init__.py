"""The relocation chapter's charts and tables of words, one function each."""

from qantar.chapters.relocation.charts.choices import three_choices
from qantar.chapters.relocation.charts.deciding import deciding, decision_map
from qantar.chapters.relocation.charts.hashprice import hashprice_paths
from qantar.chapters.relocation.charts.odds import leave_better
from qantar.chapters.relocation.charts.tables import destinations, firm_moves
