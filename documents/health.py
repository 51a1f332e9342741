"""Health of a page's text layer: whether its letters can be believed, or OCR must read the page.

Pure. A cheap look at every page; what fails it is read by OCR and then compared, because a look
at letters can be wrong where a comparison with the print is not.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from documents.folding import fold
from documents.words import Word

THIN = 200
"""Fewer letters than this on a page that is one picture are a stamp or a footer, not its text."""
WHOLE = 0.6
"""Share of a page from which a picture on it is the page."""
_FEW = 30
"""Fewer letters than this beside any picture or drawing: the text may be in it."""
_SOME = 0.05
"""Share of a page from which a picture can hold text; smaller ones are emblems."""
_DRAWN = 60
"""Shapes from which on a page without text may hold letters drawn as outlines."""
_UNMAPPED = 0.05
"""Share of letters without a meaning that is still only a bullet or an arrow."""
_EXPLODED = 0.4
"""Share of one-letter words from which on words have come apart."""
_ENOUGH = 15
"""Latin words of four letters and more from which on their spelling tells something."""
_SAME = 0.5
"""Share of what OCR read that the text layer also has, from which on the layer is the truth."""

_LATIN = re.compile(r"[a-z]{4,}")
_VOWELS = frozenset("aeiouy")
_RARE = frozenset("jqwxz")
_READ = frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA", "FULLWIDTH", "GREEK", ""})
"""Scripts, by Unicode's names of letters, that the engine has signs for."""
_JAM = re.compile(r"[^aeiouy]{5}")


class Vitals(NamedTuple):
    """What is known of a page besides its words."""

    letters: int
    unmapped: int
    """Letters without a meaning."""
    unseen: int
    """Letters painted with no ink."""
    pictured: float
    """Share of the page that pictures cover."""
    shapes: int
    """Things drawn that are no text."""


def ailment(vitals: Vitals, words: Sequence[Word]) -> str | None:
    """Return why a page's text layer is not to be believed, None if it is."""
    letters, whole = vitals.letters, vitals.pictured >= WHOLE
    if letters < _FEW and (vitals.pictured >= _SOME or vitals.shapes >= _DRAWN):
        return "no text"
    if whole and letters < THIN:
        return "thin"
    if whole and vitals.unseen * 2 > letters:
        return "somebody's ocr"
    if vitals.unmapped > _UNMAPPED * letters:
        return "unmapped"
    return "nonsense" if letters and _is_nonsense(words) else None


def _is_nonsense(words: Sequence[Word]) -> bool:
    """Return whether the spelling is no language's that is written in Latin letters.

    A font whose table of letters is wrong gives clean-looking text. Over 89 pages of nine
    languages vowels were 33 to 47 % of the letters, jammed consonants stood in at most 16 % of
    the words and rare letters were at most 12 %; of shifted alphabets 19 in 20 fail one of these.
    """
    single = sum(len(word.text) == 1 and word.text.isalpha() for word in words)
    if len(words) >= 2 * _ENOUGH and single > _EXPLODED * len(words):
        return True
    # Each word once: a column of part numbers is no language either, and yet true.
    spelt = {token for word in words for token in _LATIN.findall(fold(word.text))}
    if len(spelt) < _ENOUGH:
        return False
    letters = "".join(spelt)
    vowels = sum(letter in _VOWELS for letter in letters) / len(letters)
    rare = sum(letter in _RARE for letter in letters) / len(letters)
    jammed = sum(bool(_JAM.search(token)) for token in spelt) / len(spelt)
    return vowels < 0.31 or rare > 0.15 or jammed > 0.2


def layer_holds(layer: Sequence[Word], printed: Sequence[Word], why: str) -> bool:
    """Return whether the text layer stays although it looked ill, ``printed`` being what OCR read.

    ``why`` is the ailment. A layer in a script that the engine does not know stays.
    """
    had, read = _letters(layer), _letters(printed)
    if not read:
        return True
    if _foreign(layer) > 0.3 * had:
        return why != "unmapped"
    if why == "somebody's ocr":
        return read < had / 2
    known = {fold(word.text) for word in layer}
    long = [word for word in printed if len(word.text) >= 3]
    same = sum(fold(word.text) in known for word in long)
    return same >= _SAME * len(long) and had >= 0.8 * read


def _letters(words: Sequence[Word]) -> int:
    return sum(c.isalnum() for word in words for c in word.text)


def _foreign(words: Sequence[Word]) -> int:
    """Return how many letters are of scripts that the engine has no signs for."""
    letters = (c for word in words for c in word.text if c.isalpha() and not c.isascii())
    return sum(unicodedata.name(c, "").split(" ")[0] not in _READ for c in letters)
