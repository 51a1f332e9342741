"""Folding: the one form in which words of any language are compared."""

import re
import unicodedata

_OWN_MAP = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "№": "no", "º": "o"}
)
"""Letters that Unicode does not take apart, so that they need a map of their own."""

_TOKEN = re.compile(r"[^\W_]+|#")


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, compatibility forms made plain."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_OWN_MAP))
    return "".join(c for c in plain if not unicodedata.combining(c))


def tokens(text: str) -> tuple[str, ...]:
    """Return the folded words of ``text``; punctuation is left out, ``#`` counts as a word."""
    return tuple(_TOKEN.findall(fold(text)))


def token_spans(text: str) -> list[tuple[str, int, int]]:
    """Return each folded word of ``text`` with where it stands in the printed text."""
    return [(fold(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text)]
