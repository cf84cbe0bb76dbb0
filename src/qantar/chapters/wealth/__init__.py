"""Who owns and earns how much."""
