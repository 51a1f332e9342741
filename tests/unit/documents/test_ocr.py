"""Pages without text of their own are read by OCR, only those, and every value says so."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from documents import ocr_desk
from documents.child import IsolatedReader
from documents.reading import Reading
from tests.unit.documents import hostile, pdfs
from tests.unit.documents.scanning import half_scanned, photographed, scanned

LIST = [
    "PACKING LIST",
    "",
    "Packing list number: PL-2047",
    "Date: 12 March 2026",
    "",
    "Total packages: 14 cartons",
    "Total gross weight: 512.50 kg",
    "Total net weight: 480.00 kg",
    "Country of origin: Germany",
    "These goods were packed with the usual care and are free of wood.",
]
BORN = pdfs.pdf([hostile.page(LIST)])

pytestmark = pytest.mark.skipif(not ocr_desk.engine_found(), reason="no OCR engine installed")


@pytest.fixture(scope="module")
def reader() -> Iterator[IsolatedReader]:
    made = IsolatedReader()
    yield made
    made.close()


def _values(reading: Reading) -> dict[str, str]:
    return {name: field.value for name, field in reading.fields.items()}


@pytest.mark.parametrize(("turn", "lean"), [(0, 0.0), (1, 0.0), (2, 1.7), (3, -2.0)])
def test_a_scan_gives_the_values_of_its_original_however_it_lay(
    reader: IsolatedReader, turn: int, lean: float
) -> None:
    born = reader.read(BORN, "born.pdf")
    reading = reader.read(scanned(photographed(BORN, lean=lean), turn), "scan.pdf")
    assert len(born.fields) >= 4
    assert (reading.kind, _values(reading)) == (born.kind, _values(born))
    assert reading.problems == ()
    for name, field in reading.fields.items():
        assert field.read_by == "ocr"
        assert field.confidence <= born.fields[name].confidence


def test_the_box_of_a_value_lies_where_it_is_on_the_sheet_as_scanned(
    reader: IsolatedReader,
) -> None:
    born = reader.read(BORN, "born.pdf").fields["gross_weight_kg"].box
    flat = reader.read(scanned(photographed(BORN)), "flat.pdf").fields["gross_weight_kg"].box
    assert flat == pytest.approx(born, abs=4)
    lying = reader.read(scanned(photographed(BORN), 1), "lying.pdf").fields["gross_weight_kg"].box
    assert lying == pytest.approx((born[1], 595 - born[2], born[3], 595 - born[0]), abs=4)


def test_only_the_page_that_is_a_picture_is_read_by_ocr(reader: IsolatedReader) -> None:
    reading = reader.read(half_scanned("Attachment to our letter", photographed(BORN)), "x.pdf")
    documents = [reading, *reading.parts]
    fields = [field for each in documents for field in each.fields.values()]
    assert {(field.page, field.read_by) for field in fields} == {(2, "ocr")}


def test_letters_that_say_something_else_than_they_show_are_read_as_shown(
    reader: IsolatedReader,
) -> None:
    reading = reader.read(hostile.shifted(LIST), "shifted.pdf")
    assert _values(reading)["gross_weight_kg"] == "512.50"
    assert {field.read_by for field in reading.fields.values()} == {"ocr"}


def test_without_an_engine_a_person_is_told_what_to_install(
    reader: IsolatedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr_desk, "engine_found", lambda: False)
    picture = photographed(BORN)
    whole = reader.read(scanned(picture, dpi=149), "scan.pdf").problems[0]
    part = reader.read(half_scanned("PACKING LIST", picture), "half.pdf").problems[0]
    assert (whole.code, part.code) == ("scanned", "pages_unread")
    assert "páginas 2" in part.message
    for trouble in (whole, part):
        assert "instale-o com make" in trouble.message


def test_what_was_read_of_a_file_is_not_read_again(tmp_path: Path) -> None:
    log = tmp_path / "asked"
    child = (
        "import json,sys\n"
        "while line := sys.stdin.buffer.readline():\n"
        "    frame = json.loads(line); sys.stdin.buffer.read(frame['size'])\n"
        f"    open({str(log)!r}, 'a').write(str(frame['page']))\n"
        "    print(json.dumps({'page': frame['page'], 'words': [], 'turn': 0, 'lean': 0,"
        " 'width': 1, 'height': 1}), flush=True)\n"
    )
    desk = ocr_desk.OcrDesk((sys.executable, "-c", child))
    for pages in ((1, 3), (1, 3, 4)):
        assert [scan.page for scan in desk.scans(b"file", pages).pages] == list(pages)
    desk.close()
    assert sorted(log.read_text()) == ["1", "3", "4"]


def test_a_page_whose_ocr_dies_is_left_to_a_person() -> None:
    desk = ocr_desk.OcrDesk((sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"))
    scans = desk.scans(b"file", (1,))
    assert (scans.pages, scans.hindrance) == ((), "o OCR não terminou")
