"""The pages of a paper as pictures, with a box around each value: what a reviewer looks at."""

import base64
from collections.abc import Awaitable, Callable, Collection, Iterator
from typing import NamedTuple

from documents.doubts import review
from documents.page_drawing import PagePicture
from documents.reading import Field, Reading

MOST = 6
"""Pages shown at once; each is a picture in the page itself."""
_AROUND = 1.5
"""Points between a value and its box."""

Draw = Callable[[int], Awaitable[PagePicture | None]]


class Value(NamedTuple):
    """One value of a paper: its name in forms, its place, and what it is called."""

    name: str
    field: str
    line: int | None
    read: Field | None
    """None: the paper does not say it, as far as was read."""

    @property
    def anchor(self) -> str:
        """The name of its box within the page."""
        return "box-" + self.name.replace(".", "-")

    def label(self, language: str) -> str:
        """Return what the value is called."""
        portuguese, english = review().labels.get(self.field, (self.field, self.field))
        return english if language == "en" else portuguese


class Mark(NamedTuple):
    """A box drawn on a page, in points from the top left."""

    value: Value
    x: float
    y: float
    width: float
    height: float
    pressing: bool
    """Whether a person is asked about it."""


class Sheet(NamedTuple):
    """One page: its picture, its size in points, the boxes on it."""

    page: int
    width: float
    height: float
    picture: str
    """As an address that holds the picture itself, so that a page is drawn once."""
    marks: tuple[Mark, ...]


def values_of(reading: Reading) -> list[Value]:
    """Return every value of a reading, the head first, then line by line."""
    head = [Value(name, name, None, field) for name, field in reading.fields.items()]
    lines = [
        Value(f"lines.{place}.{name}", name, place, field)
        for place, line in enumerate(reading.lines, start=1)
        for name, field in line.items()
    ]
    return head + lines


async def sheets_of(reading: Reading, pressing: Collection[str], draw: Draw) -> list[Sheet]:
    """Return the pages of a document that can be drawn; ``pressing`` names values that are asked."""
    values = values_of(reading)
    last = reading.first_page + max(reading.pages, 1) - 1
    pages = list(range(reading.first_page, last + 1))[:MOST]
    drawn = [(page, await draw(page)) for page in pages]
    return [
        Sheet(
            page=page,
            width=picture.width,
            height=picture.height,
            picture="data:image/png;base64," + base64.b64encode(picture.png).decode(),
            marks=tuple(_marks(values, page, pressing)),
        )
        for page, picture in drawn
        if picture is not None
    ]


def _marks(values: list[Value], page: int, pressing: Collection[str]) -> Iterator[Mark]:
    for value in values:
        field = value.read
        if field is None or field.page != page or not any(field.box):
            continue
        x0, top, x1, bottom = field.box
        yield Mark(
            value,
            x=round(x0 - _AROUND, 1),
            y=round(top - _AROUND, 1),
            width=round(x1 - x0 + 2 * _AROUND, 1),
            height=round(bottom - top + 2 * _AROUND, 1),
            pressing=value.name in pressing,
        )
