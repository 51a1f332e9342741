"""A report: a table with its title and what holds for all of it, whatever file it becomes."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Cell = str | Decimal | date | None
"""Text, a number, a day, or nothing."""
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


@dataclass(frozen=True)
class Report:
    """One table; ``columns`` are named in Portuguese, then in English."""

    name: str
    """Of the file and of the sheet."""
    title: str
    title_en: str
    facts: tuple[tuple[str, Cell], ...]
    """What holds for every row: the day it tells of, the rules, the sums."""
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]


def as_csv(report: Report) -> bytes:
    """Return the table as CSV with plain numbers and ISO days.

    Text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    body = io.StringIO()
    rows = csv.writer(body, lineterminator="\r\n")
    rows.writerow([english for _, english in report.columns])
    rows.writerows([_plain(cell) for cell in row] for row in report.rows)
    return body.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return format(cell, "f")
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULAS) else text
