"""The charts of the relocation chapter."""
