"""Pictures of a file's pages with a box around each value that was read; drawn by a child."""

import base64
import json
from collections.abc import Iterator

from documents.marks import marks_of
from documents.processes import ChildDied, Children, ChildSilent, command
from documents.reading import Reading

_SECONDS = 60.0
"""The longest that drawing one page may take."""


class PageDrawer:
    """Draws readings; a page that cannot be drawn is left out."""

    def __init__(self) -> None:
        self._children = Children(command("documents.drawing"))

    def pages(self, body: bytes, reading: Reading) -> Iterator[tuple[int, bytes]]:
        """Yield the number of each page of a file that was read and its picture as a PNG."""
        marks = marks_of(reading)
        number, last = 0, 1
        while number < last:
            number += 1
            shown = [mark.model_dump(mode="json") for mark in marks.get(number, ())]
            frame = {"page": number, "marks": shown}
            try:
                drawn = self._children.ask(frame, body, _SECONDS, json.loads)
            except (ChildDied, ChildSilent):
                continue
            last = drawn["pages"]
            yield number, base64.b64decode(drawn["png"])

    def close(self) -> None:
        """End the idle children."""
        self._children.close()
