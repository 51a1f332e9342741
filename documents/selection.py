"""Which rows are goods: totals, parts of a bundle and discounts under a row are not.

Where rows of one shape are in doubt, the printed sum decides: goods add up to it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from documents.body import charge
from documents.figures import Figure
from documents.labels import column_labels
from documents.printed_sums import PrintedSums
from documents.totals import Row, without_totals

_MINUS_WORDS = frozenset({"discount"})


def selected(
    rows: Sequence[Row], printed: PrintedSums
) -> tuple[list[Row], dict[str, Figure], bool]:
    """Return the goods, the figures of their total row, and whether a printed sum confirms."""
    goods, totals = without_totals(_with_discounts(rows))
    plain = [row for row in goods if row.proof or not charge(row.anchor)]
    for kept in [*_ways(plain), goods]:
        sums = printed.outside(kept[0].anchor.index, kept[-1].last) if kept else frozenset()
        if adds_up(kept, sums | _cents(totals)):
            return kept, totals, True
    return plain, totals, False


def adds_up(rows: Sequence[Row], sums: frozenset[int]) -> bool:
    """Return whether the amounts of ``rows`` make one of ``sums``."""
    amounts = [row.amount for row in rows]
    known = [amount for amount in amounts if amount is not None]
    return len(known) == len(rows) > 0 and round(sum(known) * 100) in sums


def _cents(totals: dict[str, Figure]) -> frozenset[int]:
    return frozenset([round(totals["amount"].amount * 100)] if "amount" in totals else [])


def _ways(rows: list[Row]) -> list[list[Row]]:
    """Return the rows, and the rows without those of one doubtful shape.

    A lone amount is tried as no row first: goods and freight add up to a total as well as goods do.
    """
    shapes: tuple[Callable[[Row], bool], ...] = (
        lambda row: row.proof is not None or set(row.figures) != {"amount"},
        lambda row: True,
        lambda row: row.proof is not None,
        lambda row: "unit_price" in row.figures,
        lambda row: "quantity" in row.figures,
    )
    ways = [[row for row in rows if shape(row)] for shape in shapes]
    return [way for way in ways if way]


def _with_discounts(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, a discount that stands under a row taken into it."""
    kept: list[Row] = []
    for row in rows:
        if kept and _is_discount(row):
            above = kept[-1]
            under = (*above.adjustments, row.figures["amount"])
            kept[-1] = replace(above, adjustments=under, last=row.last)
        else:
            kept.append(row)
    return kept


def _is_discount(row: Row) -> bool:
    amount = row.figures.get("amount")
    if amount is None or amount.amount >= 0 or "quantity" in row.figures:
        return False
    letters = sum(c.isalpha() for word in row.anchor.words for c in word.text)
    hits = column_labels().hits(row.anchor)
    return letters < 3 or any("discount" in hit.roles for hit in hits)
