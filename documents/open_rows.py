"""Rows without columns: each line alone, where some figures multiply to another one.

Proportional text set with blanks leaves no columns, and some papers print no head at all.
"""

from collections.abc import Sequence
from itertools import permutations

from documents.bands import bands_of
from documents.body import stops
from documents.equations import Extras, Proof, proof
from documents.figures import Figure
from documents.heads import NUMERIC, Head
from documents.row_texts import texts_of
from documents.rows import Table
from documents.selection import selected
from documents.sheet import Sheet
from documents.totals import Row
from documents.words import Line

_MOST_FIGURES = 8
_LEAST = 1.6
"""Weight of proofs below which lines that happen to multiply are no goods."""

Found = tuple[Line, dict[str, Figure], Proof]


def open_table(tables: Sequence[Table], sheet: Sheet) -> Table | None:
    """Return the rows that lines prove by themselves, if they prove more than ``tables`` do."""
    rows = [row for table in tables for row in table.rows]
    settled = any(table.sums or _unpriced(table) for table in tables)
    if settled or (rows and all(row.proof for row in rows)):
        return None
    proofs = sum(row.proof.weight for row in rows if row.proof)
    start, end = _reach(tables, sheet)
    found = [f for line in sheet.lines[start:end] if (f := _proven(line, sheet)) is not None]
    if len(found) < len(rows) or sum(f[2].weight for f in found) < max(_LEAST, proofs + 0.5):
        return None
    return _table(tables[0].head if tables else None, found, sheet)


def _unpriced(table: Table) -> bool:
    """Return whether a head says clearly that its table holds goods without prices."""
    roles = table.head.roles
    return len(roles & NUMERIC) >= 2 and not roles & {"unit_price", "amount", "gross_amount"}


def _reach(tables: Sequence[Table], sheet: Sheet) -> tuple[int, int]:
    return (tables[0].head.last + 1 if tables else 0, len(sheet.lines))


def _proven(line: Line, sheet: Sheet) -> Found | None:
    if line.index in sheet.furniture:
        return None
    figures = [f for f in sheet.figures_on([line]) if not f.percent][-_MOST_FIGURES:]
    best: Found | None = None
    for quantity, price, amount in permutations(figures, 3):
        if not amount.money or not price.words[0].x0 < amount.words[0].x0:
            continue
        why = proof(quantity.amount, price.amount, amount.amount, Extras())
        if why is None or why.rule != "product" or (best and best[2].weight >= why.weight):
            continue
        named = _ordered(quantity, price) | {"amount": amount}
        best = (line, named, why)
    return best


def _ordered(a: Figure, b: Figure) -> dict[str, Figure]:
    """Return which of two factors is the price: the one that looks like money, or the second."""
    if a.money != b.money:
        price, quantity = (a, b) if a.money else (b, a)
    else:
        quantity, price = sorted((a, b), key=lambda f: f.words[0].x0)
    return {"quantity": quantity, "unit_price": price}


def _table(known: Head | None, found: Sequence[Found], sheet: Sheet) -> Table:
    first, last = found[0][0].index, found[-1][0].index
    head = Head((), known.first, known.last) if known else Head((), first, first - 1)
    end = next((n for n in range(last + 1, len(sheet.lines)) if stops(sheet.lines[n])), last + 6)
    body = sheet.without_furniture(sheet.lines[head.last + 1 : min(end, last + 6)])
    rows = []
    for (anchor, lines), (_, figures, why) in zip(
        bands_of(body, {f[0].index: f[0].index for f in found}), found, strict=True
    ):
        used = {word for figure in figures.values() for word in figure.words}
        texts = texts_of(head, (), lines, used)
        rows.append(Row(figures, texts, anchor, why, (), max(n.index for n in lines)))
    goods, totals, sums = selected(rows, sheet.printed)
    return Table(head, tuple(goods), totals, goods[-1].last if goods else head.last, sums)
