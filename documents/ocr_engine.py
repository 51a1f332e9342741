"""The back room of the OCR engine: lines of print with a place for each letter (ADR 0036).

Its weights lie in the wheel; nothing is fetched. One model reads the scripts of Latin and of
Chinese and Japanese, so nobody has to say which language a page is in.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR

Pixels = NDArray[np.uint8]

_SETTINGS = {
    # One thread each: pages are read side by side, and threads of one page wait for each other.
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Global.max_side_len": 2400,
    "Det.limit_type": "max",
    "Det.limit_side_len": 1600,
    # Lines of one batch are padded to the longest: slower, larger, and measured to read worse.
    "Rec.rec_batch_num": 1,
}


class PrintedLine(NamedTuple):
    """A line as the engine read it: for each letter that is no blank its middle and its surety."""

    text: str
    box: tuple[float, float, float, float]
    """x0, top, x1, bottom in pixels, with a margin around the ink."""
    middles: tuple[float, ...]
    surety: tuple[float, ...]

    @property
    def height(self) -> float:
        """Return the height of the box."""
        return self.box[3] - self.box[1]

    @property
    def upright(self) -> bool:
        """Return whether the line is not as a page on its side shows it."""
        return len(self.text) < 3 or self.height < 1.5 * (self.box[2] - self.box[0])


class Engine:
    """The engine with its models loaded; one page at a time."""

    def __init__(self) -> None:
        self._read = RapidOCR(params=_SETTINGS)

    def lines(self, grey: Pixels) -> list[PrintedLine]:
        """Return the lines of a page in grey."""
        found: Any = self._read(
            np.stack([grey] * 3, -1), return_word_box=True, return_single_char_box=True
        )
        if found.txts is None:
            return []
        rows = zip(found.txts, found.scores, found.boxes, found.word_results, strict=True)
        return [line for row in rows if (line := _line(*row)) is not None]


def _line(text: str, score: float, corners: Any, letters: Sequence[Any]) -> PrintedLine | None:
    """Return a line; None where the engine gives another number of places than of letters."""
    indices = [index for index, letter in enumerate(text) if not letter.isspace()]
    if not indices or len(indices) != len(letters):
        return None
    # The engine counts sureties with the blanks, and cuts the list where the letters end.
    surety = [letters[i][1] if i < len(letters) else score for i in indices]
    middles = [sum(corner[0] for corner in letter[2]) / 4 for letter in letters]
    xs, ys = corners[:, 0], corners[:, 1]
    box = (float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))
    return PrintedLine(text, box, tuple(middles), tuple(map(float, surety)))
