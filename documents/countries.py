"""Countries: a printed name in any of our languages, as its ISO 3166-1 code."""

from functools import cache

from documents.folding import tokens

_LANGUAGES = ("en", "pt", "es", "de", "fr", "it", "nl", "pl", "tr", "zh", "ja")
_ALSO = {
    "prc": "CN", "p r china": "CN", "p r of china": "CN", "peoples republic of china": "CN",
    "people s republic of china": "CN", "korea": "KR", "south korea": "KR", "uk": "GB",
    "usa": "US", "u s a": "US", "eua": "US", "united states of america": "US", "uae": "AE",
    "taiwan china": "TW", "viet nam": "VN", "holland": "NL", "czech republic": "CZ",
}  # fmt: skip
"""Names that papers print and no list of territories has."""


def country_code(text: str) -> str | None:
    """Return the code of the one country that ``text`` names, None if it names none or several.

    ``Made in P.R. China`` is CN; two capital letters are taken for a code.
    """
    if len(text.strip()) == 2 and text.strip().isupper():
        return text.strip()
    words = tokens(text)
    found = {
        code
        for first in range(len(words))
        for last in range(first + 1, min(first + 6, len(words)) + 1)
        if (code := _names().get(" ".join(words[first:last])))
    }
    return found.pop() if len(found) == 1 else None


@cache
def _names() -> dict[str, str]:
    # Loaded late: the tables of eleven languages take a moment that most commands do not need.
    from babel import Locale

    names: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                names.setdefault(" ".join(tokens(name)), code)
    return names | _ALSO
