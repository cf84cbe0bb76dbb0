"""Runs of one notebook: its parameters, its kernel, the form in which it is stored."""
