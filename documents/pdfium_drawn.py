"""The back room of pdfium that looks at what a page draws besides letters."""

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as raw

_DEEP = 3
"""How deep forms within forms are looked into; a file may make them contain themselves."""
_MOST = 20_000
"""Objects of a page that are looked at; a map or a drawing may have a million."""


class Drawn(NamedTuple):
    """What a page draws besides letters."""

    pictured: float
    """Share of the page that pictures cover, at most 1."""
    shapes: int
    """Lines, curves and pictures."""


def drawn_on(page: pypdfium2.PdfPage) -> Drawn:
    """Return what a page draws besides letters."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    whole = max((box.right - box.left) * (box.top - box.bottom), 1.0)
    covered, shapes = 0.0, 0
    for shape in _shapes(page):
        kind = raw.FPDFPageObj_GetType(shape)
        shapes += kind != raw.FPDF_PAGEOBJ_TEXT
        if kind == raw.FPDF_PAGEOBJ_IMAGE or _holds_a_picture(shape, kind, _DEEP):
            covered += _covered(shape, box)
    return Drawn(round(min(covered / whole, 1.0), 3), shapes)


def _shapes(page: pypdfium2.PdfPage) -> Iterator[object]:
    for place in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST)):
        yield raw.FPDFPage_GetObject(page.raw, place)


def _holds_a_picture(shape: object, kind: int, deep: int) -> bool:
    """Return whether a form holds a picture; where in it does not matter, forms are cut to it."""
    if kind != raw.FPDF_PAGEOBJ_FORM or not deep:
        return False
    for place in range(min(raw.FPDFFormObj_CountObjects(shape), _MOST)):
        inner = raw.FPDFFormObj_GetObject(shape, place)
        its = raw.FPDFPageObj_GetType(inner)
        if its == raw.FPDF_PAGEOBJ_IMAGE or _holds_a_picture(inner, its, deep - 1):
            return True
    return False


def _covered(shape: object, page: raw.FS_RECTF) -> float:
    """Return how many square points of the page a picture covers."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(shape, *map(ctypes.byref, edges)):
        return 0.0
    left, bottom, right, top = (edge.value for edge in edges)
    width = min(right, page.right) - max(left, page.left)
    height = min(top, page.top) - max(bottom, page.bottom)
    return float(max(width, 0.0) * max(height, 0.0))
