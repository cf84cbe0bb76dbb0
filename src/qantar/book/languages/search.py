"""Search in Arabic, for which Sphinx has none: words with and without vowel marks and prefixes.

The rules are light ones: marks go, spellings of one letter become one, then prefixes and suffixes
go as long as three letters stay. They stand once, in Python, and are handed to the page's script.
"""

import json
import re
from typing import Any

from sphinx.search import SearchLanguage

_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670"  # vowels, and the stroke that lengthens letters
_LETTERS, _PLAIN = "أإآىة", "ااايه"
_PREFIXES = ("وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال", "و", "ب", "ل", "ف", "ك")
_SUFFIXES = ("ها", "ات", "ون", "ين", "ان", "يه", "ه", "ي")
_LEAST = 3  # letters that stay

_SPLITTER = f"""
var splitQuery = query => query.match(/[\\p{{L}}\\p{{N}}_{_MARKS}]+/gu) ?? [];
"""
_STEMMER = f"""
var Stemmer = function() {{ this.stemWord = Stemmer.plain; }};
Stemmer.plain = word => {{
  const first = (parts, stem, holds) =>
    parts.find(one => stem[holds](one) && stem.length - one.length >= {_LEAST}) ?? "";
  let stem = word.toLowerCase().replace(/[{_MARKS}]/g, "");
  stem = stem.replace(/[{_LETTERS}]/g, one => "{_PLAIN}"["{_LETTERS}".indexOf(one)]);
  stem = stem.slice(first({json.dumps(_PREFIXES, ensure_ascii=False)}, stem, "startsWith").length);
  for (let suffix = " "; suffix;) {{
    suffix = first({json.dumps(_SUFFIXES, ensure_ascii=False)}, stem, "endsWith");
    stem = stem.slice(0, stem.length - suffix.length);
  }}
  return stem;
}};
"""


class SearchArabic(SearchLanguage):
    """Splits and stems Arabic; other words stay, in lower case."""

    lang = "ar"
    language_name = "Arabic"
    js_splitter_code = _SPLITTER
    js_stemmer_code = _STEMMER
    _word_re = re.compile(rf"[\w{_MARKS}]+")

    def stem(self, word: str) -> str:
        """What all forms of a word have in common, as far as the rules go."""
        bare = re.sub(f"[{_MARKS}]", "", word.lower()).translate(str.maketrans(_LETTERS, _PLAIN))
        stem = bare.removeprefix(_first(_PREFIXES, bare, bare.startswith))
        while suffix := _first(_SUFFIXES, stem, stem.endswith):
            stem = stem.removesuffix(suffix)
        return stem


def _first(parts: tuple[str, ...], word: str, holds: Any) -> str:
    """The first of `parts` that the word begins or ends with and can lose."""
    return next((one for one in parts if holds(one) and len(word) - len(one) >= _LEAST), "")


def setup(app: Any) -> None:
    """Register the language with Sphinx."""
    app.add_search_language(SearchArabic)
