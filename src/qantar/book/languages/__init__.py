"""Catalogues of all words that readers see, for translators: extracted, updated, checked."""
