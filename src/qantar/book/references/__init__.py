"""What pages refer to: key figures, tables, sources, code."""
