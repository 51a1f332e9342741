"""Marks: the values of a reading as boxes with names, for a picture of the page they stand on."""

from collections.abc import Iterator, Mapping

from customs.payload import Payload
from documents.reading import Field, Reading


class Mark(Payload):
    """One value on a page: its name, its box in points, how sure it is."""

    name: str
    box: tuple[float, float, float, float]
    confidence: float


def marks_of(reading: Reading) -> dict[int, list[Mark]]:
    """Return the marks of each page of a file, those of its further documents included."""
    pages: dict[int, list[Mark]] = {}
    for name, field in _values(reading):
        mark = Mark(name=name, box=field.box, confidence=field.confidence)
        pages.setdefault(field.page, []).append(mark)
    return pages


def _values(reading: Reading) -> Iterator[tuple[str, Field]]:
    groups: list[tuple[str, Mapping[str, Field]]] = [("", reading.fields)]
    groups += [(f"{n}.", line) for n, line in enumerate(reading.lines, 1)]
    for prefix, fields in groups:
        for name, field in fields.items():
            x0, top, x1, bottom = field.box
            # What embedded XML says, or a person, need not stand anywhere on a page.
            if x1 > x0 and bottom > top:
                yield prefix + name, field
    for part in reading.parts:
        yield from _values(part)
