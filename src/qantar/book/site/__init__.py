"""From notebooks and prose to the built site: assembly, heads, cards, policies."""
