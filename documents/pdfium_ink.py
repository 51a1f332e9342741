"""The back room of pdfium that looks at ink: which letters of a page can be seen at all."""

import ctypes
from collections.abc import Callable

import pypdfium2
import pypdfium2.raw as raw

from documents.glyphs import Run

_UNSEEN = frozenset({3, 7})
"""Text rendering modes that paint nothing: invisible, clip only (ISO 32000-1, 9.3.6)."""
_TINY = 1.8
"""Letters smaller than this, in points, are not meant to be read."""
_WHITE = 250
"""From this share of 255 in all three colours on, ink is white."""

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top in the file's own space."""


def seen(
    page: pypdfium2.PdfPage, text: object, runs: list[Run], placed: Callable[[Rect], Rect]
) -> tuple[list[Run], int]:
    """Return the runs that a reader sees, and how many letters are painted without ink.

    A page that is mostly inkless is a scan with an OCR layer, which is what there is to read.
    """
    painted: list[Rect] | None = None
    kept: list[Run] = []
    unseen = 0
    for run in runs:
        ink = _ink(text, run.glyphs[0].place)
        if ink == "white":
            painted = _painted(page, placed) if painted is None else painted
            ink = "black" if any(_covers(box, run) for box in painted) else "none"
        unseen += len(run.glyphs) if ink == "none" else 0
        if ink != "none" and run.size >= _TINY:
            kept.append(run)
    letters = sum(len(run.glyphs) for run in runs)
    return (kept, unseen) if sum(len(r.glyphs) for r in kept) * 2 > letters else (runs, unseen)


def _ink(text: object, index: int) -> str:
    """Return whether a letter is painted, with white, or with nothing."""
    shape = raw.FPDFText_GetTextObject(text, index)
    if shape and raw.FPDFTextObj_GetTextRenderMode(shape) in _UNSEEN:
        return "none"
    colour = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFText_GetFillColor(text, index, *map(ctypes.byref, colour)):
        return "black"
    red, green, blue, alpha = (part.value for part in colour)
    if alpha == 0:
        return "none"
    return "white" if min(red, green, blue) >= _WHITE else "black"


def _painted(page: pypdfium2.PdfPage, placed: Callable[[Rect], Rect]) -> list[Rect]:
    """Return the boxes of what is painted and not text: white letters show on them."""
    found = []
    edges = [ctypes.c_float() for _ in range(4)]
    for place in range(raw.FPDFPage_CountObjects(page.raw)):
        shape = raw.FPDFPage_GetObject(page.raw, place)
        if raw.FPDFPageObj_GetType(shape) == raw.FPDF_PAGEOBJ_TEXT or _is_white(shape):
            continue
        if raw.FPDFPageObj_GetBounds(shape, *map(ctypes.byref, edges)):
            left, bottom, right, top = (edge.value for edge in edges)
            found.append(placed((left, bottom, right, top)))
    return found


def _is_white(shape: object) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    known = raw.FPDFPageObj_GetType(shape) == raw.FPDF_PAGEOBJ_PATH and (
        raw.FPDFPageObj_GetFillColor(shape, *map(ctypes.byref, colour))
    )
    return bool(known) and min(part.value for part in colour[:3]) >= _WHITE


def _covers(box: Rect, run: Run) -> bool:
    x, y = (run.x0 + run.x1) / 2, run.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
