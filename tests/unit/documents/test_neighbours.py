"""A number without a known label stands before the date."""

from documents.neighbours import number_before
from documents.reading import Field
from documents.regions import Page
from documents.typed import Conventions
from documents.words import Word, lines_of

ANY = Conventions(".", None)
DATED = Field(value="2026-07-22", confidence=0.5, page=1, box=(40, 20, 190, 28))


def _page(label: str) -> Page:
    words = [
        Word(label, 1, 40, 8, 80, 16),
        Word("Zxlaus", 1, 140, 8, 180, 16),
        Word("424/2026", 1, 40, 20, 75, 28),
        Word("22/07/2026", 1, 140, 20, 190, 28),
    ]
    lines = lines_of(words)
    return Page(lines, [[] for _ in lines])


def test_the_number_stands_left_of_the_date_under_an_unknown_label() -> None:
    assert [c.value.text for c in number_before(_page("Qvortum"), DATED, ANY)] == ["424/2026"]


def test_what_has_a_label_of_its_own_is_not_the_number() -> None:
    assert number_before(_page("PO-No."), DATED, ANY) == []
    assert number_before(_page("Vessel"), DATED, ANY) == []


def test_the_number_stands_over_the_date_behind_an_unknown_label() -> None:
    words = [
        Word("Qvortum", 1, 40, 8, 80, 16),
        Word("AA.00001", 1, 83, 8, 120, 16),
        Word("Datum:", 1, 40, 20, 75, 28),
        Word("22/07/2026", 1, 79, 20, 130, 28),
    ]
    lines = lines_of(words)
    dated = DATED.model_copy(update={"box": (79, 20, 130, 28)})
    found = number_before(Page(lines, [[] for _ in lines]), dated, ANY)
    assert [c.value.text for c in found] == ["AA.00001"]
