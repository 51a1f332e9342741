"""Spreadsheets that people are handed: tables of words, numbers and days, and no formulas."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import xlsxwriter

Cell = str | Decimal | date | None


class Sheet(NamedTuple):
    """One table of a workbook."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return an XLSX file; the same tables give the same bytes.

    Text stays text, whatever it begins with: nothing that a paper says becomes a formula.
    Numbers have two decimals at least; Excel itself counts in binary, so what must be exact is
    read from the JSON or the CSV.
    """
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True}) as book:
        book.set_properties({"created": _NO_DAY})
        for sheet in sheets:
            _write(book, sheet)
    return body.getvalue()


_NO_DAY = date(2000, 1, 1)
"""A file says nothing of when it was made, so that the same tables are the same file."""


def _write(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    number = book.add_format({"num_format": "#,##0.00##"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 0)
    page.write_row(0, 0, sheet.columns, bold)
    for line, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(line, column, cell)
            elif isinstance(cell, Decimal):
                page.write_number(line, column, cell, number)
            elif isinstance(cell, date):
                page.write_datetime(line, column, cell, day)
    page.autofit()
