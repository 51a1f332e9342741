"""Whether a page's letters can be believed: what sends a page to OCR, and what keeps its layer."""

import pytest

from documents.health import Vitals, ailment, layer_holds
from documents.words import Word
from tests.unit.documents.drawing import words

PROSE = """
Invoice number 2047          Date of issue 12 March 2026
Sold to the buyer named below, delivered free carrier Hamburg
Hydraulic pump with housing, twelve pieces, unit price per piece
Payment within thirty days after receipt of this invoice, thank you
Country of origin Germany, preferential treatment does not apply
"""
CAESAR = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "hijklmnopqrstuvwxyzabcdefgHIJKLMNOPQRSTUVWXYZABCDEFG",
)
HEALTHY = Vitals(letters=300, unmapped=0, unseen=0, pictured=0.0, shapes=10)


@pytest.mark.parametrize(
    ("why", "vitals"),
    [
        (None, HEALTHY),
        (None, HEALTHY._replace(pictured=1.0)),
        (None, HEALTHY._replace(letters=0)),
        (None, HEALTHY._replace(letters=10, pictured=0.01, shapes=3)),
        ("no text", HEALTHY._replace(letters=0, pictured=1.0)),
        ("no text", HEALTHY._replace(letters=4, pictured=0.1)),
        ("no text", HEALTHY._replace(letters=0, shapes=900)),
        ("thin", HEALTHY._replace(letters=120, pictured=0.9)),
        ("somebody's ocr", HEALTHY._replace(unseen=300, pictured=0.9)),
        ("unmapped", HEALTHY._replace(unmapped=60)),
    ],
)
def test_a_page_is_ill_when_its_print_and_its_letters_cannot_be_the_same(
    why: str | None, vitals: Vitals
) -> None:
    assert ailment(vitals, words(PROSE)) == why


def test_clean_looking_letters_of_no_language_are_nonsense() -> None:
    assert ailment(HEALTHY, words(PROSE.translate(CAESAR))) == "nonsense"


def test_words_that_came_apart_into_letters_are_nonsense() -> None:
    assert ailment(HEALTHY, words(" ".join(PROSE.replace(" ", "")))) == "nonsense"


def test_a_list_of_part_numbers_is_no_nonsense() -> None:
    codes = "\n".join(f"GG-SCRW-{n}  KXT {n}9  {n}.00" for n in range(20))
    assert ailment(HEALTHY, words(codes)) is None


def _read(text: str) -> list[Word]:
    return words(text)


def test_a_layer_that_ocr_confirms_stays_and_one_that_it_contradicts_goes() -> None:
    assert layer_holds(words(PROSE), _read(PROSE.replace("Hydraulic", "Hydraulic")), "nonsense")
    assert not layer_holds(words(PROSE.translate(CAESAR)), _read(PROSE), "nonsense")


def test_a_stamp_on_a_picture_gives_way_to_what_the_picture_says() -> None:
    assert not layer_holds(words("Invoice number 2047"), _read(PROSE), "thin")


def test_a_layer_stays_where_ocr_found_nothing_or_does_not_know_the_script() -> None:
    assert layer_holds(words(PROSE), [], "thin")
    assert layer_holds(words("חשבונית מספר תאריך " * 5), _read(PROSE), "somebody's ocr")


def test_our_own_ocr_is_preferred_to_a_strangers() -> None:
    assert not layer_holds(words(PROSE), _read(PROSE), "somebody's ocr")
