"""The charts of the network chapter."""
