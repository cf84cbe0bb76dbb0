"""Charts and sentences of executed notebooks, as the book shows them."""
