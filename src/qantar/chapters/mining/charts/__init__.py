"""The charts of the mining chapter."""
