"""The back room that draws the boxes of a reading on pictures of its pages.

``python -P -m documents.drawing``, a process of its own, because it opens the stranger's file
again: each frame asks for one page, the answer is a PNG.
"""

import base64
import io
import json
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from documents.marks import Mark
from documents.serving import serve

MEGABYTES = 1536
CPU_SECONDS = 20
_SCALE = 2.0
"""Pixels to the point: 144 to the inch."""
_MOST_PIXELS = 30_000_000
"""A page may claim to be metres wide; a larger picture is drawn smaller."""
_COLOURS = ((0.9, (22, 128, 61)), (0.7, (194, 110, 0)), (0.0, (200, 30, 30)))
"""From which confidence on a box is green, amber, red."""
_LETTER = 13


def draw(body: bytes, number: int, marks: list[Mark]) -> tuple[bytes, int]:
    """Return page ``number`` of a file as a PNG with ``marks``, and how many pages it has."""
    document = pypdfium2.PdfDocument(body)
    with document:
        if document.get_formtype():
            document.init_forms()
        count = len(document)
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(_SCALE, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        picture = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
    _mark(picture, marks, scale)
    drawn = io.BytesIO()
    picture.save(drawn, "PNG")
    return drawn.getvalue(), count


def _mark(picture: Image.Image, marks: list[Mark], scale: float) -> None:
    pen = ImageDraw.Draw(picture, "RGBA")
    font = ImageFont.load_default(_LETTER)
    for mark in marks:
        x0, top, x1, bottom = (edge * scale for edge in mark.box)
        colour = next(colour for least, colour in _COLOURS if mark.confidence >= least)
        pen.rectangle((x0 - 2, top - 2, x1 + 2, bottom + 2), (*colour, 26), (*colour, 255), 2)
        words = f"{mark.name} {mark.confidence:.2f}"
        left, above, right, below = pen.textbbox((x0 - 2, top - 3), words, font, anchor="lb")
        pen.rectangle((left, above, right, below), (*colour, 215))
        pen.text((x0 - 2, top - 3), words, (255, 255, 255, 255), font, anchor="lb")


def _answer(frame: dict[str, Any], body: bytes) -> str:
    marks = [Mark.model_validate(mark) for mark in frame["marks"]]
    picture, pages = draw(body, frame["page"], marks)
    return json.dumps({"png": base64.b64encode(picture).decode(), "pages": pages})


if __name__ == "__main__":
    serve(_answer, MEGABYTES, CPU_SECONDS)
