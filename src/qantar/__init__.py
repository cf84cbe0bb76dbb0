"""Qantar: a reproducible report on Kazakhstan's January 2022 and its bitcoin miners."""

__version__ = "0.1.0"
