"""Letters to words: what belongs together, what is drawn twice, what only looks so."""

from documents.glyphs import BLANK, Glyph, runs_of
from documents.joining import legible, words_of
from documents.words import Word, text_of


def _glyph(text: str, x0: float, x1: float, top: float = 0.0, size: float = 10.0) -> Glyph:
    return Glyph(text, x0, top, x1, top + size, 0)


def _words(*glyphs: Glyph) -> list[str]:
    return [legible(run.text) for run in words_of(runs_of(glyphs))]


def _set(text: str, x: float = 0.0, step: float = 5.0) -> list[Glyph]:
    return [_glyph(c, x + n * step, x + (n + 1) * step) for n, c in enumerate(text)]


def test_two_letters_of_one_ligature_are_both_kept() -> None:
    assert _words(*_set("Mi"), _glyph("t", 10, 18), _glyph("t", 10, 18), _glyph("e", 18, 23)) == [
        "Mitte"
    ]


def test_a_word_whose_every_letter_is_drawn_twice_on_one_spot_is_taken_once() -> None:
    doubled = [glyph for glyph in _set("Paid") for _ in range(2)]
    assert _words(*doubled) == ["Paid"]


def test_a_drawn_blank_parts_words_and_one_that_takes_no_room_does_not() -> None:
    assert _words(*_set("No"), BLANK, *_set("7", 13)) == ["No", "7"]
    assert _words(*_set("Ru"), BLANK, *_set("bber", 10)) == ["Rubber"]


def test_pieces_drawn_in_any_order_become_one_word() -> None:
    assert _words(*_set("0023", 25.5), *_set("AE-AF", 0)) == ["AE-AF0023"]


def test_a_raised_ending_belongs_to_its_number() -> None:
    raised = [_glyph("r", 5, 8, 0.5, 6.5), _glyph("d", 8, 11, 0.5, 6.5)]
    assert _words(*_set("3"), *raised) == ["3rd"]


def test_letters_of_another_size_stay_apart() -> None:
    assert _words(*_set("No"), _glyph("7", 10, 30, -10, 30)) == ["No", "7"]


def test_hebrew_letters_drawn_from_the_right_are_one_word_in_reading_order() -> None:
    letters = [_glyph(c, 20 - 5 * n, 25 - 5 * n) for n, c in enumerate("שלום")]
    assert _words(*letters) == ["שלום"]


def test_a_line_from_the_right_is_said_in_reading_order_its_figures_as_they_are() -> None:
    words = [Word(t, 1, 20 * n, 0, 20 * n + 18, 10) for n, t in enumerate(["12", "500", "סכום"])]
    assert text_of(words) == "סכום 12 500"


def test_forms_of_letters_are_made_plain_and_signs_are_left() -> None:
    assert legible("oﬃce") == "office"
    assert legible("⽇期") == "日期"
    assert legible("№ 5º") == "№ 5º"
    assert legible("\ud83d\udcde") == "📞"
