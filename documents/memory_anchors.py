"""Anchors: the printed words that lead to a value, described on the paper that teaches them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, takewhile

from documents.folding import tokens
from documents.memory import Anchor, Place, Side
from documents.memory_finding import Spot
from documents.words import Line, Segment, Word, overlap

LABELS = ("before", "left")
"""Sides on which a value has its own label."""
_WORDS = 4
_UNIT = 3
_MOST_ABOVE = 3
_FAR = 60.0
"""How far above or below a value its anchors may stand, in points."""


def place_of(spot: Spot, lines: Sequence[Line], avoid: Collection[str] = ()) -> Place:
    """Return how to find again what stands at ``spot``; no anchor is one of the texts to avoid."""
    anchors = [a for a in _anchors(spot, lines) if "".join(a.words) not in avoid]
    x0, top, x1, bottom = (round(edge, 1) for edge in spot.box)
    return Place(
        anchors=tuple(anchors),
        page=_page(spot.line.page, lines),
        box=(x0, top, x1, bottom),
        reads=spot.reads,
        words=0 if spot.to_the_end else len(spot.words),
        until=_word_after(spot),
        lines=spot.lines,
    )


def _anchors(spot: Spot, lines: Sequence[Line]) -> Iterator[Anchor]:
    """Yield the words in front, or those to the left, then some above and those below."""
    if words := _last_unnumbered(spot.segment.words[: spot.start]):
        yield _anchor("before", words, spot)
    elif spot.start == 0 and (words := _left_of(spot.line, spot.segment)):
        yield _anchor("left", words, spot)
    for words in islice(_in_column(spot, reversed(lines[: spot.line.index])), _MOST_ABOVE):
        yield _anchor("above", words, spot)
    for words in islice(_in_column(spot, lines[spot.line.index + 1 :]), 1):
        yield _anchor("below", words, spot)


def _anchor(side: Side, words: Sequence[Word], spot: Spot) -> Anchor:
    return Anchor(
        words=_spelled(words),
        side=side,
        dx0=round(spot.box[0] - words[0].x0, 1),
        dx1=round(spot.box[2] - words[0].x0, 1),
        dy=round(spot.words[0].middle - words[0].middle, 1),
    )


def _unnumbered(words: Iterable[Word]) -> tuple[Word, ...]:
    """Return the first words, until one has a digit, if they hold letters enough to be known."""
    kept = tuple(islice(takewhile(lambda w: not any(c.isdigit() for c in w.text), words), _WORDS))
    return kept if _letters(kept) > 1 else ()


def _letters(words: Iterable[Word]) -> int:
    return sum(c.isalpha() for word in words for c in word.text)


def _last_unnumbered(words: Sequence[Word]) -> tuple[Word, ...]:
    return _unnumbered(reversed(words))[::-1]


def _spelled(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(text for word in words for text in letters_of(word.text))


@lru_cache(maxsize=8192)
def letters_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a printed one; the same words are asked for anchor by anchor."""
    return tokens(text)


def _word_after(spot: Spot) -> str:
    rest = spot.segment.words[spot.start + len(spot.words) :] if not spot.to_the_end else ()
    return "".join(_spelled(rest[:1]))


def _left_of(line: Line, segment: Segment) -> tuple[Word, ...]:
    """Return the last words of the nearest phrase on the left that names the row.

    A figure does not, and a unit or currency of few letters only if nothing else is there.
    """
    left = [other.words for other in line.segments if other.box[2] <= segment.box[0]]
    named = [words for other in reversed(left) if (words := _last_unnumbered(other))]
    rows = (words for words in named if _letters(words) > _UNIT)
    return next(rows, named[0] if named else ())


def _in_column(spot: Spot, lines: Iterable[Line]) -> Iterator[tuple[Word, ...]]:
    """Yield how the phrases begin that share the value's column, the nearest first."""
    x0, top, x1, _ = spot.box
    for line in lines:
        if line.page != spot.line.page or abs(line.box[1] - top) > _FAR:
            return
        for segment in line.segments:
            inside = overlap((segment.box[0], segment.box[2]), (x0, x1)) > 0
            if inside and (words := _unnumbered(segment.words)):
                yield words


def _page(page: int, lines: Sequence[Line]) -> int:
    """Return the page as a place keeps it: the last one of several moves with their number."""
    first, last = lines[0].page, lines[-1].page
    return -1 if first < page == last else page - first + 1
