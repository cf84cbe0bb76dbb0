"""The claims: each one's rule, evidence and verdict."""
