"""What strangers send: each file gives a reading, within limits, and harms nobody after it."""

import time
from collections.abc import Callable, Iterator

import pytest

from documents.child import IsolatedReader
from tests.unit.documents import hostile, pdfs


@pytest.fixture(scope="module")
def reader() -> Iterator[IsolatedReader]:
    made = IsolatedReader()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("code", "made"),
    [
        ("encrypted", lambda: hostile.locked(b"segredo")),
        ("damaged", hostile.truncated),
        ("too_large", lambda: b"%PDF-1.7" + bytes(200 * 1024 * 1024)),
        ("not_a_pdf", lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000)),
        ("not_a_pdf", lambda: b"<html>" + b" " * 2000 + b"%PDF-1.7"),
    ],
)
def test_a_file_that_cannot_be_read_names_its_problem(
    reader: IsolatedReader, code: str, made: Callable[[], bytes]
) -> None:
    begun = time.monotonic()
    reading = reader.read(made(), "x.pdf")
    assert [trouble.code for trouble in reading.problems] == [code]
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    "made",
    [
        lambda: hostile.locked(b""),
        hostile.without_its_end,
        hostile.containing_itself,
        hostile.with_program_and_attachment,
        hostile.with_broken_font,
    ],
)
def test_a_file_that_a_person_could_open_is_read(
    reader: IsolatedReader, made: Callable[[], bytes]
) -> None:
    reading = reader.read(made(), "x.pdf")
    assert (reading.kind, reading.problems) == ("packing_list", ())


def test_a_program_and_a_stranger_s_attachment_are_named_and_left_alone(
    reader: IsolatedReader,
) -> None:
    notes = " ".join(reader.read(hostile.with_program_and_attachment(), "x.pdf").notes)
    assert "“evil.exe” não é dado de documento e não foi lido" in notes
    assert "JavaScript, que não foi executado" in notes


def test_a_bomb_of_300_megabytes_costs_no_more_than_its_own_reading(
    reader: IsolatedReader,
) -> None:
    begun = time.monotonic()
    reading = reader.read(pdfs.bomb(300), "bomb.pdf")
    assert [trouble.code for trouble in reading.problems] in (["empty"], ["damaged"])
    assert time.monotonic() - begun < 60
    assert reader.read(pdfs.pdf([pdfs.text("PACKING LIST")]), "good.pdf").kind == "packing_list"
