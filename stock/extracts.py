"""The warehouse's extract: its own list of lots, as a CSV file with named columns.

Columns (in any order, comma or semicolon between them, UTF-8):

* ``lot``: ``{admission number}/{item number}``. Needed.
* ``quantity``: in the lot's own unit, with a dot for decimals (``1200.5``), or as Brazil writes it
  (``1.200,5``) where semicolons stand between the columns. Needed.
* ``product``, ``place``: text. A column that is left out is not compared.
* ``blocked``: ``yes``/``no`` (``sim``/``não``, ``1``/``0``).
* ``expires_on``: ``2027-03-25`` or ``25/03/2027``.

A lot may have several rows, one for each place; their quantities are added.
"""

import csv
import io
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from stock.reconciling import LotCount

COLUMNS = ("lot", "quantity", "product", "place", "blocked", "expires_on")
"""Every column that is read."""
_NEEDED = ("lot", "quantity")
_YES = {"yes": True, "sim": True, "1": True, "no": False, "não": False, "nao": False, "0": False}


class BadExtract(ValueError):
    """The file is no extract of a warehouse; says the line and what is wrong."""


def read_extract(body: bytes) -> list[LotCount]:
    """Return the rows of a warehouse's CSV.

    Raises:
        BadExtract: a column is missing or a value cannot be read; nothing is guessed.
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise BadExtract("the file is not UTF-8") from wrong
    comma = text.partition("\n")[0].count(";") == 0
    rows = csv.DictReader(io.StringIO(text), delimiter="," if comma else ";")
    missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise BadExtract(f"the first line names no column {', '.join(missing)}")
    return [_count(row, line, comma) for line, row in enumerate(rows, start=2)]


def _count(row: dict[str, str | None], line: int, comma: bool) -> LotCount:
    told = {name: (row.get(name) or "").strip() for name in COLUMNS}
    try:
        if not told["lot"]:
            raise ValueError("no lot is named")
        return LotCount(
            lot=told["lot"],
            quantity=_quantity(told["quantity"], comma),
            product=told["product"],
            place=told["place"] if row.get("place") is not None else None,
            blocked=_yes(told["blocked"]),
            expires_on=_day(told["expires_on"]),
        )
    except ValueError as wrong:
        raise BadExtract(f"line {line}: {wrong}") from wrong


def _quantity(text: str, comma: bool) -> Decimal:
    written = text if comma else text.replace(".", "").replace(",", ".")
    try:
        value = Decimal(written)
    except InvalidOperation:
        raise ValueError(f"{text!r} is no quantity") from None
    if not value.is_finite() or value < 0:
        raise ValueError(f"{text!r} is no quantity")
    return value


def _yes(text: str) -> bool | None:
    if text and text.lower() not in _YES:
        raise ValueError(f"blocked is {text!r}; write yes or no")
    return _YES.get(text.lower())


def _day(text: str) -> date | None:
    if not text:
        return None
    if "/" in text:
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no hour
    return date.fromisoformat(text)
