"""Straightening, and words from printed lines: on pictures drawn here, without the engine."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from documents.ocr_engine import Pixels, PrintedLine
from documents.ocr_page import lean_of, straightened
from documents.ocr_words import words_of

Spans = list[tuple[str, int, int]]


def _sheet(lean: float = 0.0) -> Image.Image:
    sheet = Image.new("L", (600, 850), 255)
    pen = ImageDraw.Draw(sheet)
    for row in range(60, 800, 30):
        for column in range(50, 520, 45):
            pen.rectangle((column, row, column + 30, row + 10), fill=20)
    return sheet.rotate(-lean, Image.Resampling.BICUBIC, fillcolor=255)


def _line(spans: Spans, height: int = 40) -> tuple[PrintedLine, Pixels]:
    """Return letters drawn as blocks; each span is a letter and the columns of its ink."""
    grey = np.full((height + 20, 800), 245, dtype=np.uint8)
    for letter, x0, x1 in spans:
        if letter != " ":
            grey[20 : 20 + height // 2, x0:x1] = 30
    printed = [(letter, (a + b) / 2) for letter, a, b in spans if letter != " "]
    text = "".join(letter for letter, *_ in spans)
    middles = tuple(middle for _, middle in printed)
    return PrintedLine(text, (0, 10, 799, 10 + height), middles, (0.9,) * len(printed)), grey


def _letters(text: str, x: int, gap: int = 3, width: int = 12) -> Spans:
    return [(c, x + n * (width + gap), x + n * (width + gap) + width) for n, c in enumerate(text)]


@pytest.mark.parametrize("lean", [-3.2, -0.6, 0.0, 1.4, 4.0])
def test_the_lean_of_a_sheet_is_found_to_a_fifth_of_a_degree(lean: float) -> None:
    assert lean_of(_sheet(lean)) == pytest.approx(lean, abs=0.2)


def test_an_empty_sheet_does_not_lean() -> None:
    assert lean_of(Image.new("L", (600, 850), 255)) == 0.0


def test_a_sheet_on_its_head_is_read_a_second_time_and_the_better_reading_counts() -> None:
    seen = []

    def lines(grey: Pixels) -> list[PrintedLine]:
        seen.append(grey.shape)
        upright = len(seen) == 2
        sure = (0.99 if upright else 0.5,) * 3
        return [PrintedLine("abc" if upright else "qpe", (0, 0, 90, 20), (10, 20, 30), sure)]

    page = straightened(_sheet(), lines)
    assert (page.turn, page.lines[0].text, len(seen)) == (2, "abc", 2)


def test_words_end_where_their_ink_ends() -> None:
    line, grey = _line([*_letters("net", 100), (" ", 0, 0), *_letters("kg", 200)])
    assert [(w.text, round(w.box[0]), round(w.box[2])) for w in words_of(line, grey)] == [
        ("net", 100, 142),
        ("kg", 200, 227),
    ]


def test_two_words_read_as_one_are_parted_at_the_gap() -> None:
    line, grey = _line([*_letters("Date:", 100), *_letters("May", 190)])
    assert [word.text for word in words_of(line, grey)] == ["Date:", "May"]


def test_digits_that_stand_wide_stay_one_number() -> None:
    line, grey = _line(_letters("2.047,50", 100, gap=14))
    assert [word.text for word in words_of(line, grey)] == ["2.047,50"]


def test_letters_set_wide_stay_one_word() -> None:
    line, grey = _line(_letters("INVOICE", 100, gap=14))
    assert [word.text for word in words_of(line, grey)] == ["INVOICE"]


def test_a_black_bar_between_two_words_belongs_to_neither() -> None:
    line, grey = _line([*_letters("NO.", 100), *_letters("39", 210)])
    grey[20:40, 146:209] = 0
    assert [word.text for word in words_of(line, grey)] == ["NO.", "39"]
