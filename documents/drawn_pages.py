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
        """Yield the number of each page of a readable file and its picture as a PNG."""
        last = max(part.first_page + part.pages - 1 for part in (reading, *reading.parts))
        marks = marks_of(reading)
        # Copies that were not read lie between the documents and are shown without a box.
        for number in range(1, last + 1 if reading.kind else 1):
            shown = [mark.model_dump(mode="json") for mark in marks.get(number, ())]
            try:
                png = self._children.ask({"page": number, "marks": shown}, body, _SECONDS, _png)
            except (ChildDied, ChildSilent):
                continue
            yield number, png

    def close(self) -> None:
        """End the idle children."""
        self._children.close()


def _png(answer: bytes) -> bytes:
    return base64.b64decode(json.loads(answer)["png"])
