"""The mining chapter's charts, one function each."""

from qantar.chapters.mining.charts.after import hash_rate_after

__all__ = ["hash_rate_after"]
