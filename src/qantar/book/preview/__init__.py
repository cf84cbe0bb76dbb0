"""A built book served on this machine, and pages shown there as they are written."""
