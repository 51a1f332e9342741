"""Glyphs: the letters of a page in the order in which it draws them, and the runs that touch.

Pure. Blanks that an engine only supposes are not asked; a real blank or a gap parts words.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

GAP = 0.18
"""A gap wider than this share of the letter size parts two words."""
_DRAWN_GAP = 0.12
"""The same while the size is only what the font says of its tallest letters, which is more."""
_BACK = -0.35
"""How far, in letter sizes, a letter may reach back over the one before it (kerning)."""
_LEVEL = 0.3
"""How far, in letter sizes, the middles of letters of one word may differ."""
_NO_ROOM = 0.02
"""A drawn blank that leaves less room than this share of the letter size is none."""
_LIKE = 0.55
"""The smaller of two letter sizes in one word is at least this share of the larger (3rd)."""


class Glyph(NamedTuple):
    """One printed letter in reading space: x to the right, y down. A blank has no letter."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    place: int
    """Number of the letter on its page."""


BLANK = Glyph("", 0.0, 0.0, 0.0, 0.0, -1)
"""A blank that the page really draws."""


@dataclass(slots=True)
class Run:
    """Letters drawn one after another that touch: a word or a piece of one."""

    glyphs: list[Glyph]
    after_blank: bool
    before_blank: bool = False
    x0: float = field(init=False)
    x1: float = field(init=False)
    top: float = field(init=False)
    bottom: float = field(init=False)

    def __post_init__(self) -> None:
        first = self.glyphs[0]
        self.x0, self.top, self.x1, self.bottom = first[1:5]

    @property
    def text(self) -> str:
        """Return the letters in reading order."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """Return the size of the letters."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Return the height of the letters' centre."""
        return (self.top + self.bottom) / 2

    def takes(self, glyph: Glyph) -> bool:
        """Return whether a letter goes on where this run ends."""
        gap = self.x0 - glyph.x1 if right_to_left(glyph.text) else glyph.x0 - self.x1
        return gap <= _DRAWN_GAP * self.size and fits(self, glyph, gap)

    def add(self, glyph: Glyph) -> None:
        """Take a letter on."""
        self.glyphs.append(glyph)
        self.x0 = min(self.x0, glyph.x0)
        self.x1 = max(self.x1, glyph.x1)


def runs_of(glyphs: Iterable[Glyph]) -> list[Run]:
    """Return the letters in runs, in the order in which they are drawn."""
    runs: list[Run] = []
    run: Run | None = None
    after_blank = False
    for glyph in glyphs:
        if not glyph.text:
            after_blank = True
        elif run is not None and _goes_on(run, glyph, after_blank):
            run.add(glyph)
            after_blank = False
        elif run is None or after_blank or not _drawn_again(run.glyphs, glyph):
            if run is not None:
                run.before_blank = after_blank
            run = Run([glyph], after_blank)
            runs.append(run)
            after_blank = False
    for each in runs:
        _take_once(each)
    return runs


def right_to_left(letter: str) -> bool:
    """Return whether a letter is written from right to left."""
    return not letter.isascii() and unicodedata.bidirectional(letter[0]) in ("R", "AL")


def fits(run: Run, other: "Run | Glyph", gap: float) -> bool:
    """Return whether letters of one size and level stand beside one another."""
    size, its = run.size, other.bottom - other.top
    if abs(run.middle - (other.top + other.bottom) / 2) > _LEVEL * size:
        return False
    return min(size, its) >= _LIKE * max(size, its) and _BACK * size < gap <= GAP * size


def _same_spot(last: Glyph, glyph: Glyph) -> bool:
    """Return whether two letters have one box: a ligature's parts, or a letter drawn twice."""
    return abs(last.x0 - glyph.x0) < 0.01 and abs(last.x1 - glyph.x1) < 0.01 and (
        abs(last.top - glyph.top) < 0.01
    )  # fmt: skip


def _goes_on(run: Run, glyph: Glyph, after_blank: bool) -> bool:
    """Return whether a letter belongs to ``run``; a blank that takes no room parts nothing."""
    if after_blank:
        return run.takes(glyph) and abs(glyph.x0 - run.x1) <= _NO_ROOM * run.size
    return _same_spot(run.glyphs[-1], glyph) or run.takes(glyph)


def _drawn_again(glyphs: Sequence[Glyph], glyph: Glyph) -> bool:
    """Return whether a letter repeats one just drawn, a trifle beside it: a fake bold."""
    reach = 0.12 * (glyph.bottom - glyph.top)
    return any(
        other.text == glyph.text
        and abs(other.x0 - glyph.x0) < reach
        and abs(other.top - glyph.top) < reach
        for other in glyphs[-2:]
    )


def _take_once(run: Run) -> None:
    """Drop the second of each pair where every letter of a word is drawn twice on one spot.

    One doubled letter among single ones is a ligature ("tt" of "Mitte"), which is kept.
    """
    glyphs = run.glyphs
    if len(glyphs) < 4 or len(glyphs) % 2:
        return
    pairs = list(zip(glyphs[::2], glyphs[1::2], strict=True))
    if all(a.text == b.text and _same_spot(a, b) for a, b in pairs):
        run.glyphs = glyphs[::2]
