"""The charts of the claims chapter."""
