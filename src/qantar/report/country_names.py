"""Countries in sentences, where charts once looked for them."""

from qantar.data.country_names import format_sentence, in_sentence

__all__ = ["format_sentence", "in_sentence"]
