"""Refresh: one module per publisher turns its files into the project's own tables."""
