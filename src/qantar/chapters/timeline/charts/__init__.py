"""The timeline's charts and lists: ten days, places, people, toll, before and after."""

from qantar.chapters.timeline.charts.days import day_list, day_strip
from qantar.chapters.timeline.charts.democracy import democracy
from qantar.chapters.timeline.charts.lists import dated_list, outcome_list, people_cards
from qantar.chapters.timeline.charts.places import place_list, place_map
from qantar.chapters.timeline.charts.toll import toll
