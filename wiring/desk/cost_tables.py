"""A landed cost as tables: one row per item and kind, for spreadsheets and programs."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from customs.landed_cost import ItemCost, Pair
from documents.workbooks import Cell, Sheet, workbook
from wiring.desk.costs import LandedCost

_COLUMNS = ("item", "kind", "estimate", "actual", "difference", "credit", "shared_by", "from")
_ENTRIES = ("key", "kind", "amount", "document", "shared_by", "corrects", "note", "person", "day")
_SUMS = ("gross", "credits", "net", "gross_per_unit", "net_per_unit")
_FORMULA = ("=", "+", "-", "@", "\t")


def cost_xlsx(found: LandedCost) -> bytes:
    """Return a landed cost as a workbook: its lines, and what was invoiced."""
    return workbook([_lines(found), _entries(found)])


def cost_csv(found: LandedCost) -> str:
    """Return the lines of a landed cost as CSV; amounts are exact, with a dot."""
    text = io.StringIO()
    writer = csv.writer(text)
    sheet = _lines(found)
    writer.writerow(sheet.columns)
    for row in sheet.rows:
        writer.writerow([_harmless(cell) for cell in row])
    return text.getvalue()


def _harmless(cell: Cell) -> str:
    """Return a cell's text; words that a spreadsheet would take for a formula are marked as words."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return "" if cell is None else str(cell)


def _lines(found: LandedCost) -> Sheet:
    rows = [row for item in (*found.items, found.whole) for row in _rows(item, found.clearance)]
    return Sheet("cost", _COLUMNS, rows)


def _rows(item: ItemCost, clearance: str) -> Iterator[tuple[Cell, ...]]:
    name = item.id or "all"
    for line in item.lines:
        source = f"{clearance} {line.path}" if line.path else ", ".join(line.documents)
        shared = ", ".join(line.shared_by)
        yield (name, line.kind, *_figures(line.amount), _known(line.credit), shared, source)
    for total in _SUMS if item.id else _SUMS[:3]:
        yield (name, total, *_figures(getattr(item, total)), None, "", "")


def _figures(pair: Pair) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return pair.estimate, pair.actual, pair.difference


def _known(pair: Pair) -> Decimal | None:
    """Return the credit that is taken: the actual one, while there is none the expected one."""
    return pair.estimate if pair.actual is None else pair.actual


def _entries(found: LandedCost) -> Sheet:
    rows = [
        (
            e.key,
            e.kind,
            e.amount,
            e.document,
            e.shared_by,
            e.corrects,
            e.note,
            e.person,
            e.at.date(),
        )
        for e in found.entries
    ]
    return Sheet("invoiced", _ENTRIES, rows)
