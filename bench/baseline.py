"""What the usual script reads: pdfplumber's text, a few regular expressions, its ruled tables."""

import io
import re
from itertools import combinations

import pdfplumber

from bench.papers import Paper
from bench.scoring import Read
from documents.dates import find_date
from documents.numerals import decimal_mark, numeral
from documents.reading import Field

_NUMBER = re.compile(
    r"(?i)(?:invoice|factura|fatura|facture|fattura|rechnung|faktura|factuur)s?[\w-]*\s*"
    r"(?:no|nr|n|num\w*|#|nummer)?[.°º:#\s]*([A-Z]{0,4}[-/]?\d[\w/-]*)"
)
_DATE = re.compile(r"(?i)(?:date|fecha|data|datum|tarih\w*|日期)\W{0,4}(.{6,24})")
_TOTAL = re.compile(
    r"(?i)(?:total|gesamt\w*|totale|totaal|razem|do zapłaty|toplam|合计)[^\d\n]{0,24}([\d.,’' ]+\d)"
)
_CURRENCY = re.compile(r"\b(USD|EUR|GBP|BRL|CHF|PLN|INR|TRY|CNY)\b|([€$£])")
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP"}


def plumbed(paper: Paper) -> Read:
    """Read a paper as the usual script does."""
    with pdfplumber.open(io.BytesIO(paper.pdf)) as document:
        text = "\n".join(page.extract_text() or "" for page in document.pages)
        tables = [table for page in document.pages for table in page.extract_tables()]
    mark = decimal_mark(text.split())
    found = {
        "invoice_number": _first(_NUMBER, text),
        "issue_date": _dated(text),
        "currency": _currency(text),
        "total_amount": _last_amount(text, mark),
        "seller_name": next((line for line in text.split("\n") if line.strip()), ""),
    }
    rows = [row for table in tables for cells in table if (row := _row(cells, mark))]
    return Read({name: _field(value) for name, value in found.items() if value}, tuple(rows))


def _first(form: re.Pattern[str], text: str) -> str:
    match = form.search(text)
    return match[1] if match else ""


def _dated(text: str) -> str:
    found = (find_date(match[1], None) for match in _DATE.finditer(text))
    day = next((date for date in found if date is not None), None)
    return day.value.isoformat() if day else ""


def _currency(text: str) -> str:
    match = _CURRENCY.search(text)
    return (match[1] or _SIGNS[match[2]]) if match else ""


def _last_amount(text: str, mark: str) -> str:
    found = [numeral(match[1].replace(" ", ""), mark) for match in _TOTAL.finditer(text)]
    values = [number.value for number in found if number is not None]
    return str(values[-1]) if values else ""


def _row(cells: list[str | None], mark: str) -> dict[str, Field]:
    """Return the first three figures of a table's row, in their order, that multiply."""
    parsed = [numeral((cell or "").replace(" ", ""), mark) for cell in cells]
    figures = [number.value for number in parsed if number is not None]
    for quantity, price, amount in combinations(figures[:9], 3):
        if abs(quantity * price - amount) <= 1 + abs(amount) / 1000:
            said = {"quantity": quantity, "unit_price": price, "amount": amount}
            return {name: _field(str(value)) for name, value in said.items()}
    return {}


def _field(value: str) -> Field:
    return Field(value=value, confidence=1.0, page=1, box=(0, 0, 0, 0))
