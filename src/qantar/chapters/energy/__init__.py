"""Electricity, its sources and prices, and the load of the miners."""
