"""Spreadsheets that people are handed."""

import io
import zipfile
from datetime import date
from decimal import Decimal

from documents.workbooks import Sheet, workbook

ROWS: list[list[str | Decimal | date | None]] = [
    ["=1+1", Decimal("1072.53"), date(2026, 4, 24)],
    ["é", None, None],
]
SHEET = Sheet("Custo", ("what", "BRL", "day"), ROWS)


def parts(body: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def test_a_workbook_holds_numbers_as_numbers_and_words_as_words() -> None:
    found = parts(workbook([SHEET]))
    page = found["xl/worksheets/sheet1.xml"]
    assert "<v>1072.53</v>" in page
    assert "<f>" not in page
    assert "=1+1" in found["xl/sharedStrings.xml"]
    assert "Custo" in found["xl/workbook.xml"]


def test_the_same_tables_are_the_same_file() -> None:
    assert workbook([SHEET]) == workbook([SHEET])
