"""Sums: arithmetic as the judge of what the total is, among labelled amounts and beyond them.

The total of an invoice is what it charges: goods, less discounts, with charges and taxes; what
was paid before or is still open is another figure. An amount that the lines of goods add up to,
alone or with a tax that is printed too, is believed even where no known label names it.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from documents.checks import expected_totals, number
from documents.fields import Candidate, best
from documents.reading import Field
from documents.regions import Page
from documents.rows import Table
from documents.typed import Conventions, from_words, numerals_in, plain
from documents.words import Word

PROVEN = 0.98
"""How far a total is believed that its parts add up to."""
_FOUND = 0.88
_ALONE = 0.62
_CENT = Decimal("0.015")
_LEAST_TAX, _MOST_TAX = Decimal("0.01"), Decimal("0.30")
"""Taxes on the whole, as shares of the net amount, that occur in trade."""

Fields = Mapping[str, Field]


class Printed(NamedTuple):
    """An amount printed outside the rows of goods."""

    value: Decimal
    words: tuple[Word, ...]
    line: int


def settled_total(
    page: Page,
    tables: Sequence[Table],
    conventions: Conventions,
    fields: Fields,
    found: Sequence[Candidate],
    lines: Sequence[Mapping[str, Field]],
) -> Field | None:
    """Return the total that arithmetic speaks for, None if it has nothing to say."""  # fmt: skip
    plain_lines = [dict(line) for line in lines]
    proven = _among_labelled(dict(fields), found, plain_lines)
    net = _net(fields, plain_lines)
    if not net or net != net.copy_abs():
        return proven
    printed = _printed(page, tables, conventions)
    taxed = _taxed(net, printed)
    given = (
        proven.value
        if proven
        else fields["total_amount"].value
        if "total_amount" in fields
        else None
    )
    if taxed is not None and (given is None or abs(Decimal(given) - net) < _CENT):
        return _field(taxed, _FOUND)
    if given is None:
        alone = [p for p in printed if abs(p.value - net) < _CENT]
        return _field(alone[-1], _ALONE) if alone and plain_lines else None
    return proven


def _among_labelled(
    fields: dict[str, Field], found: Sequence[Candidate], lines: list[dict[str, Field]]
) -> Field | None:
    """Return the labelled total that the lines add up to, the one with most parts first."""
    sums = expected_totals(fields, lines)
    for expected in reversed(sums):
        fits = [
            c
            for c in found
            if c.field == "total_amount" and abs(Decimal(c.value.text) - expected) < _CENT
        ]
        if not fits:
            continue
        strongest = max(fits, key=lambda c: c.confidence)
        rival = best(found, "total_amount")
        outdone = rival is not None and Decimal(rival.value.text) > expected == sums[0]
        if not outdone or (rival and strongest.confidence >= rival.confidence):
            sure = max(strongest.confidence, PROVEN)
            return strongest.as_field().model_copy(update={"confidence": sure})
        return None
    return None


def _net(fields: Fields, lines: list[dict[str, Field]]) -> Decimal | None:
    sums = expected_totals({}, lines)
    return sums[0] if sums else number(dict(fields), "net_amount")


def _printed(page: Page, tables: Sequence[Table], conventions: Conventions) -> list[Printed]:
    """Return the amounts of the paper but for those in the rows of its tables."""
    rows = {n for table in tables for n in range(table.head.first, table.last + 1)}
    return [
        Printed(figure.value, words, line.index)
        for line in page.lines
        if line.index not in rows
        for figure, words, following in numerals_in(line.segments, conventions.mark)
        if (figure.has_cents or figure.currency)
        and figure.unit in (None, "")
        and not following.startswith("%")
    ]


def _taxed(net: Decimal, printed: Sequence[Printed]) -> Printed | None:
    """Return the last printed amount that is the net one and a tax printed before it."""
    taxes = [p for p in printed if _LEAST_TAX * net < p.value < _MOST_TAX * net]
    totals = [
        p
        for p in printed
        for tax in taxes
        if abs(net + tax.value - p.value) < _CENT and tax.line <= p.line
    ]
    return totals[-1] if totals else None


def _field(amount: Printed, sure: float) -> Field:
    value = from_words(plain(amount.value), amount.words)
    return Candidate("total_amount", value, sure, amount.line, "sum:total_amount").as_field()
