"""From editions to built books: runs of notebooks, sweeps, checks of what was built."""
