"""Joining: from runs of letters to whole words, by the house's own rule of what belongs together."""

import unicodedata
from collections.abc import Iterable
from operator import attrgetter

from documents.glyphs import Run, fits, right_to_left

_SPACED = 4
"""From so many single letters at even gaps on, they are one word set wide (I N V O I C E)."""


def words_of(runs: Iterable[Run]) -> list[Run]:
    """Return whole words: pieces that touch are joined, what is drawn twice is taken once."""
    found: list[Run] = []
    for line in _lines(runs):
        found += _respaced(_joined(line))
    return found


def legible(text: str) -> str:
    """Return a word with compatibility forms of letters made plain: ligatures, Arabic, radicals."""
    if text.isascii():
        return text
    # Letters beyond U+FFFF come as two halves on one spot.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    plain = "".join(unicodedata.normalize("NFKC", c) if _is_form(c) else c for c in text)
    return unicodedata.normalize("NFC", plain)


def _is_form(letter: str) -> bool:
    return "\ufb00" <= letter <= "\ufdff" or "\ufe70" <= letter <= "\ufeff" or (
        "\u2e80" <= letter <= "\u2fdf"
    )  # fmt: skip


def _lines(runs: Iterable[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = []
    for run in sorted(runs, key=attrgetter("middle")):
        if lines and run.middle - lines[-1][-1].middle <= 0.12 * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    for line in lines:
        line.sort(key=attrgetter("x0"))
    return lines


def _joined(line: list[Run]) -> list[Run]:
    """Return the runs of one line, pieces joined and repetitions left out."""
    kept: list[Run] = []
    for run in line:
        last = kept[-1] if kept else None
        if last is not None and run.x0 < last.x1 and _repeats(last, run):
            continue
        if last is not None and _continues(last, run):
            _append(last, run)
        else:
            kept.append(run)
    return kept


def _repeats(last: Run, run: Run) -> bool:
    """Return whether each letter of ``run`` stands on an equal one of ``last``."""
    reach = 0.12 * run.size
    return all(
        any(o.text == g.text and abs(o.x0 - g.x0) < reach for o in last.glyphs) for g in run.glyphs
    )


def _continues(last: Run, run: Run) -> bool:
    if last.before_blank or run.after_blank:
        return False
    return fits(last, run, run.x0 - last.x1)


def _append(last: Run, run: Run) -> None:
    backwards = right_to_left(run.glyphs[0].text)
    last.glyphs = run.glyphs + last.glyphs if backwards else last.glyphs + run.glyphs
    last.x1 = max(last.x1, run.x1)
    last.before_blank = run.before_blank


def _respaced(line: list[Run]) -> list[Run]:
    """Return the words of a line, letters set wide apart at even gaps made one word."""
    kept: list[Run] = []
    place = 0
    while place < len(line):
        taken = _spaced(line, place)
        word = line[place]
        for run in line[place + 1 : place + taken]:
            _append(word, run)
        kept.append(word)
        place += taken
    return kept


def _spaced(line: list[Run], place: int) -> int:
    """Return how many single letters from ``place`` stand at even gaps; 1 if too few do."""
    taken, first = 1, None
    while place + taken < len(line):
        left, right = line[place + taken - 1], line[place + taken]
        gap = right.x0 - left.x1
        first = gap if first is None else first
        even = abs(gap - first) < 0.12 * right.size and 0 < gap < 0.9 * right.size
        if not (even and _is_letter(left) and _is_letter(right)):
            break
        taken += 1
    return taken if taken >= _SPACED else 1


def _is_letter(run: Run) -> bool:
    return len(run.glyphs) == 1 and run.glyphs[0].text.isalpha()
