"""The book in one file: PDF and archive."""
