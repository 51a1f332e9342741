"""Folding: the one form in which words of any language are compared."""

import re
import unicodedata
from functools import lru_cache

_OWN_MAP = str.maketrans(
    {
        "ß": "ss",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "№": "no",
        "º": "o",
        "°": "o",
    }
)
"""Letters that Unicode does not take apart, so that they need a map of their own."""

_KEPT = 16384
"""Folded texts that are kept: the same words are compared with many labels."""
_TOKEN = re.compile(r"[^\W\d_]{1,3}[º°]|[^\W_]+|#")
"""A word; a number sign with a raised o ends one, whatever is stuck to it (Nº000.046)."""


@lru_cache(_KEPT)
def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, compatibility forms made plain."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_OWN_MAP))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(_KEPT)
def tokens(text: str) -> tuple[str, ...]:
    """Return the folded words of ``text``; punctuation is left out, ``#`` counts as a word."""
    return tuple(fold(word) for word in _TOKEN.findall(text))


def token_spans(text: str) -> list[tuple[str, int, int]]:
    """Return each folded word of ``text`` with where it stands in the printed text."""
    return [(fold(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text)]
